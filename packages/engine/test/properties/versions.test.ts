import { shippedCatalog, type Abstraction, type Catalog } from '@patchbay/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abstractionOf,
  applyEdit,
  COUNT,
  lineOf,
  readDesign,
  toVersion,
  typeOfAbstraction,
  unsavedBecause,
  versionDiff,
  versionType,
  withAbstractions,
} from '../../src/design/index.ts';
import { design } from '../builders.ts';
import { anySheet, drawingOf, everyParameter, heading, LINE, lineNo, type SheetOf } from '../sheets.ts';

/** Saves and new versions in any order: each takes some versions that are there as parts of a new version of some line. */
const anyHistory = fc.array(
  fc.record({
    line: fc.nat({ max: 3 }),
    parts: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 25 },
);

describe('no cycle', () => {
  it('can be built by any saves and newer versions: no abstraction contains a version of itself', () => {
    let refused = 0;
    let kept = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        let catalog: Catalog = shippedCatalog;
        const made: Abstraction[] = [];
        for (const { line, parts } of history) {
          const no = 1 + made.filter(({ id }) => lineOf(id) === lineNo(line)).length;
          const id = versionType(lineNo(line), no);
          const built = parts.reduce(
            (sheet, pick, n) => sheet.part(`p${n}`, made[pick % (made.length + 1)]?.id ?? 'x86-pc'),
            design(),
          );
          const content = abstractionOf(built.document, heading(id));
          const why = unsavedBecause(content, catalog);
          if (why !== null) refused += 1;
          else {
            kept += 1;
            made.push(content);
            catalog = withAbstractions(catalog, [content]);
          }
        }
        // Depth first, with nothing of the engine: no way down meets the line that it began in.
        const down = (id: string, lines: readonly string[]): boolean => {
          const line = lineOf(id);
          if (line !== null && lines.includes(line)) return false;
          const parts = made.find((one) => one.id === id)?.parts ?? [];
          return parts.every(({ type }) => down(type, line === null ? lines : [...lines, line]));
        };
        expect(made.filter(({ id }) => !down(id, []))).toEqual([]);
      }),
      { seed: 886, numRuns: 200 },
    );
    expect(Math.min(refused, kept)).toBeGreaterThan(300);
  });
});

/** Puts the records of a difference in place, and knows nothing else of versions. */
function patched(from: Abstraction, to: Abstraction): Abstraction {
  const diff = versionDiff(from, to);
  const put = <T>(records: readonly T[], changes: readonly { before: T | null; after: T | null }[]) => {
    const all = records.map((one) => JSON.stringify(one));
    for (const { before } of changes) if (before) all.splice(all.indexOf(JSON.stringify(before)), 1);
    for (const { after } of changes) if (after) all.push(JSON.stringify(after));
    return all.map((one) => JSON.parse(one) as T);
  };
  return {
    ...from,
    id: to.id,
    ...Object.fromEntries(diff.heading.map((field) => [field, to[field]])),
    parts: put(from.parts, diff.parts),
    connections: put(from.connections, diff.connections),
    ports: put(from.ports, diff.ports),
    parameters: put(from.parameters, diff.parameters),
  };
}

const sorted = ({ parts, connections, ports, parameters, ...rest }: Abstraction) => ({
  ...rest,
  parts: parts.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0)),
  connections: connections.map((one) => JSON.stringify(one)).sort(),
  ports: ports.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  parameters: parameters.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
});

describe('versions', () => {
  const versionOf = (sheet: SheetOf, no: number, earlier: readonly Abstraction[]) => {
    const source = drawingOf(sheet);
    const { parameters } = everyParameter(source, shippedCatalog);
    const more = { parameters: parameters.slice(0, no * 3), version: `${no}.0.0` };
    return abstractionOf(source, heading(versionType(LINE, no), more), earlier);
  };

  it('are told apart completely: the older one with the difference put in place is the newer one', () => {
    fc.assert(
      fc.property(anySheet, anySheet, (first, second) => {
        const from = versionOf(first, 1, []);
        const to = versionOf(second, 2, [from]);
        expect(sorted(patched(from, to))).toEqual(sorted(to));
        expect(versionDiff(to, to)).toEqual({
          parts: [],
          connections: [],
          ports: [],
          parameters: [],
          heading: [],
        });
      }),
      { seed: 887, numRuns: 200 },
    );
  });

  it('keep the ids of parts that stay, so that what runs keeps its data and addresses', () => {
    fc.assert(
      fc.property(anySheet, anySheet, anySheet, (first, second, third) => {
        const versions: Abstraction[] = [];
        for (const sheet of [first, second, third])
          versions.push(versionOf(sheet, versions.length + 1, versions));
        const numbers = new Map<string, number>();
        for (const { parts } of versions)
          for (const { name, no = -1 } of parts) {
            expect(numbers.get(name) ?? no).toBe(no);
            numbers.set(name, no);
          }
        expect(new Set(numbers.values()).size).toBe(numbers.size);
      }),
      { seed: 888, numRuns: 100 },
    );
  });

  it('bring along what was chosen as far as the newer one takes it, and never more', () => {
    fc.assert(
      fc.property(
        anySheet,
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 16 }),
        (sheet, chosen, most) => {
          const source = drawingOf(sheet);
          const { parameters } = everyParameter(source, shippedCatalog);
          const counts = parameters.filter(({ targets }) => targets[0]?.property === COUNT);
          const [from, to] = [1, 2].map((no) => {
            const own = no === 1 ? counts : counts.slice(1).map((one) => ({ ...one, max: most, default: 1 }));
            return abstractionOf(source, heading(versionType(LINE, no), { parameters: own }));
          });
          if (!from || !to) return;
          const catalog = withAbstractions(shippedCatalog, [from, to]);
          const properties = Object.fromEntries(counts.map(({ name }) => [name, chosen]));
          const { document } = design().part('x', from.id, { properties });
          const types = [from, to].map((one) => typeOfAbstraction(one, catalog));
          const [old, young] = types;
          const updating = old && young && toVersion(document, 'c-x', old, young);
          if (!updating) throw new Error('not there');
          const after = applyEdit(document, updating.edit).components['c-x'];
          const wanted = counts.slice(1).map(({ name }) => [name, Math.min(chosen, most)]);
          expect(after).toMatchObject({ type: to.id, name: 'x', properties: Object.fromEntries(wanted) });
          expect(Object.keys(after?.properties ?? {})).toHaveLength(wanted.length);
          expect(updating.values.map(({ to: value }) => value)).toEqual(
            counts.map((_, n) => (n === 0 ? null : Math.min(chosen, most))),
          );
          expect(readDesign(applyEdit(document, updating.edit), catalog).unknown).toEqual([]);
        },
      ),
      { seed: 889, numRuns: 100 },
    );
  });
});
