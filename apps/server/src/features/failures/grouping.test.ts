import { expect, it } from 'vitest';
import { groupFailures, type FailedHost } from './grouping.ts';

const host = (id: string, rackId: string, siteId: string): FailedHost => ({ id, rackId, siteId });
const ALL = [
  host('a1', 'ra', 's1'),
  host('a2', 'ra', 's1'),
  host('b1', 'rb', 's1'),
  host('b2', 'rb', 's1'),
  host('c1', 'rc', 's2'),
  host('d1', 'rd', 's3'),
  host('d2', 'rd', 's3'),
  host('e1', 're', 's3'),
];

it.each([
  ['one host', ['a1'], [['host', 'a1']]],
  ['a rack', ['a1', 'a2'], [['rack', 'ra']]],
  [
    'a rack and a host of another',
    ['a1', 'a2', 'b1'],
    [
      ['rack', 'ra'],
      ['host', 'b1'],
    ],
  ],
  ['a site is not told as its racks', ['a1', 'a2', 'b1', 'b2'], [['site', 's1']]],
  ['the only host of a site is a host', ['c1'], [['host', 'c1']]],
  ['the only host of a rack is a host', ['e1'], [['host', 'e1']]],
  [
    'two sites at once',
    ['d1', 'd2', 'e1', 'a1', 'a2', 'b1', 'b2'],
    [
      ['site', 's1'],
      ['site', 's3'],
    ],
  ],
  ['nothing', [], []],
] as const)('%s', (_, lost, expected) => {
  const groups = groupFailures(
    ALL.filter(({ id }) => (lost as readonly string[]).includes(id)),
    ALL,
  );
  expect(groups.map(({ scope, scopeId }) => [scope, scopeId])).toEqual(expected);
  expect(groups.flatMap(({ hostIds }) => hostIds).toSorted()).toEqual([...lost].toSorted());
});
