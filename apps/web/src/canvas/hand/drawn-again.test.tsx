import { ReactFlowProvider } from '@xyflow/react';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { ThemeRoot } from '../../theme/theme-root.tsx';
import { targetAt } from './carry.ts';
import type { PartNode } from './part-node.ts';
import { usePartDrag } from './part-drag.ts';
import { useVisible } from '../painting/visible.ts';
import { pathOf } from '../routing/path.ts';
import { DesignerContext, openDesigner, type Designer } from '../store/designer.ts';
import { selectAll } from '../store/session-store.ts';
import { book, catalog, design, join, part } from '../test/designs.ts';
import { DesignerCanvas } from '../flow/designer-canvas.tsx';

vi.mock('../routing/path.ts', { spy: true });
vi.mock('../painting/visible.ts', { spy: true });
const painted = new Set<unknown>();
vi.mock('../painting/painting.tsx', () => ({
  Painting: ({ content }: { content: unknown }) => {
    painted.add(content);
    return null;
  },
}));

let root: Root;
let designer: Designer;
let drawnCards = 0;
let drag: ReturnType<typeof usePartDrag>;

function Hand() {
  const own = usePartDrag();
  useEffect(() => {
    drag = own;
  }, [own]);
  return null;
}

async function show(): Promise<void> {
  // Every card asks for the currency of its price.
  const counted = new Proxy(book, {
    get: (target, key) => {
      drawnCards += Number(key === 'currency');
      return Reflect.get(target, key) as unknown;
    },
  });
  const document = design(
    [
      part('c-a', 'server-x86-64'),
      part('c-b', 'server-x86-64', { y: 400 }),
      part('c-n', 'switch-64', { y: 300 }),
    ],
    [join('l-1', 'c-a', 'eth', 'c-n', 'port'), join('l-2', 'c-b', 'eth', 'c-n', 'port')],
  );
  designer = openDesigner(document, catalog, counted);
  root = createRoot(window.document.body.appendChild(window.document.createElement('div')));
  flushSync(() =>
    root.render(
      <ThemeRoot>
        <DesignerContext value={designer}>
          <ReactFlowProvider>
            <DesignerCanvas />
            <Hand />
          </ReactFlowProvider>
        </DesignerContext>
      </ThemeRoot>,
    ),
  );
  await vi.waitFor(() => expect(window.document.querySelector('[data-part]')).not.toBeNull());
}

afterEach(() => {
  painted.clear();
  vi.mocked(useVisible).mockReset();
  root.unmount();
  window.document.body.replaceChildren();
});

/** How many cards and lines are drawn again for something. */
function drawnBy(change: () => void): { cards: number; lines: number } {
  drawnCards = 0;
  vi.mocked(pathOf).mockClear();
  flushSync(change);
  return { cards: drawnCards, lines: vi.mocked(pathOf).mock.calls.length };
}

function carryTo(x: number, y: number): void {
  const carried = { what: 'type', id: 'debian-12' } as const;
  const target = targetAt(designer, carried, { x, y });
  designer.session.setState({ carry: { carried, mode: 'drag', pointer: { x, y }, target } });
}

it('what is carried over one and the same part draws nothing again', async () => {
  await show();
  expect(drawnBy(() => carryTo(20, 20)).cards).toBeGreaterThan(0);
  expect(drawnBy(() => carryTo(28, 30))).toEqual({ cards: 0, lines: 0 });
});

it('a new target and a new focus draw no line again', async () => {
  await show();
  expect(drawnBy(() => carryTo(20, 20)).lines).toBe(0);
  expect(drawnBy(() => designer.session.setState({ focused: 'c-b' })).lines).toBe(0);
});

it('a marquee that takes in nothing new draws nothing again', async () => {
  await show();
  flushSync(() => selectAll(designer.session, ['c-a', 'c-b']));
  expect(drawnBy(() => selectAll(designer.session, ['c-a', 'c-b']))).toEqual({ cards: 0, lines: 0 });
});

it('a new target and a new focus paint nothing again', async () => {
  const window = { x: 0, y: 0, width: 1000, height: 1000 };
  vi.mocked(useVisible).mockReturnValue({ show: 'sheet', window, ids: [] });
  await show();
  flushSync(() => carryTo(20, 20));
  flushSync(() => designer.session.setState({ focused: 'c-b' }));
  expect(painted.size).toBe(1);
  flushSync(() => selectAll(designer.session, ['c-b']));
  expect(painted.size).toBe(2);
});

it('what is on the move is gathered once, when it is taken hold of', async () => {
  await show();
  const node = { id: 'c-a', position: { x: 8, y: 8 } } as PartNode;
  const event = new MouseEvent('mousemove');
  drag.start(event, node, []);
  const taken = designer.session.getState().moving?.ids;
  drag.move(event, node, []);
  expect(designer.session.getState().moving).toMatchObject({ ids: ['c-a'], dx: 8, dy: 8 });
  expect(designer.session.getState().moving?.ids).toBe(taken);
});
