import { describe, expect, it } from 'vitest';
import { overbookings, type HistoryEvent } from './history.ts';

const event = (
  at: number,
  what: HistoryEvent['what'],
  from: number,
  to: number,
  quantity = 1,
): HistoryEvent => ({ at: BigInt(at), what, pool: 'p', from, to, quantity });
const capacity = new Map([['p', 2]]);

describe('the history checker', () => {
  it.each([
    ['two of two', [event(1, 'acknowledged', 0, 5), event(2, 'acknowledged', 0, 5)], 0],
    [
      'three of two',
      [event(1, 'acknowledged', 0, 5), event(2, 'acknowledged', 0, 5), event(3, 'acknowledged', 4, 6)],
      1,
    ],
    ['back to back (half-open)', [event(1, 'acknowledged', 0, 5, 2), event(2, 'acknowledged', 5, 9, 2)], 0],
    [
      'given back first',
      [event(1, 'acknowledged', 0, 5, 2), event(2, 'cancelling', 0, 5, 2), event(3, 'acknowledged', 0, 5, 2)],
      0,
    ],
    [
      'given back too late',
      [event(1, 'acknowledged', 0, 5, 2), event(2, 'acknowledged', 0, 5, 2), event(3, 'cancelling', 0, 5, 2)],
      1,
    ],
  ])('%s', (_, history, expected) => {
    expect(overbookings(history, capacity, 10)).toBe(expected);
  });
});
