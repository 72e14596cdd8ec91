import type { DesignDocument } from '@patchbay/engine/design';
import type { Flow } from './side.ts';

const WARM_UP = 10;
const FRAMES = 90;
const STEP = 4;
/** There and back again, so that a long gesture stays on the sheet. */
const SWING = 40;
const MAIN = 0;
const WHEEL = 1;

export function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}

/** Takes hold of the part nearest to the middle of the design and moves it about. Gives each frame's length in ms. */
export async function dragPart(design: DesignDocument, flow: Flow): Promise<number[]> {
  const parts = Object.values(design.components);
  const middle =
    parts[Math.floor(parts.length / 2) + Math.floor(Math.sqrt(parts.length / 2) / 2)] ?? parts[0];
  if (!middle) throw new Error('dragPart: an empty design');
  const [x, y] = [window.innerWidth / 2 - 60, window.innerHeight / 2 - 12];
  await flow.setViewport({ x: x - middle.x, y: y - middle.y, zoom: 1 });
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
  const part = document.querySelector(`.react-flow__node[data-id="${middle.id}"]`);
  if (!part) throw new Error('dragPart: the part is not there');
  const before = part.getBoundingClientRect();
  const frames = await swing(part, before.left + 40, before.top + 12, MAIN);
  const after = part.getBoundingClientRect();
  if (before.left === after.left) throw new Error('dragPart: the part was not moved');
  return frames;
}

/** Takes hold of the sheet with the wheel button, which both sides take for moving it, and moves it about. */
export async function panSheet(): Promise<number[]> {
  const [x, y] = [window.innerWidth / 2, 6];
  const pane = document.querySelector('.react-flow__pane');
  const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
  if (!pane || !viewport) throw new Error('panSheet: the sheet is not there');
  const before = viewport.style.transform;
  const frames = await swing(pane, x, y, WHEEL);
  if (before === viewport.style.transform) throw new Error('panSheet: the sheet was not moved');
  return frames;
}

async function swing(target: Element, x: number, y: number, button: number): Promise<number[]> {
  tell(target, 'down', x, y, button);
  const frames: number[] = [];
  let last = await nextFrame();
  for (let n = 1; n <= WARM_UP + FRAMES; n += 1) {
    const phase = n % (2 * SWING);
    const along = (phase < SWING ? phase : 2 * SWING - phase) * STEP;
    // Not where it began, so that the end can be told from the start.
    tell(document.elementFromPoint(x, y) ?? target, 'move', x + along + STEP, y + along / 2, button);
    const now = await nextFrame();
    if (n > WARM_UP) frames.push(now - last);
    last = now;
  }
  return frames;
}

function tell(target: Element, what: 'down' | 'move', x: number, y: number, button: number): void {
  const at = { bubbles: true, cancelable: true, composed: true, view: window, clientX: x, clientY: y };
  const held = { ...at, button: what === 'down' ? button : -1, buttons: button === MAIN ? 1 : 4 };
  target.dispatchEvent(new PointerEvent(`pointer${what}`, { ...held, pointerId: 1, isPrimary: true }));
  target.dispatchEvent(new MouseEvent(`mouse${what}`, held));
}
