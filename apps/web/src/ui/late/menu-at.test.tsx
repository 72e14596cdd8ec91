import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ThemeRoot } from '../../theme/theme-root.tsx';
import { MenuAt } from './menu-at.tsx';
import { useLate } from './use-late.ts';
import { useMenuButton, type MenuPlace } from './use-menu-button.ts';

let root: Root;
let load: () => Promise<{ Items: (props: { place: MenuPlace }) => ReactNode }>;

function Items({ place }: { place: MenuPlace }) {
  return (
    <MenuAt place={place} width={100}>
      <Menu.Item>Rename</Menu.Item>
    </MenuAt>
  );
}

function Page() {
  const [items, ask] = useLate(() => load());
  const { place, button } = useMenuButton(items !== null, ask);
  return (
    <>
      <button type="button" {...button}>
        Actions
      </button>
      {items && place && <items.Items place={place} />}
    </>
  );
}

const button = () => document.querySelector<HTMLElement>('[aria-haspopup="menu"]');
const item = () => document.querySelector<HTMLElement>('[role="menuitem"]');
const opened = () => vi.waitFor(() => expect(item()?.textContent).toBe('Rename'));
const closed = () => vi.waitFor(() => expect(item()).toBeNull());

function press(): void {
  button()?.focus();
  button()?.click();
}

beforeEach(() => {
  // Nothing has a size here, so Mantine finds nothing to focus and says so with the whole page.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  root = createRoot(document.body.appendChild(document.createElement('div')));
  load = () => Promise.resolve({ Items });
  flushSync(() =>
    root.render(
      <ThemeRoot>
        <Page />
      </ThemeRoot>,
    ),
  );
});

afterEach(() => {
  root.unmount();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test('a menu that was not there opens at the first press, and is named by its button', async () => {
  expect(item()).toBeNull();
  press();
  await opened();
  const menu = document.querySelector('[role="menu"]');
  expect(button()?.getAttribute('aria-expanded')).toBe('true');
  expect(button()?.getAttribute('aria-controls')).toBe(menu?.id);
  expect(menu?.getAttribute('aria-labelledby')).toBe(button()?.id);
});

test('it gives the focus back to its button, also the first time', async () => {
  press();
  await opened();
  item()?.focus();
  expect(document.activeElement).toBe(item());
  item()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await closed();
  await vi.waitFor(() => expect(document.activeElement).toBe(button()));
});

test('a second press closes it', async () => {
  press();
  await opened();
  press();
  await closed();
  expect(button()?.getAttribute('aria-expanded')).toBe('false');
});

test('what did not come is asked for again by the next press', async () => {
  const failed = vi.fn(() => Promise.reject(new TypeError('no network')));
  load = failed;
  press();
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(item()).toBeNull();
  load = () => Promise.resolve({ Items });
  press();
  await opened();
});
