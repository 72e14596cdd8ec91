import type { Instant } from '../time/index.ts';

/** Life of one slot. Every state has an exit (ENV-2). */
export const SLOT_STATES = [
  'scheduled',
  'starting',
  'running',
  'ending',
  'ended',
  'cancelled',
  'attention',
] as const;
export type SlotState = (typeof SLOT_STATES)[number];

export type SlotEvent =
  | 'start'
  | 'ready'
  | 'end'
  | 'gone'
  | 'cancel'
  | 'give-up'
  | 'retry'
  | 'move'
  | 'strand';

/** A start or an end that takes longer than this is given up, or reported to the operator. Milliseconds of world time. */
export const START_DEADLINE_MS = 10 * 60_000;
export const END_DEADLINE_MS = 10 * 60_000;

/** How long an environment keeps its data and addresses after its last slot. Milliseconds of world time. */
export const KEEP_MS = 7 * 24 * 3_600_000;

const TRANSITIONS: Record<SlotState, Partial<Record<SlotEvent, SlotState>>> = {
  scheduled: { start: 'starting', cancel: 'cancelled' },
  // A host was lost: it starts once more elsewhere, or waits for its owner where there is no room.
  starting: {
    ready: 'running',
    end: 'ending',
    'give-up': 'attention',
    move: 'starting',
    strand: 'attention',
  },
  running: { end: 'ending', move: 'starting', strand: 'attention' },
  // Teardown is never given up: it is tried until nothing is left.
  ending: { gone: 'ended' },
  attention: { retry: 'starting', end: 'ending' },
  ended: {},
  cancelled: {},
};

/** The state after an event, or null when the event does not apply in this state. */
export function next(state: SlotState, event: SlotEvent): SlotState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** States from which an event leads on: the WHERE of the conditional update. */
export function statesBefore(event: SlotEvent): SlotState[] {
  return SLOT_STATES.filter((state) => next(state, event) !== null);
}

export const can = {
  cancel: (state: SlotState) => next(state, 'cancel') !== null,
  /** Ending early, from any state in which something may run. */
  end: (state: SlotState) => next(state, 'end') !== null,
  /** Whether people may reach what runs: also after a start that was given up, for whatever came up. */
  reach: (state: SlotState) => state === 'running' || state === 'attention',
  /** Single machines are stopped and started: while all of it is looked after, and nothing else is under way. */
  switchMachines: (state: SlotState) => state === 'running',
  /** A spare copy of the data is chosen for the next start: between slots, or once a start was given up. */
  chooseData: (state: SlotState) => state !== 'starting' && state !== 'running' && state !== 'ending',
  release: (state: SlotState) => next(state, 'cancel') !== null || next(state, 'end') !== null,
};

/** What a slot is to people: past its end it is ending, whether or not somebody has begun with that. */
export function stateAt(state: SlotState, end: Instant, now: Instant): SlotState {
  return now >= end && next(state, 'end') !== null ? 'ending' : state;
}

export function isOver(state: SlotState): boolean {
  return state === 'ended' || state === 'cancelled';
}
