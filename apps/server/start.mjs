// `npm start`: from a fresh clone to a running app. Node built-ins only, since nothing may be installed yet.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pauseBefore } from './again.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, requireNode, root } from './install.mjs';
import { running } from './running.mjs';

const usage =
  'Usage: npm start (or: npm run dev, reset, backup, restore, audit). Environment: PORT, HOST, DATA_DIR, DATABASE_URL.';
const dataDir = path.resolve(process.env['DATA_DIR'] || path.join(root, '.data'));

/**
 * Runs one phase and says what it was and how long it took.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function phase(name, work) {
  const started = performance.now();
  process.stdout.write(`${name} ... `);
  await work();
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Makes the data directory, with the mark that lets `npm run reset` delete it. */
function makeDataDir() {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (readdirSync(dataDir).length === 0) writeFileSync(path.join(dataDir, 'made-by-patchbay'), '');
}

/**
 * Starts the server. It stops with this process, however this one ends: it sees the end of its stdin.
 * @param {NodeJS.ProcessEnv} env
 */
function startServer(env) {
  const args = ['--disable-proto=delete', '--import', 'tsx', 'src/main.ts', '--with-parent'];
  return spawn(process.execPath, args, {
    cwd: path.join(root, 'apps/server'),
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    // A group of its own: Ctrl+C reaches it once, from here, and not a second time from the terminal.
    detached: true,
  });
}

async function start() {
  const there = await running(dataDir);
  if (there) {
    console.log('Patchbay has been started before.');
    if (process.env['ENGINE'])
      console.log(
        'ENGINE is read at the start only: stop Patchbay first, or add the engine under Data center.',
      );
    console.log(`Patchbay is running at ${there.url}`);
    return;
  }
  await ensureInstalled(phase);
  await ensureBuilt(phase);
  makeDataDir();
  process.exit(await keepRunning());
}

/**
 * Runs the server until it is asked to stop, does not come up in the first place, or ends of itself too often.
 * @returns {Promise<number>} the code to exit with
 */
async function keepRunning() {
  const leave = new AbortController();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server;
  const isAsked = passSignals(() => server, leave);
  /** @type {number[]} */
  const ends = [];
  /** @type {string | undefined} where it was: another life is at the same address */
  let port;
  for (;;) {
    server = startServer({ NODE_ENV: 'production', ...(port && { PORT: port }) });
    const { code, url } = await lifeOf(server);
    server = undefined;
    port ??= url && new URL(url).port;
    if (isAsked() || !port || code === 0) return code;
    ends.push(performance.now());
    const pause = pauseBefore(ends);
    if (pause === null) {
      console.error(
        `Patchbay ended of itself ${ends.length} times. Why is in ${path.join(dataDir, 'server.log')}.`,
      );
      return code;
    }
    console.error('Patchbay ended of itself and is started again.');
    await sleep(pause, undefined, { signal: leave.signal }).catch(() => {});
    if (isAsked()) return code;
  }
}

/**
 * Passes on what a server prints until it has ended.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<{ code: number, url: string | undefined }>} without a URL where it never ran
 */
function lifeOf(server) {
  /** @type {string | undefined} */
  let url;
  let printed = '';
  server.stdout?.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    if (url) return;
    printed += text;
    url = /^Patchbay is running at (\S+)$/m.exec(printed)?.[1];
  });
  return new Promise((resolve) => {
    server.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), url }));
  });
}

/**
 * Ctrl+C and its like ask the server to stop; the second time it is stopped.
 * @param {() => import('node:child_process').ChildProcess | undefined} server none while it waits to be started again
 * @param {AbortController} [leave] ends that wait
 * @returns {() => boolean} whether it has been asked
 */
function passSignals(server, leave) {
  let asked = false;
  /** @param {NodeJS.Signals} name */
  const pass = (name) => {
    server()?.kill(asked ? 'SIGKILL' : name);
    asked = true;
    leave?.abort();
  };
  process.on('SIGINT', () => pass('SIGINT'));
  process.on('SIGTERM', () => pass('SIGTERM'));
  process.on('SIGHUP', () => pass('SIGTERM'));
  stopWithNpm(() => pass('SIGTERM'));
  return () => asked;
}

/**
 * npm that is killed outright cannot pass a signal on, and the shell between us does not notice. Where there is
 * a /proc, npm itself is watched, elsewhere our parent.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (!process.env['npm_lifecycle_event']) return;
  const shell = process.ppid;
  const npm = about(shell, 'comm').startsWith('npm')
    ? shell
    : Number(/^PPid:\s*(\d+)/m.exec(about(shell, 'status'))?.[1]);
  const watch = setInterval(() => {
    if (process.ppid === shell && (!npm || about(npm, 'comm'))) return;
    clearInterval(watch);
    stop();
  }, 500).unref();
}

/**
 * @param {number} pid
 * @param {'comm' | 'status'} what
 */
function about(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * What works on the database beside the app, or without it: `npm run backup -- <file>`, `npm run restore -- <file>`, and
 * `npm run audit [-- <server.log>]`.
 * @param {string[]} flags
 */
async function command([what = '', ...files]) {
  await ensureInstalled(phase);
  makeDataDir();
  const place =
    what === '--audit' ? ['src/features/audit/command.ts'] : ['src/db/backup/command.ts', what.slice(2)];
  const args = ['--import', 'tsx', ...place];
  // npm runs this at the root of the tree and says where it was called.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const child = spawn(process.execPath, [...args, ...files.map((file) => path.resolve(from, file))], {
    cwd: path.join(root, 'apps/server'),
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: 'inherit',
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

async function main() {
  requireNode();
  const flags = process.argv.slice(2);
  if (['--backup', '--restore', '--audit'].includes(flags[0] ?? '')) return command(flags);
  if (flags.length === 0) return start();
  if (flags.length > 1) throw new Error(usage);
  if (flags[0] === '--reset') return (await import('./reset.mjs')).reset(dataDir);
  if (flags[0] !== '--dev') throw new Error(usage);
  await ensureInstalled(phase);
  makeDataDir();
  const { develop } = await import('./dev.mjs');
  return develop({ startServer, passSignals });
}

main().catch((cause) => {
  console.error(`\n${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = 1;
});
