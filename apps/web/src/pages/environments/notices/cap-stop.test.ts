import { expect, it } from 'vitest';
import type { Environment } from '../../../api/types.ts';
import { capStop } from './cap-stop.ts';

const events = (...codes: string[]): Environment['events'] =>
  codes.map((code, n) => ({ id: `evt_${n}`, at: new Date(n * 1000).toISOString(), code, values: {} }));

it.each<[Environment['state'], string[], string | null]>([
  ['ended', ['booked', 'starting', 'running', 'capped', 'ending', 'ended'], 'capped'],
  ['cancelled', ['booked', 'not-started-at-cap', 'cleared'], 'not-started-at-cap'],
  // The cap was raised, and another slot came.
  ['ended', ['booked', 'starting', 'capped', 'ended', 'booked', 'starting', 'released', 'ended'], null],
  ['running', ['booked', 'starting', 'capped', 'ended', 'booked', 'starting', 'running'], null],
  ['scheduled', ['booked', 'not-started-at-cap', 'booked'], null],
  ['ended', ['booked', 'starting', 'running', 'ending', 'ended'], null],
])('%s after %j: %s', (state, codes, expected) => {
  expect(capStop({ state, events: events(...codes) })?.code ?? null).toBe(expected);
  expect(capStop({ state, events: events(...codes).toReversed() })?.code ?? null).toBe(expected);
});
