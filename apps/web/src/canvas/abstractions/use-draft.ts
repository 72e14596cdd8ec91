import { useDesigner } from '../store/designer.ts';
import { focusPart } from '../store/session-store.ts';
import type { Draft } from './drafting.ts';

/** Changing the open draft, and closing it; what is on its way to the server stays open until there is an answer. */
export function useDraft(): { patch: (change: Partial<Draft>) => void; close: () => void } {
  const { session } = useDesigner();
  return {
    patch: (change) => session.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } })),
    close: () => {
      if (session.getState().draft?.busy) return;
      session.setState({ draft: null });
      focusPart(session);
    },
  };
}
