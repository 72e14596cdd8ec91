const KEY = 'patchbay.single-keys';
const OFF = 'off';

/** Whether keys of one sign are shortcuts in this browser. A browser that keeps nothing has them on. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== OFF;
  } catch {
    return true;
  }
}

export function switchSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, OFF);
  } catch {
    // A browser that keeps nothing cannot be told.
  }
}
