import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ThemeRoot } from '../../theme/theme-root.tsx';
import { analysisOf, DesignerContext, openDesigner, type Designer } from '../store/designer.ts';
import { priceChange } from '../store/price.ts';
import { book, catalog, design, part } from '../test/designs.ts';
import { ProblemsTray } from './problems-tray.tsx';

vi.mock('../store/price.ts', { spy: true });

/** More rows than are in view, and not many more. */
const A_SCREEN = 20;
let root: Root;
let designer: Designer;

beforeEach(() => {
  const machines = Array.from({ length: 100 }, (_, n) => part(`c-m${n}`, 'server-x86-64', { y: n * 400 }));
  const systems = machines.map(({ id }, n) => part(`c-os${n}`, 'solaris-8', { host: id }));
  designer = openDesigner(design([...machines, ...systems]), catalog, book);
  designer.session.setState({ trayOpen: true });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  flushSync(() =>
    root.render(
      <ThemeRoot>
        <DesignerContext value={designer}>
          <ProblemsTray />
        </DesignerContext>
      </ThemeRoot>,
    ),
  );
});

afterEach(() => {
  root.unmount();
  vi.mocked(priceChange).mockClear();
  document.body.replaceChildren();
});

const rows = () => [...document.querySelectorAll('tbody tr[aria-rowindex]')];
const numbers = () => rows().map((row) => Number(row.getAttribute('aria-rowindex')));

it('draws and prices what is in view, whatever else was found', () => {
  const { findings } = analysisOf(designer);
  expect(findings.length).toBeGreaterThanOrEqual(100);
  expect(numbers()[0]).toBe(2);
  expect(rows().length).toBeLessThan(A_SCREEN);
  const most = Math.max(...findings.map(({ fixes }) => fixes.length));
  expect(most).toBeGreaterThan(0);
  expect(vi.mocked(priceChange).mock.calls.length).toBeLessThanOrEqual(rows().length * most);
});

it('draws others once they are scrolled to, up to the last', async () => {
  const body = document.querySelector('table')?.parentElement;
  if (!body) throw new Error('no table');
  const { length } = analysisOf(designer).findings;
  body.scrollTop = length * 100;
  body.dispatchEvent(new Event('scroll'));
  await vi.waitFor(() => expect(numbers().at(-1)).toBe(length + 1));
  expect(rows().length).toBeLessThan(A_SCREEN);
});

it('prices nothing again when another row is shown', () => {
  vi.mocked(priceChange).mockClear();
  const [, second] = analysisOf(designer).findings;
  flushSync(() => designer.session.setState({ finding: second?.id ?? null }));
  expect(document.querySelector('tr[aria-current]')?.getAttribute('aria-rowindex')).toBe('3');
  expect(vi.mocked(priceChange)).not.toHaveBeenCalled();
});
