import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyDiff,
  applyEdit,
  canonicalDesign,
  diffDesigns,
  isEmptyDiff,
  mergeDesigns,
  parseDesign,
  type DesignDocument,
  type Edit,
} from '../../src/design/index.ts';
import { anyDrawing, anyEdit } from '../arbitraries.ts';

const edits = fc.array(anyEdit, { minLength: 1, maxLength: 12 });
const made = (start: DesignDocument, all: readonly Edit[]) => all.reduce(applyEdit, start);
const expectSound = (document: DesignDocument) =>
  expect(parseDesign(structuredClone(document))).toEqual({ ok: true, document });

describe('edits', () => {
  it('of any form, in any order, make a design of a design', () => {
    const forms = new Set<string>();
    fc.assert(
      fc.property(anyDrawing, edits, (start, all) => {
        for (const edit of all) forms.add(edit.do);
        expectSound(made(start, all));
      }),
      { seed: 611, numRuns: 400 },
    );
    expect(forms.size).toBe(15);
  });
});

describe('diffs', () => {
  it('undone one by one lead back to the start, and done again to the end', () => {
    fc.assert(
      fc.property(anyDrawing, edits, (start, all) => {
        let end = start;
        const diffs = all.map((edit) => {
          const before = end;
          end = applyEdit(before, edit);
          return diffDesigns(before, end);
        });
        const back = diffs.reduceRight((at, diff) => applyDiff(at, diff, 'back'), end);
        expect(canonicalDesign(back)).toBe(canonicalDesign(start));
        const again = diffs.reduce((at, diff) => applyDiff(at, diff, 'forward'), back);
        expect(canonicalDesign(again)).toBe(canonicalDesign(end));
      }),
      { seed: 612, numRuns: 300 },
    );
  });

  it('are empty exactly between designs that are the same', () => {
    fc.assert(
      fc.property(anyDrawing, anyDrawing, (a, b) => {
        expect(isEmptyDiff(diffDesigns(a, structuredClone(a)))).toBe(true);
        expect(isEmptyDiff(diffDesigns(a, b))).toBe(canonicalDesign(a) === canonicalDesign(b));
      }),
      { seed: 613, numRuns: 200 },
    );
  });

  it('applied to what others have changed meanwhile make a design', () => {
    fc.assert(
      fc.property(anyDrawing, edits, edits, fc.boolean(), (start, my, their, forward) => {
        const diff = diffDesigns(start, made(start, my));
        const other = made(forward ? start : made(start, my), their);
        expectSound(applyDiff(other, diff, forward ? 'forward' : 'back'));
      }),
      { seed: 614, numRuns: 400 },
    );
  });
});

describe('merging', () => {
  it('with a side that changed nothing is the other side', () => {
    fc.assert(
      fc.property(anyDrawing, edits, (base, all) => {
        const changed = made(base, all);
        for (const merged of [
          mergeDesigns(base, changed, base),
          mergeDesigns(base, structuredClone(base), changed),
          mergeDesigns(base, changed, structuredClone(changed)),
        ]) {
          expect(canonicalDesign(merged.document)).toBe(canonicalDesign(changed));
          expect(merged.conflicts).toEqual([]);
        }
      }),
      { seed: 615, numRuns: 300 },
    );
  });

  it('makes a design, and the same from both sides where nothing conflicts', () => {
    let peaceful = 0;
    fc.assert(
      fc.property(anyDrawing, edits, edits, (base, my, their) => {
        const [mine, theirs] = [made(base, my), made(base, their)];
        const merged = mergeDesigns(base, mine, theirs);
        const turned = mergeDesigns(base, theirs, mine);
        expectSound(merged.document);
        expect(merged.conflicts.length === 0).toBe(turned.conflicts.length === 0);
        if (merged.conflicts.length > 0) return;
        peaceful += 1;
        expect(canonicalDesign(merged.document)).toBe(canonicalDesign(turned.document));
      }),
      { seed: 616, numRuns: 500 },
    );
    expect(peaceful).toBeGreaterThan(30);
  });
});
