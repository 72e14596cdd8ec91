/** Signs that some layouts have on a shifted digit. */
const SHIFTED_SIGNS = '?/+';

/**
 * The keys of a press: modifiers in the order Ctrl, Alt, Shift (`Ctrl` is Cmd on a Mac), then the key: a letter in upper case, a
 * digit, or the key's own name. A shifted digit is the digit, whatever sign the layout has there.
 */
export function chordOf(event: KeyboardEvent): string {
  const digit = event.shiftKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  const sign = SHIFTED_SIGNS.includes(event.key);
  const letter = /^[a-z]$/i.test(event.key);
  const key = letter ? event.key.toUpperCase() : sign ? event.key : (digit ?? event.key);
  const shifted = event.shiftKey && !sign && (letter || digit !== undefined || event.key.length > 1);
  return [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(shifted ? ['Shift'] : []),
    key,
  ].join('+');
}

/** Whether a chord is one sign, alone or with Shift: what somebody who speaks their text may press without meaning to (WCAG 2.1.4). */
export const isSingle = (chord: string): boolean => chord.replace('Shift+', '').length === 1;
