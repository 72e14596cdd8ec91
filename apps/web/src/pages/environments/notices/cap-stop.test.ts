import { expect, it } from 'vitest';
import type { Environment } from '../../../api/types.ts';
import { capStop } from './cap-stop.ts';

const events = (...codes: string[]): Environment['events'] =>
  codes.map((code, n) => ({ id: `evt_${n}`, at: new Date(n * 1000).toISOString(), code, values: {} }));

it.each<[Environment['state'], boolean, string[], string | null]>([
  // state, whether the cap ended it, events, which of them says so
  ['ended', true, ['booked', 'starting', 'running', 'capped', 'ending', 'ended'], 'capped'],
  ['cancelled', true, ['booked', 'not-started-at-cap', 'cleared'], 'not-started-at-cap'],
  ['cancelled', true, ['booked', 'starting', 'capped', 'booked', 'not-started-at-cap'], 'not-started-at-cap'],
  // The cap was raised, and another slot came.
  ['ended', false, ['booked', 'starting', 'capped', 'booked', 'starting', 'released', 'ended'], null],
  // It is being taken down.
  ['ending', true, ['booked', 'starting', 'running', 'capped', 'ending'], null],
])('%s, by the cap %s, after %j: %s', (state, capped, codes, expected) => {
  const seen = { state, capped, events: events(...codes) };
  expect(capStop(seen)?.code ?? null).toBe(expected);
  expect(capStop({ ...seen, events: seen.events.toReversed() })?.code ?? null).toBe(expected);
});
