/** The page's heading takes the focus when what had it is gone, so that nobody starts over at the top of the window. */
export function focusHeading(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#main h1')?.focus());
}
