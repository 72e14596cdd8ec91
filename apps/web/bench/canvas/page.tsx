import '@mantine/core/styles.css';
import '../../src/theme/tokens.css';
import '../../src/theme/base.css';
import { parseDesign } from '@patchbay/engine/design';
import { createRoot } from 'react-dom/client';
import { dragPart, nextFrame, panSheet } from './gesture.ts';
import { ours } from './ours.tsx';
import { plain } from './plain.tsx';
import type { Side } from './side.ts';

/** What one page measures, in milliseconds: until the drawing is there, and each frame of a gesture. */
export interface Measured {
  readonly ready: number;
  readonly frames: readonly number[];
}

declare global {
  interface Window {
    measured?: Measured | { readonly error: string };
  }
}

const SIDES: Readonly<Record<string, Side>> = { ours, plain };
const SETTLING_MS = 700;

/** `?side=ours|plain&data=<file>&gesture=drag|pan` */
async function main(): Promise<Measured> {
  const query = new URLSearchParams(location.search);
  const side = SIDES[query.get('side') ?? ''];
  const root = document.getElementById('root');
  if (!side || !root) throw new Error('page: no such side');
  const parsed = parseDesign(await (await fetch(query.get('data') ?? '')).json());
  if (!parsed.ok) throw new Error('page: the design cannot be read');
  const out = query.get('gesture') === 'pan';
  const design = parsed.document;
  await document.fonts.ready;
  const started = await nextFrame();
  const { view } = side(createRoot(root), design, out);
  const flow = await view;
  const ready = (await nextFrame()) - started;
  await wait(SETTLING_MS);
  const frames = out ? await panSheet() : await dragPart(design, flow);
  return { ready, frames };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

try {
  window.measured = await main();
} catch (cause) {
  window.measured = { error: String(cause) };
}
