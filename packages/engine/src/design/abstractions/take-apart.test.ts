import { shippedCatalog, type Abstraction } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { abstraction, catalogWith, design, partIn } from '../../../test/builders.ts';
import { applyEdit, parseDesign, takeApart, typeOfAbstraction, type DesignDocument } from '../index.ts';

function counter() {
  let n = 0;
  return () => `new${(n += 1)}`;
}
const lab = abstraction(
  'lab',
  {
    PC: { type: 'x86-pc', count: 10, x: 5 },
    OS: { type: 'windows-98', host: 'PC' },
    Hub: { type: 'switch-64' },
  },
  { joins: [['PC.eth', 'Hub.port']], ports: { up: 'Hub.port' } },
);
const desk = abstraction(
  'desk',
  { Easy: { type: 'easy-word-processing', count: 2 } },
  { ports: { eth: 'Easy.eth' } },
);
const catalog = catalogWith(lab, desk);
function apart(document: DesignDocument, id = 'c-x'): DesignDocument {
  const made = takeApart(document, id, catalog, counter());
  if ('refused' in made) throw new Error(made.refused);
  const after = applyEdit(document, made.edit);
  expect(parseDesign(after)).toEqual({ ok: true, document: after });
  expect(made.ids.filter((one) => !(one in after.components))).toEqual([]);
  return after;
}
const parts = ({ components }: DesignDocument) =>
  Object.values(components).map((part) => [part.name, part.count, components[part.host ?? '']?.name ?? null]);
const joins = (document: DesignDocument) =>
  Object.values(document.connections).map(({ a, b }) =>
    [a, b].map((end) => `${partIn(document, end.component).name} ${end.port}`),
  );

describe('taking apart', () => {
  it('puts the parts in its place, with counts and outside connections', () => {
    const { document } = design()
      .part('x', 'desk', { count: 3, x: 7 })
      .part('n', 'switch-64')
      .join('x.eth', 'n');
    const after = apart(document);
    expect(parts(after)).toEqual([
      ['n', 1, null],
      ['Easy', 6, null],
    ]);
    expect(joins(after)).toEqual([['Easy eth', 'n port']]);
  });

  it('what has connections inside comes apart into as many bodies as there are copies', () => {
    const { document } = design()
      .part('x', 'lab', { count: 2, x: 7 })
      .part('n', 'switch-64')
      .join('n', 'x.up');
    const after = apart(document);
    expect(parts(after)).toEqual([
      ['n', 1, null],
      ['PC', 10, null],
      ['Windows 98', 1, 'PC'],
      ['Hub', 1, null],
      ['PC 2', 10, null],
      ['Windows 98', 1, 'PC 2'],
      ['Hub 2', 1, null],
    ]);
    expect(joins(after)).toEqual([
      ['PC eth', 'Hub port'],
      ['PC 2 eth', 'Hub 2 port'],
      ['n port', 'Hub port'],
      ['n port', 'Hub 2 port'],
    ]);
    expect(after.components['c-new1']?.x).toBe(12);
  });

  it('keeps the group, and lets what stood on it stand alone', () => {
    const { document } = design().part('x', 'lab').part('s', 'navigator-4', { on: 'x' });
    const grouped = applyEdit(document, {
      do: 'group',
      group: { id: 'g-a', name: 'A', collapsed: true },
      members: ['c-x'],
    });
    const after = apart(grouped);
    expect(after.groups).toEqual(grouped.groups);
    expect(Object.values(after.components).map(({ name, group }) => [name, group])).toEqual([
      ['s', null],
      ['PC', 'g-a'],
      ['Windows 98', null],
      ['Hub', 'g-a'],
    ]);
  });

  it.each([
    ['a component of a type', 'c-n', 'no-abstraction'],
    ['what is gone', 'c-gone', 'no-abstraction'],
    ['more bodies than a design may have', 'c-x', 'too-many'],
    ['more copies than one component may have', 'c-d', 'too-many'],
  ])('%s is refused', (_, id, refused) => {
    const { document } = design()
      .part('n', 'switch-64')
      .part('x', 'lab', { count: 4096 })
      .part('d', 'desk', { count: 4096 });
    expect(takeApart(document, id, catalog, counter())).toEqual({ refused });
  });
});

describe('the type of a drawn abstraction', () => {
  it('has its name, icon and family, and the ports inside under its own names', () => {
    expect(typeOfAbstraction(lab, catalog)).toMatchObject({
      id: 'lab',
      name: 'The lab',
      layer: 'abstraction',
      family: 'hardware',
      icon: 'box',
      hostedOn: null,
      ports: [{ name: 'up', label: 'up', interface: 'ethernet', role: 'network', capacity: 64 }],
    });
  });

  it('leads through abstractions inside, and has a port for each copy of the part', () => {
    expect(typeOfAbstraction(desk, catalog).ports).toMatchObject([
      { name: 'eth', role: 'device', capacity: 2 },
    ]);
  });

  it('is hosted where all that stands by itself in it is hosted, and asks for the same', () => {
    const stack = abstraction('stack', {
      OS: { type: 'debian-12' },
      Web: { type: 'apache-2-4', host: 'OS' },
    });
    const debian = shippedCatalog.types.find(({ id }) => id === 'debian-12');
    expect(typeOfAbstraction(stack, catalog)).toMatchObject({
      hostedOn: 'machine',
      requirements: debian?.requirements,
    });
  });

  it('of an abstraction that contains itself has no ports of it', () => {
    const round = abstraction('round', { one: { type: 'round' } }, { ports: { eth: 'one.eth' } });
    expect(typeOfAbstraction(round, catalogWith(round))).toMatchObject({ ports: [], hostedOn: null });
  });

  it('looks into each body once, by however many ways it is reached', () => {
    let looks = 0;
    const depth = 30;
    // Both of a level contain both of the next one.
    const level = (n: number) =>
      ['a', 'b'].map((name): Abstraction => {
        const inner = n === depth ? 'debian-12' : null;
        const made = abstraction(`${name}${n}`, {
          one: { type: inner ?? `a${n + 1}` },
          two: { type: inner ?? `b${n + 1}` },
        });
        return {
          ...made,
          get parts() {
            looks += 1;
            return made.parts;
          },
        };
      });
    const all = Array.from({ length: depth + 1 }, (_, n) => level(n)).flat();
    const world = catalogWith(...all);
    const [hosted] = all.map((outer) => () => typeOfAbstraction(outer, world).hostedOn);
    expect([hosted?.(), looks]).toEqual(['machine', 2 * depth + 1]);
  });
});
