import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdit,
  copyParts,
  duplicateEdit,
  fragmentText,
  parseDesign,
  parseFragment,
  pasteEdit,
  separateOne,
  totalCopies,
  type Component,
  type Connection,
  type Copying,
  type DesignDocument,
  type Fragment,
} from '../../src/design/index.ts';
import { anyDrawing } from '../arbitraries.ts';

const STEP = { dx: 30, dy: 50 };
const subset = anyDrawing.chain((document) =>
  fc.tuple(fc.constant(document), fc.subarray(Object.keys(document.components))),
);
function counter() {
  let n = 0;
  return () => `new${(n += 1)}`;
}
function done(made: Copying) {
  if ('refused' in made) throw new Error(made.refused);
  return made;
}

/** What is the same of a part and its copy, with its host as `hostOf` names it. */
const sameOf = ({ type, count, properties }: Component, host: string | null) =>
  JSON.stringify([type, count, properties, host]);
const sameJoin = ({ a, b }: Connection, nameOf: (id: string) => string) =>
  JSON.stringify([nameOf(a.component), a.port, nameOf(b.component), b.port]);

/** The copies of one piece are the same parts on the same hosts, joined alike; nothing that was there is touched. */
function expectCopies(document: DesignDocument, fragment: Fragment, made: Copying, times: number): void {
  const { edit, originals: said } = done(made);
  const after = applyEdit(document, edit);
  expect(parseDesign(structuredClone(after))).toEqual({ ok: true, document: after });
  for (const table of ['components', 'connections', 'groups'] as const) {
    for (const [id, record] of Object.entries(document[table])) expect(after[table][id]).toBe(record);
  }
  const originals = Object.values(fragment.document.components);
  expect(edit.components).toHaveLength(times * originals.length);
  for (let n = 0; n < times; n += 1) {
    const copies = edit.components.slice(n * originals.length, (n + 1) * originals.length);
    const original = new Map(copies.map(({ id }, at) => [id, originals[at]?.id ?? '']));
    const name = (id: string) => original.get(id) ?? id;
    for (const [at, from] of originals.entries()) {
      const copy = copies[at] ?? from;
      expect(said.get(copy.id)).toBe(from.id);
      const host = fragment.hosted.includes(from.id) ? null : from.host;
      const own = copy.host !== null && original.has(copy.host) ? name(copy.host) : null;
      expect(sameOf(copy, own)).toBe(sameOf(from, host));
    }
    const inside = Object.values(after.connections).filter(
      ({ a, b }) => original.has(a.component) && original.has(b.component),
    );
    expect(inside.map((join) => sameJoin(join, name)).sort()).toEqual(
      Object.values(fragment.document.connections)
        .map((join) => sameJoin(join, (id) => id))
        .sort(),
    );
  }
}

describe('copies are alike inside, and touch nothing that was there', () => {
  it('pasted from text, into any design', () => {
    fc.assert(
      fc.property(subset, anyDrawing, fc.boolean(), ([from, ids], into, keepOutside) => {
        const fragment = copyParts(from, ids);
        expect(parseFragment(fragmentText(fragment))).toEqual({ ok: true, fragment });
        expectCopies(into, fragment, pasteEdit(into, fragment, counter(), STEP, { keepOutside }), 1);
        const [host] = Object.keys(into.components);
        if (host === undefined) return;
        expectCopies(into, fragment, pasteEdit(into, fragment, counter(), STEP, { into: host }), 1);
      }),
      { seed: 621, numRuns: 200 },
    );
  });

  it('duplicated, any number of times', () => {
    fc.assert(
      fc.property(subset, fc.integer({ min: 0, max: 3 }), fc.boolean(), ([from, ids], times, keepOutside) => {
        const made = duplicateEdit(from, ids, times, counter(), STEP, { keepOutside });
        expectCopies(from, copyParts(from, ids), made, times);
      }),
      { seed: 622, numRuns: 200 },
    );
  });

  it('separating one keeps the number of copies of everything', () => {
    let separated = 0;
    fc.assert(
      fc.property(anyDrawing, (document) => {
        for (const [id, { count }] of Object.entries(document.components)) {
          const made = separateOne(document, id, counter());
          expect('refused' in made).toBe(count === 1);
          if ('refused' in made) continue;
          separated += 1;
          const after = applyEdit(document, made.edit);
          expect(parseDesign(structuredClone(after))).toEqual({ ok: true, document: after });
          expect(totalCopies(after)).toBe(totalCopies(document));
        }
      }),
      { seed: 623, numRuns: 400 },
    );
    expect(separated).toBeGreaterThan(50);
  });
});
