import type { Terminal } from '@xterm/xterm';

/** The way out by keyboard: Tab and Escape belong to the shell (WCAG 2.1.2). */
export function isLeaving({ key, ctrlKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'F6' && ctrlKey && shiftKey;
}

/**
 * Copying and pasting as everywhere else: Ctrl+C copies while something is selected, Ctrl+V is left to the browser,
 * which pastes. True lets the terminal have the key.
 */
export function terminalKeys(terminal: Terminal, event: KeyboardEvent): boolean {
  if (!event.ctrlKey || event.altKey || event.metaKey) return true;
  const key = event.key.toLowerCase();
  if (key === 'v') return false;
  const copies = key === 'c' && (event.shiftKey || terminal.hasSelection());
  if (!copies) return true;
  event.preventDefault();
  if (event.type === 'keydown' && terminal.hasSelection()) {
    void navigator.clipboard?.writeText(terminal.getSelection());
    terminal.clearSelection();
  }
  return false;
}
