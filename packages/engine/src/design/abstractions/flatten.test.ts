import { shippedCatalog, type Abstraction } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { abstraction, catalogWith, design } from '../../../test/builders.ts';
import {
  copies,
  flatId,
  flatten,
  links,
  MAX_DEPTH,
  MAX_NAME,
  ownerOf,
  parseDesign,
  readDesign,
  readFlat,
  type DesignDocument,
} from '../index.ts';

/** Two PCs with Windows 98 on each. */
const pcs = abstraction(
  'pcs',
  { pc: { type: 'x86-pc', count: 2, x: 10, y: 20 }, os: { type: 'windows-98', host: 'pc' } },
  { ports: { eth: 'pc.eth' } },
);
/** Ten PCs on a switch with an uplink. */
const lab = abstraction(
  'lab',
  { pcs: { type: 'pcs', count: 5 }, hub: { type: 'switch-64' } },
  { joins: [['pcs.eth', 'hub.port']], ports: { up: 'hub.port' } },
);
/** Two labs and a teacher's PC, not joined. */
const floor = abstraction(
  'floor',
  { labs: { type: 'lab', count: 2 }, teacher: { type: 'x86-pc' } },
  { ports: { up: 'labs.up', eth: 'teacher.eth' } },
);
const catalog = catalogWith(pcs, lab, floor);
const rows = ({ components }: DesignDocument) =>
  Object.values(components).map(({ id, type, count, host }) => [id, type, count, host]);
const joins = ({ connections }: DesignDocument) =>
  Object.values(connections).map(({ id, a, b }) => [
    id,
    `${a.component} ${a.port}`,
    `${b.component} ${b.port}`,
  ]);

describe('flatten', () => {
  it('a design without abstractions is itself', () => {
    const { document } = design().part('m', 'server-x86-64');
    expect(flatten(document, catalog)).toBe(document);
  });

  it('S2: a shipped abstraction is its parts, under the id that is drawn', () => {
    const { document } = design().part('x', 'easy-word-processing', { x: 5, y: 6, name: 'Easy' });
    const flat = flatten(document, shippedCatalog);
    expect(rows(flat)).toEqual([
      ['c-x.0', 'x86-pc', 1, null],
      ['c-x.1', 'windows-98', 1, 'c-x.0'],
      ['c-x.2', 'wordperfect-8', 1, 'c-x.1'],
    ]);
    expect(flat.components['c-x.0']).toMatchObject({ name: 'Easy / x86 PC', x: 5, y: 6, group: null });
  });

  it('without connections inside, copies are counted', () => {
    const { document } = design().part('p', 'pcs', { count: 3, x: 1, y: 2 });
    expect(rows(flatten(document, catalog))).toEqual([
      ['c-p.0', 'x86-pc', 6, null],
      ['c-p.1', 'windows-98', 1, 'c-p.0'],
    ]);
    expect(flatten(document, catalog).components['c-p.0']).toMatchObject({ x: 11, y: 22 });
  });

  it('with connections inside, every copy is drawn by itself, and keeps its ids when there are more', () => {
    const { document } = design().part('l', 'lab', { count: 2, name: 'Lab' });
    const flat = flatten(document, catalog);
    expect(rows(flat)).toEqual([
      ['c-l.0.0', 'x86-pc', 10, null],
      ['c-l.0.1', 'windows-98', 1, 'c-l.0.0'],
      ['c-l.1', 'switch-64', 1, null],
      ['c-l~1.0.0', 'x86-pc', 10, null],
      ['c-l~1.0.1', 'windows-98', 1, 'c-l~1.0.0'],
      ['c-l~1.1', 'switch-64', 1, null],
    ]);
    expect(joins(flat)).toEqual([
      ['c-l:0', 'c-l.0.0 eth', 'c-l.1 port'],
      ['c-l~1:0', 'c-l~1.0.0 eth', 'c-l~1.1 port'],
    ]);
    expect(flat.components['c-l.1']?.name).toBe('Lab / hub');
    expect(flat.components['c-l~1.1']?.name).toBe('Lab 2 / hub');
    const single = flatten(design().part('l', 'lab', { name: 'Lab' }).document, catalog);
    expect(flat).toMatchObject(single);
  });

  it('nested to any depth: two floors of two labs are four labs, each by itself', () => {
    const { document } = design().part('f', 'floor', { count: 2 });
    const hubs = Object.values(flatten(document, catalog).components).filter(
      ({ type }) => type === 'switch-64',
    );
    expect(hubs.map(({ id }) => id)).toEqual(['c-f.0.1', 'c-f.0~1.1', 'c-f.0~2.1', 'c-f.0~3.1']);
    const model = readFlat(document, catalog);
    const machines = model.parts.filter(({ type }) => type.layer === 'machine');
    expect(machines.reduce((sum, part) => sum + copies(model, part), 0)).toBe(2 * (2 * 10 + 1));
  });

  it('a connection to a port goes to the part inside, to each body one', () => {
    const { document } = design()
      .part('f', 'floor')
      .part('core', 'switch-64')
      .join('f.up', 'core')
      .join('core', 'f.eth');
    const flat = flatten(document, catalog);
    expect(joins(flat).filter(([id]) => id?.startsWith('l-'))).toEqual([
      ['l-1', 'c-f.0.1 port', 'c-core port'],
      ['l-1~1', 'c-f.0~1.1 port', 'c-core port'],
      ['l-2', 'c-core port', 'c-f.1 eth'],
    ]);
    // 10 PCs in each of 2 labs, 2 uplinks, the teacher.
    expect(links(readFlat(document, catalog))).toHaveLength(23);
  });

  it('a stack without a machine stands on the host that the abstraction is put on, and counts for each copy of it', () => {
    const stack = abstraction('stack', {
      os: { type: 'debian-12' },
      web: { type: 'apache-2-4', host: 'os' },
    });
    const { document } = design().part('m', 'server-x86-64', { count: 3 }).part('s', 'stack', { on: 'm' });
    const model = readFlat(document, catalogWith(stack));
    expect(rows(model.document)).toEqual([
      ['c-m', 'server-x86-64', 3, null],
      ['c-s.0', 'debian-12', 1, 'c-m'],
      ['c-s.1', 'apache-2-4', 1, 'c-s.0'],
    ]);
    expect(model.parts.map((part) => copies(model, part))).toEqual([3, 3, 3]);
  });

  it('what is put on an abstraction stands alone', () => {
    const { document } = design().part('x', 'easy-word-processing').part('s', 'navigator-4', { on: 'x' });
    expect(flatten(document, shippedCatalog).components['c-s']?.host).toBeNull();
  });

  it('a port that the abstraction does not have leads to one that no part has', () => {
    const { document } = design().part('x', 'lab').part('n', 'switch-64').join('x.gone', 'n');
    const model = readFlat(document, catalog);
    const [end] = model.connections.filter(({ id }) => id === 'l-1').map(({ a }) => a);
    expect(end).toEqual({ component: 'c-x.0.0', port: '!!gone' });
  });

  it('a long name loses its end', () => {
    const { document } = design().part('x', 'pcs', { name: 'n'.repeat(MAX_NAME) });
    const names = Object.values(flatten(document, catalog).components).map(({ name }) => name);
    expect(names).toEqual(['n'.repeat(MAX_NAME), 'n'.repeat(MAX_NAME)]);
  });

  it('abstractions are known types, and only what is in none is unknown', () => {
    const { document } = design().part('x', 'lab').part('a', 'abacus');
    expect(readDesign(document, catalog).unknown.map(({ id }) => id)).toEqual(['c-a']);
    expect(readFlat(document, catalog).unknown.map(({ id }) => id)).toEqual(['c-a']);
    expect(readDesign(document, catalog).byId.get('c-x')?.type.layer).toBe('abstraction');
  });
});

