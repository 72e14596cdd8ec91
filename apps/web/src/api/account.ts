const COOKIE = 'patchbay_account';
const PARAMETER = 'account';

/** Which of the person's accounts the server shall act for. A cookie, since an event stream cannot carry a header. */
function remember(id: string | null): void {
  const rest = id === null ? '; max-age=0' : '';
  document.cookie = `${COOKIE}=${id ?? ''}; path=/; samesite=lax${rest}`;
}

/** After signing out nobody inherits the choice. */
export function forgetAccount(): void {
  remember(null);
}

/** Takes the choice out of the address before anything is asked for, so that nothing of the account before is left. */
export function takeAccountFromAddress(): void {
  const address = new URL(window.location.href);
  const id = address.searchParams.get(PARAMETER);
  if (id === null) return;
  if (/^[\w-]+$/.test(id)) remember(id);
  address.searchParams.delete(PARAMETER);
  window.history.replaceState(null, '', address);
}
