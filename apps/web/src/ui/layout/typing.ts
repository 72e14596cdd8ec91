/** Where keys are text, or move in a list: no single key may be a shortcut there. */
const TYPED_INTO = 'input, textarea, select, [contenteditable], .xterm, [role="listbox"]';

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

/** In a question of the page: what lies behind it waits. */
export function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}
