import { expect, test } from 'vitest';
import { fieldOf, firstOffer, instantIn } from './window.ts';

test.each([
  ['2026-07-01T10:30', '2026-07-01T08:30:00.000Z'],
  // The second of two equal hours is not meant.
  ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29T02:30', null],
  ['2026-02-30T10:00', null],
  ['2026-07-01', null],
  ['', null],
])('%s in Berlin is %s', (text, instant) => {
  const at = instantIn(text, 'Europe/Berlin');
  expect(at === null ? null : new Date(at).toISOString()).toBe(instant);
});

test('what is offered first is whole hours ahead, and reads as it was written', () => {
  const { start, end } = firstOffer(Date.parse('2026-11-24T09:42:07Z'));
  expect([start, end].map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(['10:00', '12:00']);
  expect(instantIn(fieldOf(start, 'Asia/Kathmandu'), 'Asia/Kathmandu')).toBe(start);
});
