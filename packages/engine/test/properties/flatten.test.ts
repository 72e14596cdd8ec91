import { shippedCatalog, type Abstraction, type Catalog } from '@patchbay/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, obstacle } from '../../src/constraints/index.ts';
import {
  applyEdit,
  copies,
  flatId,
  flatten,
  ownerOf,
  parseDesign,
  readFlat,
  takeApart,
  typeOfAbstraction,
  type DesignDocument,
} from '../../src/design/index.ts';
import { designPerHour, hourlyPrice, priceBook, type PriceBook } from '../../src/rating/index.ts';
import { abstraction, catalogWith, design, typeOf } from '../builders.ts';

const LEAVES = [
  'x86-pc',
  'server-x86-64',
  'debian-12',
  'windows-98',
  'apache-2-4',
  'switch-64',
  'disk-array',
];
const LEVELS = 4;
/** One part of a body: which of the types below it, how many, and on which part before it, if that is of a type. */
const anyPart = fc.record({
  type: fc.nat({ max: LEAVES.length + LEVELS }),
  count: fc.integer({ min: 1, max: 2 }),
  on: fc.option(fc.nat({ max: 3 }), { nil: null }),
});
const anyBody = fc.record({
  parts: fc.array(anyPart, { minLength: 1, maxLength: 4 }),
  joins: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { maxLength: 2 }),
});
const anyWorld = fc.record({
  bodies: fc.array(anyBody, { minLength: LEVELS, maxLength: LEVELS }),
  count: fc.integer({ min: 1, max: 3 }),
  joined: fc.boolean(),
});

/** Abstraction `a0` of types alone, `a1` of types and `a0`, and so on; each lets the first port out that it has. */
function catalogOf(
  bodies: readonly { parts: readonly Part[]; joins: readonly [number, number][] }[],
): Catalog {
  const made: Abstraction[] = [];
  for (const [level, { parts, joins }] of bodies.entries()) {
    const below = [...LEAVES, ...made.map(({ id }) => id)];
    const types = parts.map(({ type }) => below[type % below.length] ?? '');
    const ports = types.map((id) => portOf(id, made));
    const end = (n: number) => (ports[n] ? `p${n}.${ports[n]}` : null);
    const first = ports.findIndex((port) => port !== null);
    made.push(
      abstraction(
        `a${level}`,
        Object.fromEntries(
          parts.map(({ count, on }, n) => {
            const host = on !== null && on < n && LEAVES.includes(types[on] ?? '') ? `p${on}` : null;
            return [`p${n}`, { type: types[n] ?? '', count, host }];
          }),
        ),
        {
          joins: joins.flatMap(([a, b]): [string, string][] => {
            const [from, to] = [end(a), end(b)];
            return a !== b && from && to ? [[from, to]] : [];
          }),
          ports: first < 0 ? {} : { out: end(first) ?? '' },
        },
      ),
    );
  }
  return catalogWith(...made);
}
interface Part {
  readonly type: number;
  readonly count: number;
  readonly on: number | null;
}

function portOf(id: string, made: readonly Abstraction[]): string | null {
  const inner = made.find((one) => one.id === id);
  return (inner ? inner.ports[0]?.name : typeOf(id).ports[0]?.name) ?? null;
}

/** The highest abstraction, on its own or beside a switch that it is joined to. */
function drawingOf(catalog: Catalog, count: number, joined: boolean): DesignDocument {
  const top = `a${LEVELS - 1}`;
  const built = design().part('x', top, { count }).part('n', 'switch-64');
  const has = catalog.abstractions.find(({ id }) => id === top)?.ports.length === 1;
  return (joined && has ? built.join('x.out', 'n.port') : built).document;
}

/** Copies of each type in some copies of an abstraction, by going down without regard to connections. */
function countsIn(id: string, outer: number, catalog: Catalog, into = new Map<string, number>()) {
  const body = catalog.abstractions.find((one) => one.id === id);
  if (!body) return into.set(id, (into.get(id) ?? 0) + outer);
  const number = new Map<string, number>();
  for (const { name, type, count, host } of body.parts) {
    const all = count * (host === null ? outer : (number.get(host) ?? 0));
    number.set(name, all);
    countsIn(type, all, catalog, into);
  }
  return into;
}

const BOOK: PriceBook = priceBook.parse({
  name: 'Test',
  currency: 'EUR',
  prices: LEAVES.map((type, n) => ({
    type,
    meter:
      n < 2
        ? 'machine.reserved'
        : n < 5
          ? 'licence.reserved'
          : n < 6
            ? 'network.reserved'
            : 'storage.reserved',
    perHourMicros: 1000 * (n + 1),
    perProperty: [],
  })),
});

function allApart(document: DesignDocument, catalog: Catalog): DesignDocument {
  let n = 0;
  let at = document;
  const next = () => Object.values(at.components).find(({ type }) => /^a\d$/.test(type));
  for (let one = next(); one; one = next()) {
    const made = takeApart(at, one.id, catalog, () => `new${(n += 1)}`);
    if ('refused' in made) throw new Error(made.refused);
    at = applyEdit(at, made.edit);
  }
  return at;
}

