import type { commandText } from '../../../messages/designer/commands.ts';
import type { Designer } from '../../store/designer.ts';
import type { Situation } from './situation.ts';

export type CommandId = keyof typeof commandText;

/** One thing that can be done, from whatever input: its predicate serves key, button, menu and list alike. */
export interface Command {
  /** Why it is not to be had here, in words for the person; null when it is. */
  readonly unavailable: (at: Situation, designer: Designer) => string | null;
  readonly run: (designer: Designer, at: Situation) => void;
}

export const always = () => null;
