import { expect, test } from 'vitest';
import type { Command } from '../command.ts';
import { find, rankOf } from './find.ts';

const command = (label: string, reason: string | null = null): Command => ({
  id: label,
  label,
  reason,
  run: () => {},
});

test.each([
  ['Schedule', 'sch', 0],
  ['Go to the schedule', 'sch', 1],
  ['Save as abstraction…', 'abs save', 1],
  ['Reschedule', 'sched', 2],
  ['Select what is connected', 'swic', 3],
  ['Schedule', 'shedle', 4],
  ['Schedule', 'elu', null],
  ['Usage', 'sch', null],
  ['Delete and reconnect', 'dte', 4],
  ['Anything', '', 0],
])('%s answers “%s” with rank %s', (name, query, rank) => expect(rankOf(name, query)).toBe(rank));

const GROUPS = [
  { title: 'Page', commands: [command('Release', 'It is over'), command('Reset the view'), command('Day')] },
  { title: 'Go to', commands: [command('Reports')] },
  { title: 'Designs', commands: [command('Relay')] },
];
const names = (query: string) =>
  find(GROUPS, query).map(({ title, commands }) => [title, ...commands.map(({ label }) => label)]);

test('without a query all is there, with what is not to be had last in its group', () => {
  expect(names('')).toEqual([
    ['Page', 'Reset the view', 'Day', 'Release'],
    ['Go to', 'Reports'],
    ['Designs', 'Relay'],
  ]);
});

test('the group with the best answer comes first, else the page’s own', () => {
  expect(names('rel')).toEqual([
    ['Page', 'Release'],
    ['Designs', 'Relay'],
  ]);
  expect(names('rep')).toEqual([['Go to', 'Reports']]);
  expect(names('rela')[0]).toEqual(['Designs', 'Relay']);
});

test('a large group is cut while it is searched', () => {
  const many = { title: 'Many', commands: Array.from({ length: 40 }, (_, n) => command(`Server ${n}`)) };
  expect(find([many], 'server')[0]?.commands.length).toBeLessThan(40);
  expect(find([many], '')[0]?.commands.length).toBe(40);
});
