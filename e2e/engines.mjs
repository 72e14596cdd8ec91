// `npm run test:engines`: the drivers against real engines on fake hosts, then the whole product on one in a browser.
// Needs root on a Debian with cgroup v1; installs what is missing, and fails rather than skip. Not part of `npm test`.
// `npm run test:engines -- podman -t ports` runs a part of the first, `npm run test:engines -- browser kept` one of the
// second, and `npm run test:engines -- browser docker kept` the same on Docker. However it ends, its hosts end with it.
// Node built-ins only until the packages are there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../apps/server/build.mjs';
import { ensureInstalled, requireNode, root } from '../apps/server/install.mjs';
import { bin, node, phase, timed } from './support/tools.mjs';

/** Short, since a socket's path is. */
const folder = mkdtempSync(path.join(tmpdir(), 'pb-'));
/** Aborted when this run is to end early. */
const early = new AbortController();
const stop = early.signal;

/** Debian packages, and a program of each by which it is known to be there. */
const packages = {
  podman: 'podman',
  crun: 'crun',
  netavark: '/usr/lib/podman/netavark',
  'aardvark-dns': '/usr/lib/podman/aardvark-dns',
  nftables: 'nft',
  iptables: 'iptables',
  'busybox-static': 'busybox',
  iproute2: 'ip',
  curl: 'curl',
  'docker.io': 'dockerd',
  mmdebstrap: 'mmdebstrap',
};

/** @param {string} program */
function has(program) {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'has', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function ensureEngines() {
  if (process.getuid?.() !== 0) throw new Error('The engine tests need root: they make hosts of their own.');
  const missing = Object.entries(packages)
    .filter(([, program]) => !has(program))
    .map(([name]) => name);
  if (missing.length === 0) return;
  if (!has('apt-get'))
    throw new Error(`The engine tests need ${missing.join(', ')}, and there is no apt-get.`);
  const apt = (/** @type {string[]} */ ...args) =>
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...missing);
  } catch {
    throw new Error(`The engine tests need ${missing.join(', ')}, which could not be installed.`);
  }
}

/**
 * What this run's hosts left behind. Their files are in the run's folder, and their cgroups have its name in theirs;
 * other runs on this machine are none of our business.
 */
function leftovers() {
  const run = path.basename(folder);
  const groups = ['cpu', 'memory', 'pids', 'freezer'].flatMap((controller) =>
    readdirSync(path.join('/sys/fs/cgroup', controller)).filter((name) => name.includes(run)),
  );
  return [...readdirSync(folder).filter((name) => name.startsWith('patchbay-hosts-')), ...groups];
}

/**
 * @param {string} hosts the folder that a host is in
 * @param {string[]} operation
 */
function fakeHost(hosts, ...operation) {
  const script = path.join(root, 'apps/server/test/engines/fake-host.sh');
  return execFileSync(script, operation, { env: { ...process.env, FAKE_HOSTS: hosts }, encoding: 'utf8' });
}

/** Of a run that was ended early, or broke down, nobody else removes the hosts. */
function removeHosts() {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('patchbay-hosts-'))) {
    const hosts = path.join(folder, name);
    for (const entry of readdirSync(hosts, { withFileTypes: true }))
      if (entry.isDirectory()) fakeHost(hosts, 'remove', entry.name);
  }
}

/** @param {string[]} args */
async function drivers(args) {
  const report = path.join(folder, 'report.json');
  const run = ['run', '--config', 'e2e/vitest.config.ts', '--project', 'engines', ...args];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, TMPDIR: folder };
  const { code, output } = await node([bin('vitest'), ...run, ...reporters], { env, stop });
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
  return { code, output, passed, failed };
}

const BROWSER_HOST = { cpus: '2', bytes: String(3 * 1024 ** 3) };

/**
 * The real app, whose own computer is a host that is made here: it has to be there before the app is.
 * @param {string} engine
 * @param {string[]} args
 */
async function browser(engine, args) {
  await ensureBuilt(phase);
  const report = path.join(folder, 'browser.json');
  const hosts = mkdtempSync(path.join(folder, 'patchbay-hosts-'));
  const name = `${engine}-${path.basename(folder)}-browser`;
  const env = {
    ...process.env,
    PATCHBAY_E2E_ENGINE: engine,
    PATCHBAY_E2E_HOST: name,
    PATCHBAY_E2E_HOSTS: hosts,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const run = ['test', '--config', 'e2e/engines/playwright.config.ts', '--reporter=list,json', ...args];
  let left = '';
  try {
    fakeHost(hosts, 'up', name, engine, BROWSER_HOST.cpus, BROWSER_HOST.bytes);
    const { code, output } = await node([bin('@playwright/test', 'playwright'), ...run], {
      env,
      show: true,
      stop,
    });
    const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
    return { code, output, passed: stats.expected, failed };
  } finally {
    fakeHost(hosts, 'remove', name);
    left = fakeHost(hosts, 'leftovers', name).trim();
    // What is left keeps its folder, by which it is noticed.
    if (left === '') rmSync(hosts, { recursive: true });
    else console.log(left);
  }
}

/**
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string, passed: number, failed: number }>} run
 */
async function part(name, run) {
  const started = performance.now();
  const { code, output, passed, failed } = await run();
  stop.throwIfAborted();
  const left = leftovers();
  if (left.length > 0) console.log(`Left behind: ${left.join(', ')}`);
  const broken = code !== 0 || passed === 0 || left.length > 0;
  const failures = broken ? Math.max(1, failed) : failed;
  if (failures > 0) console.log(output.trim());
  console.log(`${timed(name, started)}   ${passed} passed, ${failures} failed`);
  return failures === 0;
}

async function runTests() {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'browser') {
    const [engine = '', ...stories] = rest;
    return engine === 'podman' || engine === 'docker'
      ? part(`engines, browser, ${engine}`, () => browser(engine, stories))
      : part('engines, browser', () => browser('podman', rest));
  }
  const fine = await part('engines', () => drivers(process.argv.slice(2)));
  return first === undefined ? (await part('engines, browser', () => browser('podman', []))) && fine : fine;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => early.abort());
// The shell between npm and us passes no signal on.
const parent = process.ppid;
setInterval(() => process.ppid === parent || early.abort(), 500).unref();

requireNode();
try {
  await ensureInstalled(phase);
  await ensureEngines();
  process.exitCode = (await runTests()) ? 0 : 1;
} catch (cause) {
  if (!stop.aborted) console.error(cause instanceof Error ? cause.message : cause);
  console.log(stop.aborted ? 'engines  ended early, and its hosts with it' : 'engines  0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  removeHosts();
  rmSync(folder, { recursive: true, force: true });
}
