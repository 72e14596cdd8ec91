// Small things shared by the commands of this folder. Node built-ins only.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../apps/server/install.mjs';

/**
 * The script behind a package's command, to be run by this very Node.
 * @param {string} packageName
 * @param {string} [command]
 */
export function bin(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const entry = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).bin;
  return path.join(folder, typeof entry === 'string' ? entry : entry[command]);
}

/**
 * Runs a program to its end and keeps what it says; with `show` it is shown meanwhile, and `stop` ends it early.
 * @param {string[]} args for Node
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, stop?: AbortSignal | undefined }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function node(args, { cwd = root, env = process.env, show = false, stop } = {}) {
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, ...plain },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the terminal's Ctrl+C would reach it beside ours, and twice means at once.
    detached: stop !== undefined,
  });
  stop?.addEventListener('abort', () => endGroup(child.pid));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (show) process.stdout.write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const GRACE_MS = 15_000;

/**
 * Asks a process and all that it started to end, and ends them when they do not.
 * @param {number | undefined} pid
 */
function endGroup(pid) {
  if (pid === undefined) return;
  const tell = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      process.kill(-pid, signal);
    } catch {
      // They have ended.
    }
  };
  tell('SIGINT');
  setTimeout(() => tell('SIGKILL'), GRACE_MS).unref();
}

/** @param {number} started from performance.now() */
function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * One line: a name and a time, in columns.
 * @param {string} name
 * @param {number} started
 */
export function timed(name, started) {
  return `${name.padEnd(38)} ${seconds(started).padStart(8)}`;
}

/**
 * Runs and times one phase, prints its line.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
export async function phase(name, work) {
  const started = performance.now();
  await work();
  console.log(timed(name, started));
}
