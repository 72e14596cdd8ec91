const NARROW = new Set("iljtfr.,:;'|!()[]I ");
const WIDE = new Set('mwMW@%');

/** Estimated width in pixels of a text in 12 px Inter; errs on the wide side, so that wrapping never clips. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += NARROW.has(char) ? 4 : WIDE.has(char) ? 10.5 : /[A-Z0-9]/.test(char) ? 8 : 7;
  return Math.ceil(width);
}
