import { describe, expect, it } from 'vitest';
import {
  can,
  isOver,
  next,
  SLOT_STATES,
  stateAt,
  statesBefore,
  type SlotEvent,
  type SlotState,
} from './index.ts';

const EVENTS: SlotEvent[] = ['start', 'ready', 'end', 'gone', 'cancel', 'give-up', 'retry', 'move', 'strand'];

/** The whole table: a row for each state, a column for each event; a dash where the event does not apply. */
const TABLE: Record<SlotState, (SlotState | '-')[]> = {
  //            start       ready      end       gone     cancel       give-up      retry       move        strand
  scheduled: ['starting', '-', '-', '-', 'cancelled', '-', '-', '-', '-'],
  starting: ['-', 'running', 'ending', '-', '-', 'attention', '-', 'starting', 'attention'],
  running: ['-', '-', 'ending', '-', '-', '-', '-', 'starting', 'attention'],
  ending: ['-', '-', '-', 'ended', '-', '-', '-', '-', '-'],
  attention: ['-', '-', 'ending', '-', '-', '-', 'starting', '-', '-'],
  ended: ['-', '-', '-', '-', '-', '-', '-', '-', '-'],
  cancelled: ['-', '-', '-', '-', '-', '-', '-', '-', '-'],
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
    // state, cancel, end, release, choose data, switch machines
    ['scheduled', true, false, true, true, false],
    ['starting', false, true, true, false, false],
    ['running', false, true, true, false, true],
    ['ending', false, false, false, false, false],
    ['attention', false, true, true, true, false],
    ['ended', false, false, false, true, false],
    ['cancelled', false, false, false, true, false],
  ] as const)(
    '%s: cancel %s, end %s, release %s, choose data %s, switch machines %s',
    (state, ...expected) => {
      const { cancel, end, release, chooseData, switchMachines } = can;
      expect([cancel, end, release, chooseData, switchMachines].map((may) => may(state))).toEqual(expected);
    },
  );

  it.each([
    ['starting', 'ending'],
    ['running', 'ending'],
    ['attention', 'ending'],
    ['scheduled', 'scheduled'],
    ['ended', 'ended'],
    ['cancelled', 'cancelled'],
  ] as const)('%s, past its end, is %s to people, and is what it is before', (state, shown) => {
    expect([stateAt(state, 100, 99), stateAt(state, 100, 100)]).toEqual([state, shown]);
  });
});
