import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/ports.ts';
import { family, until, untilGone } from './processes.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const READY = /^Patchbay is running at (http:\/\/\S+)$/m;

export interface Health {
  ok: boolean;
  /** Of this run of the server. */
  id: string;
  /** Of the world in its database. */
  world: string;
}

export interface App {
  pid: number;
  output(): string;
  /** The URL it prints, once it does; fails when the app ends without. */
  url(): Promise<string>;
  /** How it ended, once it has. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
  /** Every process that this start has brought about, as of now. */
  processes(): number[];
  /** Asks it to stop and waits until nothing of it is left. */
  stop(): Promise<number | null>;
}

export interface Place {
  dataDir: string;
  port: number;
}

const started: App[] = [];
const folders: string[] = [];

/** A new data directory (not made yet) and a free port. */
export async function newPlace(): Promise<Place> {
  return { dataDir: path.join(newFolder(), 'data'), port: await freePort() };
}

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-life-'));
  folders.push(folder);
  return folder;
}

/** Ends what a test left running. */
export async function stopApps(): Promise<void> {
  for (const app of started.splice(0)) await app.stop();
}

/** The same, and removes the folders of the tests. */
export async function cleanUp(): Promise<void> {
  await stopApps();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** `node apps/server/start.mjs` with nothing of our own environment that could change what it does. */
export function startApp(
  { dataDir, port }: Place,
  options: {
    flags?: string[];
    env?: Record<string, string>;
    uid?: number;
    gid?: number;
    tree?: string;
    node?: string[];
  } = {},
): App {
  const { flags = [], env = {}, tree = root, node = [] } = options;
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid };
  const child = spawn(process.execPath, [...node, 'apps/server/start.mjs', ...flags], {
    cwd: tree,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const app = follow(child);
  started.push(app);
  return app;
}

function follow(child: ChildProcess): App {
  let output = '';
  child.stdout?.on('data', (text) => (output += text));
  child.stderr?.on('data', (text) => (output += text));
  let over = false;
  const ended: App['ended'] = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve({ code, signal });
    });
  });
  const pid = child.pid ?? 0;
  const processes = () => family(pid);
  const url = async () => {
    await until(`a URL in what the app prints`, () => READY.test(output) || over);
    const found = READY.exec(output)?.[1];
    if (!found) throw new Error(`The app ended without a URL: ${output}`);
    return found;
  };
  const stop = async () => {
    const all = over ? [] : processes();
    child.kill('SIGTERM');
    const { code } = await ended;
    await untilGone(all);
    return code;
  };
  return { pid, output: () => output, url, ended, kill: (signal) => child.kill(signal), processes, stop };
}

export async function health(url: string): Promise<Health> {
  const reply = await fetch(`${url}/healthz`);
  return (await reply.json()) as Health;
}
