import { describe, expect, it } from 'vitest';
import { can, isOver, next, SLOT_STATES, statesBefore, type SlotEvent, type SlotState } from './index.ts';

const EVENTS: SlotEvent[] = ['start', 'ready', 'end', 'gone', 'cancel', 'give-up', 'retry'];

/** The whole table: a row for each state, a column for each event; a dash where the event does not apply. */
const TABLE: Record<SlotState, (SlotState | '-')[]> = {
  //            start       ready      end       gone     cancel       give-up      retry
  scheduled: ['starting', '-', '-', '-', 'cancelled', '-', '-'],
  starting: ['-', 'running', 'ending', '-', '-', 'attention', '-'],
  running: ['-', '-', 'ending', '-', '-', '-', '-'],
  ending: ['-', '-', '-', 'ended', '-', '-', '-'],
  attention: ['-', '-', 'ending', '-', '-', '-', 'starting'],
  ended: ['-', '-', '-', '-', '-', '-', '-'],
  cancelled: ['-', '-', '-', '-', '-', '-', '-'],
};
const CELLS = SLOT_STATES.flatMap((state) =>
  EVENTS.map((event, i) => [state, event, TABLE[state][i] ?? '-'] as const),
);

describe('the states of a slot', () => {
  it.each(CELLS)('%s on %s: %s', (state, event, expected) => {
    expect(next(state, event) ?? '-').toBe(expected);
  });

  it.each(EVENTS)('the states before %s are those in which it applies', (event) => {
    expect(statesBefore(event)).toEqual(
      CELLS.filter(([, e, to]) => e === event && to !== '-').map(([state]) => state),
    );
  });

  it('ENV-2: every state but the two last ones has an exit, and leads to one of them', () => {
    const reaches = (state: SlotState, seen: ReadonlySet<SlotState> = new Set()): boolean =>
      isOver(state) ||
      (!seen.has(state) &&
        EVENTS.some((event) => {
          const to = next(state, event);
          return to !== null && reaches(to, new Set([...seen, state]));
        }));
    expect(SLOT_STATES.filter((state) => !reaches(state))).toEqual([]);
    expect(SLOT_STATES.filter(isOver)).toEqual(['ended', 'cancelled']);
    for (const state of SLOT_STATES.filter(isOver))
      expect(EVENTS.filter((event) => next(state, event))).toEqual([]);
  });

  it.each([
    // state, cancel, end, release
    ['scheduled', true, false, true],
    ['starting', false, true, true],
    ['running', false, true, true],
    ['ending', false, false, false],
    ['attention', false, true, true],
    ['ended', false, false, false],
    ['cancelled', false, false, false],
  ] as const)('%s: cancel %s, end %s, release %s', (state, cancel, end, release) => {
    expect({ cancel: can.cancel(state), end: can.end(state), release: can.release(state) }).toEqual({
      cancel,
      end,
      release,
    });
  });
});
