import { useEffect, type RefObject } from 'react';
import { useDesigner, useSession } from '../store/designer.ts';
import type { SessionState } from '../store/session-store.ts';

/** Gives a search field of the left pane the focus, all of it selected, when that is asked for. */
export function useSearchFocus(
  which: NonNullable<SessionState['search']>,
  field: RefObject<HTMLInputElement | null>,
): void {
  const { session } = useDesigner();
  const wanted = useSession(({ search }) => search === which);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    field.current?.select();
    session.setState({ search: null });
  }, [wanted, field, session]);
}
