import { afterEach, expect, test, vi } from 'vitest';
import { focusBeside } from './focus-beside.ts';

afterEach(() => {
  document.body.replaceChildren();
});

const made = (tag: string, id = '', ...inside: readonly HTMLElement[]): HTMLElement => {
  const element = document.createElement(tag);
  element.id = id;
  element.append(...inside);
  return element;
};

function list(names: readonly string[]): void {
  const none = made('button');
  none.toggleAttribute('disabled', true);
  const rows = names.map((name) => made('li', '', made('input', name), made('button', `remove-${name}`)));
  const heading = made('h3', '', none, made('button', 'add'));
  document.body.append(made('section', '', heading, made('ul', '', ...rows)));
}

test.each([
  [['a', 'b', 'c'], 'b', 'c'],
  [['a', 'b', 'c'], 'c', 'b'],
  [['a'], 'a', 'add'],
])('of %j, when %s is removed, %s has the focus', async (names, removed, focused) => {
  list(names);
  const control = document.querySelector<HTMLElement>(`#remove-${removed}`);
  expect.assert(control);
  focusBeside(control);
  control.closest('li')?.remove();
  await vi.waitFor(() => expect(document.activeElement?.id).toBe(focused));
});
