import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findBrowser, noBrowser } from '../../../e2e/support/browser.mjs';
import { firstLoad } from './canvas/bundle.ts';
import type { Measured } from './canvas/page.tsx';
import { inputOf } from './canvas/topology.ts';

/**
 * `out`: zoomed out until all is in view, and panned; else a part is dragged at 100 %. `slowed`: how many times slower
 * than this machine the page's thread runs, since at the screen's rate every frame that is quick enough looks the same.
 */
const CASES = [
  { size: 100, zoom: '1', gesture: 'drag', slowed: 4, pairs: 3 },
  { size: 1000, zoom: '1', gesture: 'drag', slowed: 4, pairs: 3 },
  { size: 10_000, zoom: 'out', gesture: 'pan', slowed: 1, pairs: 3 },
] as const;

const SCREEN = { width: 1440, height: 900 };
const TIMEOUT_MS = 300_000;

interface Figure {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
  readonly note: string;
}

function print(figure: Figure): void {
  console.log(JSON.stringify({ bench: 'canvas', ...figure }));
}

async function main(data: string | null): Promise<void> {
  const options = findBrowser();
  if (!options) throw new Error(noBrowser);
  const folder = await mkdtemp(path.join(tmpdir(), 'patchbay-canvas-'));
  const browser = await chromium.launch(options);
  try {
    await pageFor(path.join(folder, 'page'));
    const server = await serve(path.join(folder, 'page'));
    const { port } = server.address() as AddressInfo;
    for (const one of CASES) {
      const { document, note } = inputOf(one.size, data);
      await writeFile(path.join(folder, 'page', `${one.size}.json`), JSON.stringify(document));
      await compare(browser, `http://127.0.0.1:${port}`, one, note);
    }
    server.close();
    const bytes = await firstLoad(path.join(folder, 'app'));
    const value = Math.round(bytes / 102.4) / 10;
    const note = 'scripts and styles of the first page, before the canvas';
    print({ metric: 'bundle.first', value, unit: 'kB gzip', peer: null, peerValue: null, ratio: null, note });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function pageFor(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('canvas', import.meta.url)),
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 },
  });
}

async function serve(folder: string): Promise<Server> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, path.normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(file).then(
      (content) => response.setHeader('content-type', types[path.extname(file)] ?? '').end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** Both sides in turn, so that what else the machine does falls on both. */
async function compare(
  browser: Browser,
  base: string,
  { size, zoom, gesture, slowed, pairs }: (typeof CASES)[number],
  note: string,
): Promise<void> {
  const rounds: { own: Measured; peer: Measured }[] = [];
  for (let n = 0; n < pairs; n += 1) {
    const run = (side: string) =>
      measure(browser, `${base}/?side=${side}&data=/${size}.json&gesture=${gesture}`, slowed);
    rounds.push(
      n % 2 === 0
        ? { own: await run('ours'), peer: await run('plain') }
        : await run('plain').then(async (peer) => ({ peer, own: await run('ours') })),
    );
  }
  const figure = (metric: string, of: (measured: Measured) => number, more: string) => {
    const ratio = round(median(rounds.map(({ own, peer }) => of(peer) / of(own))));
    const [value, peerValue] = (['own', 'peer'] as const).map((who) =>
      round(median(rounds.map((r) => of(r[who])))),
    );
    print({
      metric,
      value: value ?? 0,
      unit: 'ms',
      peer: 'plain React Flow',
      peerValue: peerValue ?? 0,
      ratio,
      note: more,
    });
  };
  const how = `${note}; page thread slowed ${slowed} times, median of ${pairs} pairs`;
  figure(`frames.${size}.${zoom}.p95`, ({ frames }) => percentile(frames, 0.95), `${gesture}; ${how}`);
  figure(`ready.${size}`, ({ ready }) => ready, how);
}

async function measure(browser: Browser, url: string, slowed: number): Promise<Measured> {
  const page = await browser.newPage({ viewport: SCREEN });
  try {
    const debug = await page.context().newCDPSession(page);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    await page.goto(url);
    await page.waitForFunction(() => window.measured !== undefined, null, { timeout: TIMEOUT_MS });
    const measured = await page.evaluate(() => window.measured);
    if (!measured || 'error' in measured) throw new Error(`${url}: ${measured?.error ?? 'no figures'}`);
    return measured;
  } finally {
    await page.close();
  }
}

const round = (value: number) => Math.round(value * 100) / 100;
const median = (values: readonly number[]) => percentile(values, 0.5);

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

// Every line is JSON already; `--json` is taken because every benchmark takes it.
const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean' } } });
try {
  await main(values.data ?? null);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
