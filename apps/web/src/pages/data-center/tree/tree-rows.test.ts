import { expect, test } from 'vitest';
import type { Host, Site } from '../../../api/types.ts';
import { findHost, hostsUnder, treeRows } from './tree-rows.ts';

const host = (id: string, rackUnit: number) => ({ id, name: id, rackUnit }) as Host;
const sites = [
  {
    id: 's1',
    name: 'One',
    racks: [
      { id: 'r1', name: 'r1', hosts: [host('h2', 2), host('h1', 1)] },
      { id: 'r2', name: 'r2', hosts: [] },
    ],
  },
  { id: 's2', name: 'Two', racks: [] },
] as unknown as Site[];

const shown = (...open: string[]) =>
  treeRows(sites, new Set(open)).map(({ id, level, place, of, expanded }) => [
    id,
    level,
    place,
    of,
    expanded,
  ]);

test('only what is open is shown, and what holds nothing cannot be opened', () => {
  expect(shown()).toEqual([
    ['s1', 1, 1, 2, false],
    ['s2', 1, 2, 2, null],
  ]);
  expect(shown('s1', 'r1', 's2')).toEqual([
    ['s1', 1, 1, 2, true],
    ['r1', 2, 1, 2, true],
    ['h1', 3, 1, 2, null],
    ['h2', 3, 2, 2, null],
    ['r2', 2, 2, 2, null],
    ['s2', 1, 2, 2, null],
  ]);
  expect(shown('r1')).toEqual(shown());
});

test('a row stands for every host under it', () => {
  const [site, rack, first] = treeRows(sites, new Set(['s1', 'r1']));
  expect([site, rack, first].map((row) => row && hostsUnder(row).length)).toEqual([2, 2, 1]);
});

test('a host is found with its rack and site', () => {
  expect(findHost(sites, 'h2')).toMatchObject({ site: { id: 's1' }, rack: { id: 'r1' }, host: { id: 'h2' } });
  expect(findHost(sites, 'gone')).toBeNull();
  expect(findHost(sites, null)).toBeNull();
});
