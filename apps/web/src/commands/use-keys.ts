import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Me } from '../api/types.ts';
import { chordOf, isSingle } from '../ui/keys/chord.ts';
import { singleKeysOn } from '../ui/keys/single-keys.ts';
import { inDialog, isTyping } from '../ui/layout/typing.ts';
import { showOverlay } from './overlay.ts';
import { pageCommands } from './page-commands.ts';
import { placesFor } from './places.ts';

/** The second key of two comes this soon, or it is a key of its own. */
const PATIENCE_MS = 1500;

/**
 * The keys of every page: the palette, the sheet, `G` and then a letter, and those of the page that is open, unless it hears them
 * itself. None is one while somebody types, and those of one sign can be switched off.
 */
export function useKeys(me: Pick<Me, 'account' | 'operator'> | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    let since = -Infinity;
    const act = (event: KeyboardEvent): (() => void) | null => {
      const chord = chordOf(event);
      if (!me || inDialog(event.target) || inMenu(event.target)) return null;
      if (PALETTE_CHORDS.has(chord)) return () => showOverlay('commands');
      if (isTyping(event.target) || (isSingle(chord) && !singleKeysOn())) return null;
      const place = placesFor(me).find(({ key }) => key === chord);
      const second = event.timeStamp - since < PATIENCE_MS;
      since = chord === 'G' ? event.timeStamp : -Infinity;
      if (second && place) return () => void navigate(place.to);
      if (chord === SHEET_CHORD) return () => showOverlay('keys');
      return pageKey(chord);
    };
    const onKey = (event: KeyboardEvent) => {
      const action = event.defaultPrevented ? null : act(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    // Before the page: its own keys have the same letters.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate, me]);
}

/** The second is for browsers that keep the first to themselves. */
export const PALETTE_CHORDS: ReadonlySet<string> = new Set(['Ctrl+K', 'Ctrl+/']);
export const SHEET_CHORD = '?';

const inMenu = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="menu"]') !== null;

function pageKey(chord: string): (() => void) | null {
  const page = pageCommands();
  if (!page || page.sheet) return null;
  const heard = page.list().find(({ keys, aliases }) => keys === chord || aliases?.includes(chord));
  return heard && !heard.reason ? heard.run : null;
}