/** What a finding says, without ids. */
function saidOf(document: DesignDocument, catalog: Catalog): string[] {
  return check(document, catalog)
    .map(({ rule, level, obstructs, subjects, connections, headline }) =>
      JSON.stringify([
        rule,
        level,
        obstructs,
        subjects.length,
        connections.length,
        headline.code,
        headline.values,
      ]),
    )
    .sort();
}

describe('any abstractions, nested in each other', () => {
  it('have as many copies of each type as their bodies say, and cost as much', () => {
    fc.assert(
      fc.property(anyWorld, ({ bodies, count, joined }) => {
        const catalog = catalogOf(bodies);
        const document = drawingOf(catalog, count, joined);
        const model = readFlat(document, catalog);
        const expected = countsIn(`a${LEVELS - 1}`, count, catalog);
        expected.set('switch-64', (expected.get('switch-64') ?? 0) + 1);
        const found = new Map<string, number>();
        for (const part of model.parts)
          found.set(part.type.id, (found.get(part.type.id) ?? 0) + copies(model, part));
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
        const price = [...expected].reduce((sum, [id, all]) => {
          const { model: alone } = design().part('m', id);
          const [one] = alone.parts;
          return sum + all * ((one && hourlyPrice(one, BOOK)?.perHourMicros) ?? 0);
        }, 0);
        expect(designPerHour(model, BOOK)).toBe(price);
      }),
      { seed: 631, numRuns: 200 },
    );
  });

  it('are flat after once, under ids that lead back to what is drawn', () => {
    fc.assert(
      fc.property(anyWorld, ({ bodies, count, joined }) => {
        const catalog = catalogOf(bodies);
        const document = drawingOf(catalog, count, joined);
        const flat = flatten(document, catalog);
        expect(flatten(flat, catalog)).toBe(flat);
        for (const [id, component] of Object.entries(flat.components)) {
          expect(component.id).toBe(id);
          expect(flatId.safeParse(id).success).toBe(true);
          expect(document.components).toHaveProperty(ownerOf(id));
          expect(component.host === null || component.host in flat.components).toBe(true);
        }
        for (const [id, { a, b }] of Object.entries(flat.connections)) {
          expect({ ...document.components, ...document.connections }).toHaveProperty(ownerOf(id));
          expect([a, b].filter((end) => !(end.component in flat.components))).toEqual([]);
        }
      }),
      { seed: 632, numRuns: 150 },
    );
  });

  it('are judged as if they were taken apart', () => {
    const rules = new Set<string>();
    fc.assert(
      fc.property(anyWorld, ({ bodies, count, joined }) => {
        const catalog = catalogOf(bodies);
        const document = drawingOf(catalog, count, joined);
        const apart = allApart(document, catalog);
        expect(parseDesign(apart).ok).toBe(true);
        const said = saidOf(document, catalog);
        for (const one of said) rules.add(one.slice(2, 8));
        expect(said).toEqual(saidOf(apart, catalog));
        // Which one comes first is a matter of ids.
        expect(obstacle(document, catalog) === undefined).toBe(obstacle(apart, catalog) === undefined);
      }),
      { seed: 633, numRuns: 150 },
    );
    expect(rules.size).toBeGreaterThan(4);
  });

  it('CST-2: are left alone by fixes, which are of the drawing', () => {
    let fixes = 0;
    fc.assert(
      fc.property(anyWorld, ({ bodies, count, joined }) => {
        const catalog = catalogOf(bodies);
        // Beside it an operating system that has no machine yet, and a machine for it.
        const drawing = design(drawingOf(catalog, count, joined));
        const { document } = drawing.part('y', 'windows-98').part('z', 'x86-pc');
        const findings = check(document, catalog);
        expect(findings.find(({ id }) => id === 'HOST-3 c-y')?.fixes).not.toEqual([]);
        for (const finding of findings) {
          for (const fix of finding.fixes) {
            fixes += 1;
            const fixed = applyEdit(document, fix.edit);
            expect(parseDesign(structuredClone(fixed))).toEqual({ ok: true, document: fixed });
            expect(check(fixed, catalog).map(({ id }) => id)).not.toContain(finding.id);
          }
        }
      }),
      { seed: 635, numRuns: 100 },
    );
    expect(fixes).toBeGreaterThan(100);
  });

  it('have a type to be drawn by, whatever is in them', () => {
    fc.assert(
      fc.property(anyWorld, ({ bodies }) => {
        const catalog = catalogOf(bodies);
        for (const one of catalog.abstractions) {
          const type = typeOfAbstraction(one, catalog);
          expect([type.id, type.layer, type.ports.length]).toEqual([one.id, 'abstraction', one.ports.length]);
        }
        expect(shippedCatalog.types.some(({ layer }) => layer === 'abstraction')).toBe(false);
      }),
      { seed: 634, numRuns: 50 },
    );
  });
});
