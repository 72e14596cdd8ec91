import { describe, expect, it } from 'vitest';
import { design, partIn, webDesign } from '../../../test/builders.ts';
import { applyEdit, parseDesign, withHosted, type DesignDocument, type Edit } from '../index.ts';

const web = () => webDesign().document;
const ids = ({ components, connections }: DesignDocument) => [
  ...Object.keys(components),
  ...Object.keys(connections),
];
const remove = (components: string[], connections: string[] = []): Edit => ({
  do: 'remove',
  components,
  connections,
});

/** Freezes everything, so that an edit that writes into the old document throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const child of Object.values(value)) frozen(child);
  }
  return value;
}

describe('removing isolates what is left', () => {
  it.each([
    // removed, left
    ['a machine takes what it hosts and its connections along', ['c-m'], [], ['c-n', 'c-g', 'l-2']],
    [
      'an OS takes its software along, the machine stays joined',
      ['c-o'],
      [],
      ['c-m', 'c-n', 'c-g', 'l-1', 'l-2'],
    ],
    ['software goes alone', ['c-s'], [], ['c-m', 'c-o', 'c-n', 'c-g', 'l-1', 'l-2']],
    ['a switch takes both connections along', ['c-n'], [], ['c-m', 'c-o', 'c-s', 'c-g']],
    ['a connection goes alone', [], ['l-1'], ['c-m', 'c-o', 'c-s', 'c-n', 'c-g', 'l-2']],
    ['a part and its host at once', ['c-s', 'c-m'], ['l-2'], ['c-n', 'c-g']],
    ['everything', ['c-m', 'c-n', 'c-g'], [], []],
  ])('%s', (_, components, connections, left) => {
    const after = applyEdit(web(), remove(components, connections));
    expect(ids(after)).toEqual(left);
    expect(parseDesign(after).ok).toBe(true);
  });
});

const part = partIn(web(), 'c-m');
const EDITS: [string, Edit][] = [
  ['add', { do: 'add', components: [{ ...part, id: 'c-new' }], connections: [] }],
  ['remove', remove(['c-m'])],
  [
    'connect',
    {
      do: 'connect',
      connection: { id: 'l-9', a: { component: 'c-m', port: 'eth' }, b: { component: 'c-g', port: 'lan' } },
    },
  ],
  ['host', { do: 'host', id: 'c-s', host: null, x: 5, y: 6 }],
  ['move', { do: 'move', id: 'c-m', x: 10.4, y: -3.6 }],
  [
    'move-many',
    {
      do: 'move-many',
      moves: [
        { id: 'c-m', x: 1, y: 2 },
        { id: 'c-n', x: 3, y: 4 },
      ],
    },
  ],
  ['group', { do: 'group', group: { id: 'g-a', name: 'A', collapsed: false }, members: ['c-m'] }],
  ['rename', { do: 'rename', id: 'c-m', name: 'Front' }],
  ['set-count', { do: 'set-count', id: 'c-m', count: 3 }],
  ['set-property', { do: 'set-property', id: 'c-m', property: 'cpu', value: 4 }],
  ['change-type', { do: 'change-type', id: 'c-m', type: 'x86-pc', name: 'PC', properties: {} }],
  ['many', { do: 'many', edits: [remove(['c-s']), { do: 'rename', id: 'c-m', name: 'Front' }] }],
];

describe('edits are pure', () => {
  it.each(EDITS)(
    '%s leaves the old document untouched, changes the new one, and stays a design',
    (_, edit) => {
      const before = frozen(web());
      const after = applyEdit(before, edit);
      expect(before).toEqual(web());
      expect(after).not.toEqual(before);
      expect(parseDesign(after).ok).toBe(true);
      // The same edit on the same document is the same document.
      expect(applyEdit(frozen(web()), edit)).toEqual(after);
    },
  );

  it('what did not change is shared, not copied', () => {
    const before = web();
    const after = applyEdit(before, { do: 'rename', id: 'c-m', name: 'Front' });
    expect(after.components['c-n']).toBe(before.components['c-n']);
    expect(after.connections).toBe(before.connections);
  });
});

describe('edits whose subject is gone are harmless', () => {
  it.each(
    [
      remove(['c-gone'], ['l-gone']),
      { do: 'host', id: 'c-gone', host: 'c-m' },
      { do: 'host', id: 'c-s', host: 'c-gone' },
      { do: 'move', id: 'c-gone', x: 1, y: 1 },
      { do: 'rename', id: 'c-gone', name: 'x' },
      { do: 'set-count', id: 'c-gone', count: 2 },
      { do: 'set-property', id: 'c-gone', property: 'cpu', value: 2 },
      { do: 'set-property', id: '__proto__', property: 'cpu', value: 2 },
      { do: 'change-type', id: 'c-gone', type: 'x86-pc', name: 'x', properties: {} },
      {
        do: 'connect',
        connection: {
          id: 'l-9',
          a: { component: 'c-gone', port: 'eth' },
          b: { component: 'c-n', port: 'port' },
        },
      },
      {
        do: 'connect',
        connection: {
          id: 'l-9',
          a: { component: 'c-n', port: 'port' },
          b: { component: 'c-n', port: 'port' },
        },
      },
    ].map((edit) => [JSON.stringify(edit), edit as Edit] as const),
  )('%s', (_, edit) => {
    expect(applyEdit(frozen(web()), edit)).toEqual(web());
  });

  it('a part that is added back after its host went stands alone, so that the design can still be saved', () => {
    const without = applyEdit(web(), remove(['c-o']));
    const os = partIn(web(), 'c-s');
    const after = applyEdit(without, { do: 'add', components: [os], connections: [] });
    expect(after.components['c-s']).toEqual({ ...os, host: null });
    expect(parseDesign(after).ok).toBe(true);
  });

  it('parts that are added together keep their hosts, in whatever order they come', () => {
    const { components, connections } = web();
    const edit: Edit = {
      do: 'add',
      components: Object.values(components).toReversed(),
      connections: Object.values(connections),
    };
    expect(applyEdit({ version: 1, components: {}, connections: {}, groups: {} }, edit)).toEqual(web());
  });
});

describe('hosting never goes round', () => {
  it.each([
    ['itself', 'c-m', 'c-m'],
    ['what stands on it', 'c-m', 'c-o'],
    ['what stands on that', 'c-m', 'c-s'],
  ])('a part put on %s stays where it was', (_, id, host) => {
    expect(applyEdit(web(), { do: 'host', id, host })).toEqual(web());
  });

  it('withHosted is a part and everything above it', () => {
    expect([...withHosted(web(), ['c-m'])].sort()).toEqual(['c-m', 'c-o', 'c-s']);
    expect([...withHosted(web(), ['c-s', 'c-n'])].sort()).toEqual(['c-n', 'c-s']);
    const deep = design()
      .part('c', 'apache-2-4', { on: 'b' })
      .part('b', 'debian-12', { on: 'a' })
      .part('a', 'x86-pc');
    expect([...withHosted(deep.document, ['c-a'])].sort()).toEqual(['c-a', 'c-b', 'c-c']);
  });
});
