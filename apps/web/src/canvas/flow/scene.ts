import type { Finding } from '@patchbay/engine/constraints';
import type { PriceBook } from '@patchbay/engine/rating';
import { createContext, use, type MouseEvent, type PointerEvent } from 'react';
import type { Analysis } from '../store/analysis.ts';
import type { DropTarget } from '../store/session-store.ts';

/** What a person can do to the parts of a drawing. Absent where the drawing is only looked at. */
export interface SceneActions {
  grab(id: string, event: PointerEvent): void;
  /** A port is pressed: a drag from it connects. */
  port(id: string, port: string, event: PointerEvent): void;
  /** A port was clicked: the next click connects. */
  connect(id: string, port: string): void;
  addSystem(id: string): void;
  menu(id: string, event: MouseEvent): void;
}

/** Everything the parts of one drawing are drawn from. */
export interface Scene {
  readonly analysis: Analysis;
  readonly book: PriceBook | null;
  readonly selection: ReadonlySet<string>;
  /** The part that Tab reaches. */
  readonly tabStop: string | null;
  readonly target: DropTarget | null;
  /** The part that a connection is being drawn from. */
  readonly connecting: string | null;
  readonly showFindings: boolean;
  /** The newest version of what a part is of, where that is a newer one. */
  readonly newer: ((typeId: string) => string | null) | null;
  readonly status: ((componentId: string) => string | undefined) | null;
  /** @param add to what is selected, or take it out of it */
  readonly onSelect: ((id: string, add: boolean) => void) | null;
  readonly onFocus: (id: string) => void;
  readonly actions: SceneActions | null;
}

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene {
  const scene = use(SceneContext);
  if (!scene) throw new Error('useScene: used outside of a drawing');
  return scene;
}

/** Findings whose first subject is the part: the ones its own row or card is marked with. */
export function ownFindings({ analysis, showFindings }: Scene, id: string): readonly Finding[] {
  if (!showFindings) return [];
  return (analysis.about.get(id) ?? []).filter(({ subjects }) => subjects[0] === id);
}
