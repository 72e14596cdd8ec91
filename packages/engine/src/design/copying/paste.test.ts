import { describe, expect, it } from 'vitest';
import { design, partIn, webDesign, type DesignBuilder } from '../../../test/builders.ts';
import {
  applyEdit,
  copyParts,
  duplicateEdit,
  MAX_COMPONENTS,
  MAX_NAME,
  MAX_POSITION,
  MAX_TOTAL_COPIES,
  parseDesign,
  pasteEdit,
  type Copying,
  type DesignDocument,
  type NewId,
} from '../index.ts';

const STEP = { dx: 40, dy: 20 };
function counter(): NewId {
  let n = 0;
  return () => `new${(n += 1)}`;
}
function applied(document: DesignDocument, made: Copying): DesignDocument {
  if ('refused' in made) throw new Error(made.refused);
  const after = applyEdit(document, made.edit);
  expect(parseDesign(after)).toEqual({ ok: true, document: after });
  // Nothing that was there is touched.
  expect(after).toMatchObject(document);
  return after;
}
/** `name on host` of each part that is new, and `name-name` of each connection. */
function news(before: DesignDocument, after: DesignDocument): string[] {
  const name = (id: string | null) => (id === null ? 'nothing' : partIn(after, id).name);
  return [
    ...Object.values(after.components)
      .filter(({ id }) => !(id in before.components))
      .map((part) => `${part.name} on ${name(part.host)}`),
    ...Object.values(after.connections)
      .filter(({ id }) => !(id in before.connections))
      .map(({ a, b }) => `${name(a.component)}-${name(b.component)}`),
  ];
}
const web = () => webDesign().document;
const group = (members: string[]) =>
  applyEdit(web(), { do: 'group', group: { id: 'g-a', name: 'A', collapsed: true }, members });

describe('pasting', () => {
  it.each<[string, string[], object, string[]]>([
    ['a machine with what it hosts', ['c-m'], {}, ['m 2 on nothing', 'o on m 2', 's on o']],
    [
      'joined as the original was',
      ['c-m'],
      { keepOutside: true },
      ['m 2 on nothing', 'o on m 2', 's on o', 'm 2-n'],
    ],
    ['with the connections inside', ['c-g', 'c-n'], {}, ['n 2 on nothing', 'g 2 on nothing', 'g 2-n 2']],
    ['software without its host', ['c-s'], {}, ['s 2 on nothing']],
    ['software onto a host', ['c-s'], { into: 'c-o' }, ['s on o']],
    ['software onto a host that is gone', ['c-s'], { into: 'c-gone' }, ['s 2 on nothing']],
    ['a machine stands alone, whatever it is pasted into', ['c-n'], { into: 'c-o' }, ['n 2 on nothing']],
  ])('%s', (_, ids, options, expected) => {
    const made = pasteEdit(web(), copyParts(web(), ids), counter(), STEP, options);
    expect(news(web(), applied(web(), made))).toEqual(expected);
  });

  it('into another design keeps names that are free, and leaves out what is joined to parts that are not there', () => {
    const empty = design().document;
    const made = pasteEdit(empty, copyParts(web(), ['c-m']), counter(), STEP, { keepOutside: true });
    expect(news(empty, applied(empty, made))).toEqual(['m on nothing', 'o on m', 's on o']);
  });

  it('keeps count, properties and type, and moves by the step, up to the border of the canvas', () => {
    const { document } = design().part('p', 'x86-pc', {
      count: 7,
      properties: { cpu: 3 },
      x: MAX_POSITION,
      y: 5,
    });
    const after = applied(document, pasteEdit(document, copyParts(document, ['c-p']), counter(), STEP));
    expect(after.components['c-new1']).toEqual({
      ...partIn(document, 'c-p'),
      id: 'c-new1',
      name: 'p 2',
      x: MAX_POSITION,
      y: 25,
    });
  });

  it('copies groups with their members', () => {
    const after = applied(
      group(['c-m', 'c-n']),
      pasteEdit(group(['c-m', 'c-n']), copyParts(group(['c-m', 'c-n']), ['c-m']), counter(), STEP),
    );
    const [own] = Object.values(after.groups).filter(({ id }) => id !== 'g-a');
    expect(own).toMatchObject({ name: 'A 2', collapsed: true });
    expect(Object.values(after.components).filter((part) => part.group === own?.id)).toHaveLength(1);
  });
});

