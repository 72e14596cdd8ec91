import type { Environment, Part } from '../../api/types.ts';
import { liveText } from '../../messages/live.ts';
import { partStatus, type ShownState } from '../../messages/status.ts';
import type { GlyphState } from '../../ui/status/state-glyph.tsx';

/** A part as people are shown it. */
export interface ShownPart extends Omit<Part, 'state'> {
  readonly state: ShownState;
}

export interface ComponentStatus {
  readonly state: ShownState;
  readonly glyph: GlyphState;
  readonly word: string;
}

/** What a component shows when its copies differ: what needs a look first, then what is under way. */
const URGENCY: readonly ShownState[] = [
  'lost',
  'unknown',
  'stopping',
  'creating',
  'starting',
  'planned',
  'running',
  'stopped',
  'gone',
];

/** What was observed last, unless the host is silent since or everything stopped with it: then nothing can be reached. */
export function shownParts(
  environment: Pick<Environment, 'state' | 'waitsFor' | 'parts'>,
): readonly ShownPart[] {
  const { state, waitsFor, parts } = environment;
  if (waitsFor === null || (state !== 'running' && state !== 'attention')) return parts;
  const instead = state === 'running' ? 'unknown' : 'stopped';
  return parts.map((part) =>
    isAffected(part, state, waitsFor) ? { ...part, state: instead, access: false } : part,
  );
}

/** A silent host leaves the machines of others alone; at attention nothing runs anywhere. */
function isAffected({ state, host }: Part, slot: 'running' | 'attention', waitsFor: string): boolean {
  if (state === 'planned' || state === 'gone') return false;
  return slot === 'attention' || host === null || host === waitsFor;
}

/** The state of every component, from its copies. */
export function componentStatus(parts: readonly ShownPart[]): ReadonlyMap<string, ComponentStatus> {
  const copies = new Map<string, ShownPart[]>();
  for (const part of parts) copies.set(part.component, [...(copies.get(part.component) ?? []), part]);
  return new Map([...copies].map(([component, all]) => [component, statusOf(all)]));
}

function statusOf(copies: readonly ShownPart[]): ComponentStatus {
  const state = URGENCY.find((candidate) => copies.some((part) => part.state === candidate)) ?? 'planned';
  const { glyph, word } = partStatus[state];
  const running = copies.filter((part) => part.state === 'running').length;
  const mixed = running > 0 && running < copies.length;
  return { state, glyph, word: mixed ? `${word}, ${liveText.copiesRunning(running, copies.length)}` : word };
}