describe('what is too much is left as it is drawn, and cannot be booked', () => {
  const round = (id: string, inner: string) =>
    abstraction(id, { one: { type: inner }, two: { type: inner } });
  /** d0 is two of d1, which is two of d2, and so on: more than any memory holds. */
  const doubling = Array.from({ length: 30 }, (_, n) => round(`d${n}`, n === 29 ? 'x86-pc' : `d${n + 1}`));
  const tower = (levels: number) =>
    Array.from({ length: levels }, (_, n) =>
      abstraction(`t${n}`, { one: { type: n === levels - 1 ? 'x86-pc' : `t${n + 1}` } }),
    );
  it.each<[string, readonly Abstraction[], string, number]>([
    ['an abstraction that contains itself', [round('round', 'round')], 'round', 1],
    ['two that contain each other', [round('yin', 'yang'), round('yang', 'yin')], 'yin', 1],
    ['one that doubles thirty times', doubling, 'd0', 1],
    ['one that is deeper than any design', tower(MAX_DEPTH + 1), 't0', 1],
    ['more copies than a design may have', [counted(pcs, 3)], 'pcs', 4096],
    ['counts that multiply beyond all numbers', tower(20).map((one) => counted(one, 4096)), 't0', 4096],
    ['more bodies than a design may have components', [pcs, lab], 'lab', 4096],
  ])('%s', (_, abstractions, type, count) => {
    const { document } = design().part('x', type, { count }).part('m', 'x86-pc');
    const world = catalogWith(...abstractions);
    expect(flatten(document, world)).toBe(document);
    expect(readFlat(document, world).unknown.map(({ id }) => id)).toEqual(['c-x']);
    expect(readDesign(document, world).byId.get('c-x')?.type.name).toBe(`The ${type}`);
  });

  it('as deep as a design may be is fine', () => {
    const { document } = design().part('x', 't0');
    expect(rows(flatten(document, catalogWith(...tower(MAX_DEPTH))))).toEqual([
      [`c-x${'.0'.repeat(MAX_DEPTH)}`, 'x86-pc', 1, null],
    ]);
  });
});

describe('ids of a flattened design', () => {
  it.each([
    ['c-x', 'c-x'],
    ['c-x.0', 'c-x'],
    ['c-x~1.0~23.4', 'c-x'],
    ['c-x.3:2', 'c-x'],
    ['l-1', 'l-1'],
    ['l-1~7', 'l-1'],
  ])('%s is of %s', (id, owner) => {
    expect(ownerOf(id)).toBe(owner);
  });

  it('are known as such, and are no ids of a drawing', () => {
    const { document } = design().part('f', 'floor', { count: 2 }).part('m', 'x86-pc');
    const flat = flatten(document, catalog);
    expect(Object.keys(flat.components).filter((id) => !flatId.safeParse(id).success)).toEqual([]);
    expect(parseDesign(flat).ok).toBe(false);
  });

  it.each(['c-x.', 'c-x~0.1', 'c-X.1', 'c-x.0/1', 'c-x.0 1', '__proto__', `c-x${'.0'.repeat(400)}`])(
    '%s is none',
    (id) => {
      expect(flatId.safeParse(id).success).toBe(false);
    },
  );
});

it('no abstraction that is shipped has the id of a type', () => {
  const types = new Set(shippedCatalog.types.map(({ id }) => id));
  expect(shippedCatalog.abstractions.filter(({ id }) => types.has(id))).toEqual([]);
});

function counted(one: Abstraction, count: number): Abstraction {
  return { ...one, parts: one.parts.map((part) => ({ ...part, count })) };
}
