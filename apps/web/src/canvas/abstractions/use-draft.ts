import { useDesigner } from '../store/designer.ts';
import { focusPart } from '../store/session-store.ts';
import type { Draft } from './drafting.ts';

/** Changing the open draft, and closing it. */
export function useDraft(): { patch: (change: Partial<Draft>) => void; close: () => void } {
  const { session } = useDesigner();
  return {
    patch: (change) => session.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } })),
    close: () => {
      session.setState({ draft: null });
      focusPart(session);
    },
  };
}
