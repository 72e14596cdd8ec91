import { describe, expect, it } from 'vitest';
import { design, partIn, webDesign } from '../../../test/builders.ts';
import {
  applyDiff,
  applyEdit,
  canonicalDesign,
  diffDesigns,
  isEmptyDiff,
  type DesignDocument,
  type Edit,
} from '../index.ts';

const start = () => webDesign().document;
const diffOf = (edit: Edit, before = start()) => diffDesigns(before, applyEdit(before, edit));
const remove = (...components: string[]): Edit => ({ do: 'remove', components, connections: [] });
const rename: Edit = { do: 'rename', id: 'c-m', name: 'Front' };
const part = (id: string) => partIn(start(), id);

describe('a diff', () => {
  it('has what differs, whole, as it was and as it is', () => {
    const after = { ...part('c-m'), name: 'Front' };
    expect(diffOf(rename)).toEqual({
      components: { 'c-m': { before: part('c-m'), after } },
      connections: {},
      groups: {},
    });
    const { components, connections } = diffOf(remove('c-m'));
    expect(Object.keys(components)).toEqual(['c-m', 'c-o', 'c-s']);
    expect(components['c-o']).toEqual({ before: part('c-o'), after: null });
    expect(Object.keys(connections)).toEqual(['l-1']);
  });

  it('of a design with itself, its keys in another order, is empty', () => {
    const turned: DesignDocument = {
      ...start(),
      components: Object.fromEntries(
        Object.entries(start().components)
          .toReversed()
          .map(([id, one]) => [id, Object.fromEntries(Object.entries(one).toReversed()) as typeof one]),
      ),
    };
    expect(isEmptyDiff(diffDesigns(start(), turned))).toBe(true);
    expect(canonicalDesign(turned)).toBe(canonicalDesign(start()));
    expect(isEmptyDiff(diffOf(rename))).toBe(false);
    expect(canonicalDesign(applyEdit(start(), rename))).not.toBe(canonicalDesign(start()));
  });
});

describe('a diff of what others have changed meanwhile', () => {
  it.each<[string, Edit, Edit, 'forward' | 'back', (document: DesignDocument) => unknown, unknown]>([
    // done, meanwhile, expected
    [
      'leaves their fields of a part alone',
      rename,
      { do: 'set-count', id: 'c-m', count: 7 },
      'back',
      ({ components }) => [components['c-m']?.name, components['c-m']?.count],
      ['m', 7],
    ],
    [
      'takes back what it changed itself, whatever they made of it',
      rename,
      { do: 'rename', id: 'c-m', name: 'Theirs' },
      'back',
      ({ components }) => components['c-m']?.name,
      'm',
    ],
    [
      'brings nothing back that they removed',
      rename,
      remove('c-m'),
      'back',
      ({ components }) => components['c-m'],
      undefined,
    ],
    [
      'lets what they put on a part that goes stand alone',
      { do: 'add', components: [{ ...part('c-m'), id: 'c-2' }], connections: [] },
      { do: 'host', id: 'c-o', host: 'c-2' },
      'back',
      ({ components }) => [components['c-2'], components['c-o']?.host],
      [undefined, null],
    ],
    [
      'brings a connection back only with both ends',
      { do: 'remove', components: [], connections: ['l-1', 'l-2'] },
      remove('c-g'),
      'back',
      ({ connections }) => Object.keys(connections),
      ['l-1'],
    ],
    [
      'puts a part back that was removed, though its group is gone',
      remove('c-m'),
      { do: 'ungroup', id: 'g-a' },
      'back',
      ({ components, groups }) => [components['c-m']?.group, groups],
      [null, {}],
    ],
  ])('%s', (_, done, meanwhile, direction, seen, expected) => {
    const grouped = applyEdit(start(), {
      do: 'group',
      group: { id: 'g-a', name: 'A', collapsed: false },
      members: ['c-m', 'c-n'],
    });
    const after = applyEdit(grouped, done);
    const diff = diffDesigns(grouped, after);
    expect(seen(applyDiff(applyEdit(after, meanwhile), diff, direction))).toEqual(expected);
  });

  it('changes nothing where there would be too much', () => {
    const small = design().part('m', 'server-x86-64').part('o', 'debian-12', { on: 'm' }).document;
    const diff = diffOf({ do: 'set-count', id: 'c-m', count: 4000 }, small);
    const full = applyEdit(small, { do: 'set-count', id: 'c-o', count: 4000 });
    expect(applyDiff(full, diff, 'forward')).toBe(full);
  });
});
