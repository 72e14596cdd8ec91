import { describe, expect, it } from 'vitest';
import { partIn, webDesign } from '../../../test/builders.ts';
import { applyEdit, MAX_POSITION, parseDesign, type DesignDocument, type Edit } from '../index.ts';

const group = (id: string, members: string[]): Edit => ({
  do: 'group',
  group: { id: `g-${id}`, name: `Group ${id}`, collapsed: false },
  members,
});
/** The machine and the switch of the web design are in group a, its gateway is in none. */
const grouped = () => applyEdit(webDesign().document, group('a', ['c-m', 'c-n']));

/** Members of each group, and the groups that are there. */
function shape({ components, groups }: DesignDocument): Record<string, string[]> {
  const members = (id: string) => Object.values(components).filter((part) => part.group === id);
  return Object.fromEntries(Object.keys(groups).map((id) => [id, members(id).map((part) => part.id)]));
}

describe('groups hold parts that stand by themselves, and never nothing', () => {
  it.each<[string, Edit, Record<string, string[]>]>([
    ['a part joins a group that is there', group('a', ['c-g']), { 'g-a': ['c-m', 'c-n', 'c-g'] }],
    ['a part leaves its former group', group('b', ['c-n', 'c-g']), { 'g-b': ['c-n', 'c-g'], 'g-a': ['c-m'] }],
    ['a group that loses all is gone', group('b', ['c-m', 'c-n']), { 'g-b': ['c-m', 'c-n'] }],
    [
      'what is hosted does not join',
      group('b', ['c-o', 'c-s', 'c-g']),
      { 'g-b': ['c-g'], 'g-a': ['c-m', 'c-n'] },
    ],
    ['nothing makes no group', group('b', ['c-o', 'c-gone']), { 'g-a': ['c-m', 'c-n'] }],
    ['ungroup lets its members stand', { do: 'ungroup', id: 'g-a' }, {}],
    ['a group that is gone changes nothing', { do: 'ungroup', id: 'g-b' }, { 'g-a': ['c-m', 'c-n'] }],
    [
      'a part that is removed leaves',
      { do: 'remove', components: ['c-m'], connections: [] },
      { 'g-a': ['c-n'] },
    ],
    [
      'the last part that is removed takes its group along',
      { do: 'remove', components: ['c-m', 'c-n'], connections: [] },
      {},
    ],
    ['a part that is hosted leaves', { do: 'host', id: 'c-n', host: 'c-m' }, { 'g-a': ['c-m'] }],
    ['a part that moves stays', { do: 'host', id: 'c-n', host: null, x: 9 }, { 'g-a': ['c-m', 'c-n'] }],
  ])('%s', (_, edit, expected) => {
    const after = applyEdit(grouped(), edit);
    expect(shape(after)).toEqual(expected);
    expect(parseDesign(after)).toEqual({ ok: true, document: after });
  });

  it('are renamed and collapsed, and joining one keeps its name', () => {
    const edits: Edit[] = [
      { do: 'rename-group', id: 'g-a', name: 'Front' },
      { do: 'collapse', id: 'g-a', collapsed: true },
      group('a', ['c-g']),
      { do: 'rename-group', id: 'g-gone', name: 'x' },
      { do: 'collapse', id: 'g-gone', collapsed: true },
    ];
    expect(applyEdit(grouped(), { do: 'many', edits }).groups).toEqual({
      'g-a': { id: 'g-a', name: 'Front', collapsed: true },
    });
  });
});

describe('adding', () => {
  const part = (id: string, wish: object) => ({ ...partIn(webDesign().document, 'c-n'), id, ...wish });

  it.each([
    ['into a group that comes along', { group: 'g-new' }, 'g-new'],
    ['into a group that is there', { group: 'g-a' }, 'g-a'],
    ['into a group that is not', { group: 'g-gone' }, null],
    ['onto a host, so into no group', { group: 'g-new', host: 'c-m' }, null],
  ])('%s', (_, wish, expected) => {
    const groups = [{ id: 'g-new', name: 'New', collapsed: true }];
    const edit: Edit = { do: 'add', components: [part('c-new', wish)], connections: [], groups };
    const after = applyEdit(grouped(), edit);
    expect(after.components['c-new']?.group).toBe(expected);
    expect(Object.keys(after.groups)).toEqual(expected === 'g-new' ? ['g-new', 'g-a'] : ['g-a']);
    expect(parseDesign(after).ok).toBe(true);
  });

  it('touches nothing that is there already', () => {
    const before = grouped();
    const edit: Edit = {
      do: 'add',
      components: [part('c-m', { host: 'c-s' })],
      connections: [
        { id: 'l-1', a: { component: 'c-g', port: 'lan' }, b: { component: 'c-n', port: 'port' } },
      ],
      groups: [{ id: 'g-a', name: 'Other', collapsed: true }],
    };
    expect(applyEdit(before, edit)).toEqual(before);
  });

  it('parts that host each other in a circle stand by themselves', () => {
    const circle = [part('c-a', { host: 'c-b' }), part('c-b', { host: 'c-a' })];
    const after = applyEdit(grouped(), { do: 'add', components: circle, connections: [] });
    expect([after.components['c-a']?.host, after.components['c-b']?.host]).toEqual([null, 'c-a']);
  });
});

describe('places are whole and on the canvas', () => {
  it.each([
    [10.4, -3.6, 10, -4],
    [MAX_POSITION + 5, -MAX_POSITION - 5, MAX_POSITION, -MAX_POSITION],
    [Number.POSITIVE_INFINITY, Number.NaN, MAX_POSITION, 0],
    [-0.2, 0, 0, 0],
  ])('%d, %d', (x, y, toX, toY) => {
    const edits: Edit[] = [
      { do: 'move', id: 'c-m', x, y },
      { do: 'host', id: 'c-m', host: null, x, y },
      {
        do: 'move-many',
        moves: [
          { id: 'c-gone', x, y },
          { id: 'c-m', x, y },
        ],
      },
    ];
    for (const edit of edits)
      expect(applyEdit(grouped(), edit).components['c-m']).toMatchObject({ x: toX, y: toY });
  });
});
