import type { Part, PartState } from '../../api/types.ts';
import { liveText } from '../../messages/live.ts';
import { partStatus } from '../../messages/status.ts';
import type { GlyphState } from '../../ui/status/state-glyph.tsx';

export interface ComponentStatus {
  readonly state: PartState;
  readonly glyph: GlyphState;
  readonly word: string;
}

/** What a component shows when its copies differ: what needs a look first, then what is under way. */
const URGENCY: readonly PartState[] = [
  'lost',
  'stopping',
  'creating',
  'starting',
  'planned',
  'running',
  'gone',
];

/** The state of every component, from its copies. */
export function componentStatus(parts: readonly Part[]): ReadonlyMap<string, ComponentStatus> {
  const copies = new Map<string, Part[]>();
  for (const part of parts) copies.set(part.component, [...(copies.get(part.component) ?? []), part]);
  return new Map([...copies].map(([component, all]) => [component, statusOf(all)]));
}

function statusOf(copies: readonly Part[]): ComponentStatus {
  const state = URGENCY.find((candidate) => copies.some((part) => part.state === candidate)) ?? 'planned';
  const { glyph, word } = partStatus[state];
  const running = copies.filter((part) => part.state === 'running').length;
  const mixed = running > 0 && running < copies.length;
  return { state, glyph, word: mixed ? `${word}, ${liveText.copiesRunning(running, copies.length)}` : word };
}
