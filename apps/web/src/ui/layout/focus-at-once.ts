/**
 * For the `ref` of the first field of a dialog. A dialog moves the focus a moment after it is there; who opens one by a key and
 * types on must not lose the first letters.
 */
export const focusAtOnce = (field: HTMLElement | null): void => field?.focus();
