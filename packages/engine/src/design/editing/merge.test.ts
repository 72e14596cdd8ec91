import { describe, expect, it } from 'vitest';
import { design, partIn, webDesign } from '../../../test/builders.ts';
import {
  applyEdit,
  mergeDesigns,
  parseDesign,
  type Conflict,
  type DesignDocument,
  type Edit,
} from '../index.ts';

const base = () => webDesign().part('p', 'x86-pc', { count: 2 }).document;
const made = (...edits: Edit[]) => applyEdit(base(), { do: 'many', edits });
const rename = (id: string, name: string): Edit => ({ do: 'rename', id, name });
const count = (id: string, n: number): Edit => ({ do: 'set-count', id, count: n });
const remove = (...components: string[]): Edit => ({ do: 'remove', components, connections: [] });
const move = (id: string, x: number, y: number): Edit => ({ do: 'move', id, x, y });
const host = (id: string, on: string | null): Edit => ({ do: 'host', id, host: on });
const set = (property: string, value: number): Edit => ({ do: 'set-property', id: 'c-p', property, value });
const group = (name: string, ...members: string[]): Edit => ({
  do: 'group',
  group: { id: 'g-1', name, collapsed: false },
  members,
});
const joinTo = (id: string, component: string): Edit => ({
  do: 'connect',
  connection: { id, a: { component, port: 'eth' }, b: { component: 'c-n', port: 'port' } },
});
const field = (id: string, name: string, mine: unknown, theirs: unknown): Conflict => ({
  what: 'field',
  table: 'components',
  id,
  field: name,
  mine,
  theirs,
});

describe('what both changed is merged field by field', () => {
  it.each<[string, Edit[], Edit[], Edit[]]>([
    // mine, theirs, both
    ['parts', [rename('c-m', 'A')], [rename('c-n', 'B')], [rename('c-m', 'A'), rename('c-n', 'B')]],
    ['fields of one part', [rename('c-p', 'A')], [count('c-p', 5)], [rename('c-p', 'A'), count('c-p', 5)]],
    ['properties', [set('cpu', 2)], [set('memoryMiB', 512)], [set('cpu', 2), set('memoryMiB', 512)]],
    ['the same change', [set('cpu', 2), count('c-p', 3)], [set('cpu', 2)], [set('cpu', 2), count('c-p', 3)]],
    ['the same removal', [remove('c-m')], [remove('c-m')], [remove('c-m')]],
    ['a removal here', [remove('c-m')], [count('c-p', 3)], [remove('c-m'), count('c-p', 3)]],
    ['a removal there', [count('c-p', 3)], [remove('c-m')], [remove('c-m'), count('c-p', 3)]],
    ['connections', [joinTo('l-a', 'c-p')], [rename('c-n', 'B')], [joinTo('l-a', 'c-p'), rename('c-n', 'B')]],
    ['a group and its members', [group('G', 'c-p')], [group('G', 'c-g')], [group('G', 'c-p', 'c-g')]],
  ])('%s', (_, mine, theirs, both) => {
    expect(mergeDesigns(base(), made(...mine), made(...theirs))).toEqual({
      document: made(...both),
      conflicts: [],
    });
  });
});