describe('names of copies', () => {
  const named = (...names: string[]) =>
    names.reduce<DesignBuilder>((built, name, n) => built.part(`p${n}`, 'x86-pc', { name }), design())
      .document;
  it.each<[string, string[], string, string[]]>([
    // in the design, the original is the first, the copies
    ['counts upward', ['web'], 'c-p0', ['web 2', 'web 3', 'web 4']],
    ['from the number of the original', ['web 2'], 'c-p0', ['web 3', 'web 4', 'web 5']],
    ['and over what is taken', ['web', 'web 2', 'web 4'], 'c-p0', ['web 3', 'web 5', 'web 6']],
    ['zero is no number', ['web 0'], 'c-p0', ['web 0 2', 'web 0 3', 'web 0 4']],
    ['a number alone is a name', ['2000'], 'c-p0', ['2000 2', '2000 3', '2000 4']],
  ])('%s', (_, names, id, expected) => {
    const document = named(...names);
    const after = applied(document, duplicateEdit(document, [id], 3, counter(), STEP));
    expect(news(document, after)).toEqual(expected.map((name) => `${name} on nothing`));
  });

  it('a long name loses its end rather than its number', () => {
    const document = named('n'.repeat(MAX_NAME));
    const after = applied(document, duplicateEdit(document, ['c-p0'], 1, counter(), STEP));
    expect(partIn(after, 'c-new1').name).toBe(`${'n'.repeat(MAX_NAME - 2)} 2`);
  });

  it('the number of an operating system is part of its name', () => {
    const { document } = design()
      .part('m', 'x86-pc')
      .part('o', 'windows-98', { on: 'm', name: 'Windows 98' });
    const made = pasteEdit(document, copyParts(document, ['c-o']), counter(), STEP);
    expect(news(document, applied(document, made))).toEqual(['Windows 98 2 on nothing']);
  });
});

describe('duplicating', () => {
  it('makes so many copies, each a step on, each with its own inside', () => {
    const made = duplicateEdit(web(), ['c-m', 'c-n'], 2, counter(), STEP);
    const after = applied(web(), made);
    expect(news(web(), after)).toEqual([
      'm 2 on nothing',
      'o on m 2',
      's on o',
      'n 2 on nothing',
      'm 3 on nothing',
      'o on m 3',
      's on o',
      'n 3 on nothing',
      'm 2-n 2',
      'm 3-n 3',
    ]);
    const roots = Object.values(after.components).filter(({ name }) => name.startsWith('m '));
    expect(roots.map(({ x, y }) => [x, y])).toEqual([
      [40, 20],
      [80, 40],
    ]);
  });

  it('what is hosted stays on its host', () => {
    const after = applied(web(), duplicateEdit(web(), ['c-s'], 1, counter(), STEP));
    expect(news(web(), after)).toEqual(['s on o']);
  });

  it.each<[string, string[], number]>([
    ['of one member of a group are in that group', ['c-m'], 1],
    ['of a whole group are a group', ['c-m', 'c-n'], 2],
  ])('copies %s', (_, ids, groups) => {
    const before = group(['c-m', 'c-n']);
    const after = applied(before, duplicateEdit(before, ids, 1, counter(), STEP));
    expect(Object.keys(after.groups)).toHaveLength(groups);
    const members = Object.values(after.components).filter(({ group: of }) => of === 'g-a');
    expect(members).toHaveLength(groups === 1 ? 3 : 2);
  });

  const full = design().part('p', 'x86-pc', { count: 4000 }).document;
  it.each<[string, DesignDocument, string[], number, boolean]>([
    ['as many copies as a design may have', full, ['c-p'], MAX_TOTAL_COPIES / 4000 - 1, true],
    ['more copies than that', full, ['c-p'], MAX_TOTAL_COPIES / 4000, false],
    ['as many components as a design may have', web(), ['c-g'], MAX_COMPONENTS - 5, true],
    ['more components than that', web(), ['c-g'], MAX_COMPONENTS - 4, false],
    ['so many that they would not fit into memory', web(), ['c-g'], 1e9, false],
  ])('%s', (_, document, ids, copies, fits) => {
    const made = duplicateEdit(document, ids, copies, counter(), { dx: 0, dy: 0 });
    expect('edit' in made).toBe(fits);
  });
});

describe('copies in rows', () => {
  it('begin beside the original and go on below it', () => {
    const { document } = design().part('m', 'x86-pc', { x: 10, y: 20 });
    const made = duplicateEdit(document, ['c-m'], 4, counter(), { dx: 100, dy: 50, perRow: 3 });
    if ('refused' in made) throw new Error(made.refused);
    expect(made.edit.components.map(({ x, y }) => [x, y])).toEqual([
      [110, 20],
      [210, 20],
      [10, 70],
      [110, 70],
    ]);
  });
});
