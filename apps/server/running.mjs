// Where the app of a data directory runs, and which port the next one may take. Node built-ins only: start.mjs
// asks before anything is installed, src/life.ts asks again.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ASK_MS = 2_000;
const TRIES = 200;

/**
 * What a running app leaves in its data directory.
 * @typedef {{ id: string, pid: number, url: string, startedAt: string }} Presence
 */

/** @param {string} dataDir */
export function presenceFile(dataDir) {
  return path.join(dataDir, 'server.json');
}

/**
 * The app that runs on this data directory, or null. What the file says is believed only when the app itself
 * answers with the same id: a crash leaves the file behind, and its port may be somebody else's by now.
 * @param {string} dataDir
 * @param {{ waitMs?: number }} [options] how long to wait for one that is just starting
 * @returns {Promise<{ url: string } | null>}
 */
export async function running(dataDir, { waitMs = 0 } = {}) {
  const until = performance.now() + waitMs;
  for (;;) {
    const presence = readPresence(dataDir);
    if (presence && (await answers(presence))) return { url: presence.url };
    if (performance.now() >= until) return null;
    await sleep(100);
  }
}

/**
 * @param {string} dataDir
 * @returns {Presence | null}
 */
function readPresence(dataDir) {
  try {
    const presence = JSON.parse(readFileSync(presenceFile(dataDir), 'utf8'));
    return typeof presence.id === 'string' && typeof presence.url === 'string' ? presence : null;
  } catch {
    return null;
  }
}

/** @param {Presence} presence */
async function answers(presence) {
  try {
    const reply = await fetch(new URL('/healthz', presence.url), { signal: AbortSignal.timeout(ASK_MS) });
    const health = /** @type {{ ok?: unknown, id?: unknown }} */ (await reply.json());
    return health.ok === true && health.id === presence.id;
  } catch {
    return false;
  }
}

/**
 * The first free port from `wanted` on; 0 asks for any.
 * @param {string} host
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function findPort(host, wanted) {
  for (let port = wanted; port <= Math.min(wanted + TRIES, 65_535); port++) {
    const free = await tryPort(host, port);
    if (free) return free;
  }
  throw new Error(`No port from ${wanted} to ${wanted + TRIES} is free on ${host}.`);
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number | null>} null when it is taken
 */
function tryPort(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ cause) => {
      if (cause.code === 'EADDRINUSE') return resolve(null);
      if (cause.code === 'EACCES') return reject(new Error(`Port ${port} is not for this user: set PORT.`));
      reject(cause);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
