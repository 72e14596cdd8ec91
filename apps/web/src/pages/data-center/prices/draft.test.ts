import { expect, test } from 'vitest';
import type { PriceLine } from '@patchbay/engine/rating';
import { perMilleOf, raised, readDraft } from './draft.ts';

const hour = (subject: string, value: number): PriceLine => ({ of: 'hour', subject, part: '', value });
const band: PriceLine = { of: 'band', subject: 'night', part: '', value: 700 };
const base = [hour('a', 15_000), hour('b', 5), band];

test('only what is typed differently is a change, and what is no amount is told', () => {
  const typed = new Map([
    ['hour/a/', '2'],
    ['hour/b/', '0.0005'],
    ['band/night/', 'x'],
  ]);
  const { changes, wrong } = readDraft(base, typed);
  expect(changes).toEqual([{ of: 'hour', subject: 'a', part: '', before: 15_000, after: 20_000 }]);
  expect([...wrong]).toEqual(['band/night/']);
});

test('a raise rounds half to even, and leaves factors alone', () => {
  expect(raised(base, 100)).toEqual([
    ['hour/a/', '1.65'],
    ['hour/b/', '0.0006'],
  ]);
  expect(raised([hour('b', 15)], 100)).toEqual([['hour/b/', '0.0016']]);
  expect(raised([hour('b', 25)], 100)).toEqual([['hour/b/', '0.0028']]);
});

test.each([
  ['10', 100],
  ['-2.5', -25],
  ['+1', 10],
  ['1.25', null],
  ['101', null],
  ['', null],
])('%j percent', (text, expected) => {
  expect(perMilleOf(text)).toBe(expected);
});
