import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { answered, useConnection } from './connection.ts';

afterEach(() => vi.unstubAllGlobals());

function Shown() {
  return useConnection().up ? 'up' : 'down';
}

test('is down as soon as the browser has no network, and up with the next answer', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() => root.render(<Shown />));
  const seen = [place.textContent];
  act(() => void window.dispatchEvent(new Event('offline')));
  seen.push(place.textContent);
  act(() => answered());
  seen.push(place.textContent);
  act(() => root.unmount());
  expect(seen).toEqual(['up', 'down', 'up']);
});
