/** Where keys are text, or move in a list: no single key may be a shortcut there. */
const TYPED_INTO = 'input, textarea, select, [contenteditable], .xterm, [role="listbox"]';

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

/** In a question of the page: what lies behind it waits. */
export function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

/** For what takes the focus of a page without being about anything on it: its keys are those of the page. */
export const idle = { 'data-idle': '' } as const;

/** Whether nothing on the page has the focus. */
export function isIdle(element: Element | null): boolean {
  return element === null || element.matches('body, [data-idle]');
}
