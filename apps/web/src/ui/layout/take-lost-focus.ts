/** For the `ref` of what comes in the place of a control that had the focus: it takes it, unless something else has by then. */
export const takeLostFocus = (element: HTMLElement | null): void => {
  if (document.activeElement === document.body) element?.focus();
};
