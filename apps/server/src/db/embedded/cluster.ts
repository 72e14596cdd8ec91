import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Programs } from './programs.ts';

const READY_MS = 120_000;
const STOP_MS = 15_000;
const LOG_MAX_BYTES = 8 * 1024 * 1024;

/**
 * Runs the command after it until our stdin closes, which it does however this Node ends, kill -9 included; then
 * asks Postgres for a fast shutdown. Ends as well when Postgres ends by itself.
 */
const KEEPER = `
exec 3<&0
"$@" </dev/null 3<&- & p=$!
(while read -r line; do :; done <&3; kill -INT $p) & w=$!
exec 3<&-
wait $p; s=$?
kill $w 2>/dev/null
exit $s`;

export interface RunningCluster {
  port: number;
  /** Settles when the server has ended, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** What postmaster.pid says about a cluster: present from early in the start until the very end. */
export function readPostmaster(cluster: string): { pid: number; port: number; ready: boolean } | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Makes the cluster's files unless they are there: aside, and then renamed, so that a first start which was cut off
 * (kill -9 included) leaves nothing that looks like a cluster.
 * @param sync false where losing everything in a power cut does not matter
 */
export async function initCluster(programs: Programs, superuserPassword: string, sync: boolean) {
  if (fs.existsSync(path.join(programs.cluster, 'PG_VERSION'))) return;
  // Beside the cluster: the user that Postgres runs as can reach that place.
  const passwordFile = `${programs.cluster}.pw`;
  const fresh = `${programs.cluster}.new`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    for (const file of [fresh, passwordFile]) programs.own(file);
    const options = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    if (!sync) options.push('--no-sync');
    await runToEnd(programs, 'initdb', ['-D', fresh, ...options, '-E', 'UTF8', '--locale=C']);
    fs.rmSync(programs.cluster, { recursive: true, force: true });
    fs.renameSync(fresh, programs.cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function runToEnd(programs: Programs, program: string, args: string[]): Promise<void> {
  const run = programs.wrap(path.join(programs.native, 'bin', program), args);
  const child = spawn(run.command, run.args, { ...run.options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} failed (${code}): ${output.trim()}`)),
    );
  });
}

/** Starts the server on a free port of 127.0.0.1 and waits until it takes connections. */
export async function startCluster(
  programs: Programs,
  settings: Record<string, string>,
  logFile: string,
): Promise<RunningCluster> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = launch(programs, port, settings, logFile);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    if (await becomesReady(child, programs.cluster, port)) {
      return { port, ended, stop: () => stopChild(child, programs.cluster, ended) };
    }
    await stopChild(child, programs.cluster, ended);
    const log = tail(logFile);
    // Between finding a free port and taking it, somebody else may have.
    if (attempt < 3 && /could not bind|Address already in use/.test(log)) continue;
    throw new Error(`The built-in database did not start. The end of ${logFile}:\n${log}`);
  }
}

function launch(
  programs: Programs,
  port: number,
  settings: Record<string, string>,
  logFile: string,
): ChildProcess {
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' };
  // A failing statement may hold a person's data, so the log names the error only.
  const all = { log_min_error_statement: 'panic', ...settings, ...fixed };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [
    path.join(programs.native, 'bin/postgres'),
    '-D',
    programs.cluster,
    '-p',
    String(port),
    ...flags,
  ];
  const run = programs.wrap('/bin/sh', ['-c', KEEPER, 'sh', ...server]);
  const log = fs.openSync(logFile, size(logFile) > LOG_MAX_BYTES ? 'w' : 'a', 0o600);
  // Detached: Ctrl+C in a terminal goes to the whole group, and the server must outlive the app's last commits.
  const child = spawn(run.command, run.args, {
    ...run.options,
    detached: true,
    stdio: ['pipe', 'ignore', log],
  });
  fs.closeSync(log);
  child.stdin?.on('error', () => {});
  return child;
}

async function becomesReady(child: ChildProcess, cluster: string, port: number): Promise<boolean> {
  let over = false;
  child.once('exit', () => (over = true));
  child.once('error', () => (over = true));
  const until = performance.now() + READY_MS;
  while (!over && performance.now() < until) {
    const there = readPostmaster(cluster);
    if (there?.ready && there.port === port) return true;
    await sleep(10);
  }
  return false;
}

async function stopChild(child: ChildProcess, cluster: string, ended: Promise<void>) {
  child.stdin?.end();
  const inTime = await Promise.race([ended.then(() => true), sleep(STOP_MS, false, { ref: false })]);
  if (inTime) return;
  // A fast shutdown that hangs: an immediate one loses nothing, the next start recovers from the log.
  signal(cluster, 'SIGQUIT');
  await ended;
}

/** Sends the server of a cluster a signal, if there is one. */
export function signal(cluster: string, name: 'SIGINT' | 'SIGQUIT') {
  const there = readPostmaster(cluster);
  if (!there) return;
  try {
    process.kill(there.pid, name);
  } catch {
    // Gone already.
  }
}

function size(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function tail(file: string): string {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
