/** For a landmark that F6 goes to; what scrolls keeps its tab stop by having `scrollable` after this. */
export const region = { 'data-region': '', tabIndex: -1 } as const;

/** The region after (or before) the one that holds the focus, in the order of the page and around its end. */
export function regionBeside(step: 1 | -1): HTMLElement | undefined {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (each) => each.getClientRects().length > 0,
  );
  const at = regions.findIndex((each) => each.contains(document.activeElement));
  const from = at === -1 && step === -1 ? 0 : at;
  return regions[(from + step + regions.length) % regions.length];
}
