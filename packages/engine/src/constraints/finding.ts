import type { ComponentId, ConnectionId, Edit } from '../design/index.ts';

/**
 * `blocker` contradicts something; `step` is missing before the design does what it is drawn for; `advice` may be ignored;
 * `todo` is merely incomplete.
 */
export type Level = 'blocker' | 'step' | 'advice' | 'todo';
export const LEVELS: readonly Level[] = ['blocker', 'step', 'advice', 'todo'];

/**
 * A sentence by code. `refs` name the user's own objects and become links; `values` are shown as they are.
 * The web turns a code into words; the engine knows none.
 */
export interface Message {
  readonly code: string;
  readonly refs: Readonly<Record<string, ComponentId>>;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A finding never offers more fixes than this; the first ones of a rule are its best. */
export const MAX_FIXES = 4;

/** A change that removes its finding and adds no blocker (CST-2). Every fix was applied and checked before it is offered. */
export interface Fix {
  readonly action: Message;
  readonly effect: Message;
  readonly edit: Edit;
}

export interface Finding {
  /** Rule and subjects: the same finding keeps its id from check to check. */
  readonly id: string;
  readonly rule: RuleId;
  readonly level: Level;
  /** Whether the design can be booked while this stands. */
  readonly obstructs: boolean;
  readonly subjects: readonly ComponentId[];
  readonly connections: readonly ConnectionId[];
  readonly headline: Message;
  readonly because: readonly Message[];
  readonly fixes: readonly Fix[];
}

export const RULE_IDS = [
  'ARCH-1',
  'OS-1',
  'HOST-1',
  'HOST-2',
  'HOST-3',
  'SIZE-1',
  'SIZE-2',
  'PORT-1',
  'PORT-2',
  'LINK-1',
  'LINK-2',
  'PROP-1',
  'TYPE-1',
  'ABS-1',
  'NET-1',
  'NET-2',
  'ARCH-2',
  'CPU-1',
  'CPU-2',
  'CPU-3',
  'MEM-1',
  'GPU-1',
  'GPU-2',
  'RUN-1',
  'RUN-2',
  'RUN-3',
  'SVC-1',
  'NET-3',
  'NET-4',
  'NET-5',
  'NET-6',
  'NET-7',
  'NET-8',
  'NET-9',
  'NET-10',
  'BAND-1',
  'BAND-2',
  'BAND-3',
  'LINK-3',
  'LINK-4',
  'LINK-5',
  'LINK-6',
  'WLESS-1',
  'STOR-1',
  'STOR-2',
  'BACK-1',
  'PRINT-1',
  'SEAT-1',
  'SEAT-2',
  'VPN-1',
  'OS-2',
  'EOL-1',
  'CLIENT-1',
  'SPREAD-1',
  'MAJ-1',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a rule reports: a finding whose fixes are still candidates. */
export interface Draft extends Omit<Finding, 'id' | 'fixes'> {
  /** Best first. A function, because most of the time nobody asks. */
  readonly candidates: () => readonly Fix[];
}

/** A draft in short: a blocker stops booking, other levels only where it is said; the first subject comes first. */
export function draft(
  rule: RuleId,
  level: Level,
  said: Pick<Draft, 'subjects' | 'headline' | 'because' | 'candidates'> &
    Partial<Pick<Draft, 'connections' | 'obstructs'>>,
): Draft {
  return { rule, level, obstructs: level === 'blocker', connections: [], ...said };
}

export function message(code: string, refs: Message['refs'] = {}, values: Message['values'] = {}): Message {
  return { code, refs, values };
}
