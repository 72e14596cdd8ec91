import { isIdle } from '../../ui/layout/typing.ts';
import { focusPart, type SessionStore } from '../store/session-store.ts';

const DRAWING = '[data-canvas], [data-outline]';

/** To what had the focus before a dialog; that of the drawing goes to where the part is by then. */
export function giveFocusBack(session: SessionStore, opener: Element | null): void {
  const back = opener instanceof HTMLElement && !isIdle(opener) && !opener.closest(DRAWING);
  if (back && opener.isConnected) opener.focus();
  else focusPart(session);
}