describe('what cannot be both is as it is here, and listed', () => {
  it.each<[string, Edit[], Edit[], Edit[], Conflict[]]>([
    // mine, theirs, result
    [
      'a name, while a count is merged',
      [rename('c-p', 'A')],
      [rename('c-p', 'B'), count('c-p', 5)],
      [rename('c-p', 'A'), count('c-p', 5)],
      [field('c-p', 'name', 'A', 'B')],
    ],
    [
      'a place is one thing',
      [move('c-p', 5, 0)],
      [move('c-p', 0, 5)],
      [move('c-p', 5, 0)],
      [field('c-p', 'place', { x: 5, y: 0 }, { x: 0, y: 5 })],
    ],
    ['a property', [set('cpu', 2)], [set('cpu', 4)], [set('cpu', 2)], [field('c-p', 'properties.cpu', 2, 4)]],
    [
      'changed here, removed there',
      [count('c-p', 5)],
      [remove('c-p')],
      [count('c-p', 5)],
      [{ what: 'removed', table: 'components', id: 'c-p', by: 'theirs' }],
    ],
    [
      'what stays keeps what it hosts and its connections',
      [rename('c-m', 'A')],
      [remove('c-m'), rename('c-n', 'B')],
      [rename('c-m', 'A'), rename('c-n', 'B')],
      [{ what: 'removed', table: 'components', id: 'c-m', by: 'theirs' }],
    ],
    [
      'but not to what was removed as well',
      [rename('c-m', 'A')],
      [remove('c-m', 'c-n')],
      [rename('c-m', 'A'), remove('c-n')],
      [{ what: 'removed', table: 'components', id: 'c-m', by: 'theirs' }],
    ],
    [
      'removed here, changed there',
      [remove('c-p')],
      [count('c-p', 5)],
      [remove('c-p')],
      [{ what: 'removed', table: 'components', id: 'c-p', by: 'mine' }],
    ],
    [
      'a group of the same id has the name of here',
      [group('G', 'c-p')],
      [group('H', 'c-p')],
      [group('G', 'c-p')],
      [{ what: 'field', table: 'groups', id: 'g-1', field: 'name', mine: 'G', theirs: 'H' }],
    ],
  ])('%s', (_, mine, theirs, result, conflicts) => {
    expect(mergeDesigns(base(), made(...mine), made(...theirs))).toEqual({
      document: made(...result),
      conflicts,
    });
  });
});

describe('what mine stands on or is joined to stays with it, although it was removed there', () => {
  const software = { ...partIn(base(), 'c-s'), id: 'c-s2' };
  const addSoftware: Edit = { do: 'add', components: [software], connections: [] };
  const removed = (...ids: string[]): Conflict[] =>
    ids.map((id) => ({ what: 'removed', table: 'components', id, by: 'theirs' }));
  it.each<[string, Edit, Edit, Conflict[]]>([
    ['a system, with all else on it', addSoftware, remove('c-o'), removed('c-o')],
    ['down to the machine, with its connections', addSoftware, remove('c-m'), removed('c-m', 'c-o')],
    ['what it is joined to', joinTo('l-a', 'c-p'), remove('c-p'), removed('c-p')],
  ])('%s', (_, mine, theirs, conflicts) => {
    expect(mergeDesigns(base(), made(mine), made(theirs))).toEqual({ document: made(mine), conflicts });
  });
});

describe('losing an end is a named case', () => {
  const lost = (table: 'components' | 'connections', id: string): Conflict => ({
    what: 'lost-end',
    table,
    id,
  });
  it.each<[string, Edit[], Edit[], Conflict[], (document: DesignDocument) => unknown, unknown]>([
    [
      'a part there whose host is removed here stands alone',
      [remove('c-o')],
      [{ do: 'add', components: [{ ...partIn(base(), 'c-s'), id: 'c-s2' }], connections: [] }],
      [lost('components', 'c-s2')],
      (document) => document.components['c-s2']?.host,
      null,
    ],
    [
      'a connection there to what is removed here goes',
      [remove('c-p')],
      [joinTo('l-a', 'c-p')],
      [lost('connections', 'l-a')],
      (document) => document.connections['l-a'],
      undefined,
    ],
    [
      'each hosts one on the other: it is as it is here',
      [host('c-p', 'c-m')],
      [host('c-m', 'c-p')],
      [lost('components', 'c-m')],
      (document) => [document.components['c-p']?.host, document.components['c-m']?.host],
      ['c-m', null],
    ],
    [
      'a part is grouped here and hosted there',
      [group('G', 'c-p', 'c-g')],
      [host('c-p', 'c-m')],
      [lost('components', 'c-p')],
      (document) => [document.components['c-p']?.host, document.components['c-p']?.group],
      ['c-m', null],
    ],
  ])('%s', (_, mine, theirs, conflicts, seen, expected) => {
    const merged = mergeDesigns(base(), made(...mine), made(...theirs));
    expect(seen(merged.document)).toEqual(expected);
    expect(merged.conflicts).toEqual(conflicts);
    expect(parseDesign(merged.document).ok).toBe(true);
  });

  it('together more than a design may have: it is as it is here', () => {
    const small = design().part('m', 'server-x86-64').part('o', 'debian-12', { on: 'm' }).document;
    const mine = applyEdit(small, count('c-m', 4000));
    const theirs = applyEdit(small, count('c-o', 4000));
    expect(mergeDesigns(small, mine, theirs)).toEqual({
      document: mine,
      conflicts: [{ what: 'too-large' }],
    });
  });
});
