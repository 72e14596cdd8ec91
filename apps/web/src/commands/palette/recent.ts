const KEY = 'patchbay.recent-commands';
const MOST = 5;

/** Ids of what was picked last from the palette in this browser, newest first. */
export function recentCommands(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split('\n').filter((id) => id !== '');
  } catch {
    return [];
  }
}

export function rememberCommand(id: string): void {
  const ids = [id, ...recentCommands().filter((one) => one !== id)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, ids.join('\n'));
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}
