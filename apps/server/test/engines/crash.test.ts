import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReconciler } from '../../src/workers/reconciler.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { addHosts, labDriver, labHost, type LabHost } from './hosts.ts';
import { bookNow, draw, stateOf, release, until } from './lab.ts';

const WORKER = fileURLToPath(new URL('./crash-worker.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

let host: LabHost;
let hostId: string;
let server: TestApp;
let ada: Browser;
let designId: string;

beforeAll(async () => {
  host = await labHost('one');
  server = await testApp({ docker: (db) => labDriver(db, host.folder) });
  // Whatever is done here is done by processes that are killed, and by one that comes after them.
  await server.reconciler.stop();
  hostId = (await addHosts(await server.operator(), [host])).get(host) ?? '';
  ada = await server.customer('Ada');
  designId = await draw(ada, 1);
});
afterAll(async () => {
  await server?.end();
  const left = await host?.remove();
  if (left) throw new Error(`left behind: ${left}`);
});

/** Runs a process until it is killed at its point. */
async function die(point: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', TSX, WORKER, server.url, host.folder, point], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const signal = await new Promise((resolve) => child.once('exit', (_, name) => resolve(name)));
  expect({ point, signal }).toEqual({ point, signal: 'SIGKILL' });
  // As 30 seconds of real time would see to.
  await rows(server.app, sql`update outbox set lease_until = null`);
}

/** A process that comes after it, for as long as something is awaited. */
async function afterwards<T>(what: string, ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const { db, drivers } = server.app;
  const reconciler = startReconciler({ platform: db.platform, drivers }, pino({ level: 'silent' }));
  try {
    return await until(what, ask, holds);
  } finally {
    await reconciler.stop();
  }
}

const held = async () => {
  const options = { signal: AbortSignal.timeout(20_000) };
  const seen = await server.app.drivers.docker.list([hostId], null, options);
  return seen.map(({ form, state }) => `${form} ${state}`).sort();
};

/** The order of calls: image, network and volume, machine, start; stop, machine, network; volume. */
const PROVISIONING = 5;
const TEARDOWN = 3;
const points = (count: number) =>
  Array.from({ length: count }, (_, n) => [`${n + 1}:before`, `${n + 1}:after`]).flat();

describe('ENV-1: a server that is killed at any call to a real engine converges after a restart', () => {
  it.each(points(PROVISIONING).map((point, n) => [point, points(TEARDOWN)[n % (2 * TEARDOWN)] ?? '']))(
    'provisioning at %s, teardown at %s: runs, then nothing is left, metered once (ENV-3, MTR-1)',
    async (starting, ending) => {
      const id = await bookNow(server, ada, designId);
      await die(starting);
      const running = await afterwards(
        'running',
        () => stateOf(ada, id),
        ({ state }) => state === 'running',
      );
      expect(running.generation).toBe(1);
      expect(await held()).toEqual(['machine running', 'network created', 'volume created']);

      await release(ada, id);
      await die(ending);
      await afterwards(
        'ended',
        () => stateOf(ada, id),
        ({ state }) => state === 'ended',
      );
      expect(await held()).toEqual(['volume created']);
      const [reserved] = await rows(
        server.app,
        sql`select sum(e.quantity)::int as metered, floor(extract(epoch from upper(s.during) - lower(s.during)))::int as booked
              from usage_event e join slot s on s.id = e.slot_id where s.environment_id = ${id} and e.meter = 'machine.reserved' group by s.during`,
      );
      expect(reserved?.['metered']).toBe(reserved?.['booked']);

      await ada.mutate('environments.deleteData', { id });
      await afterwards('nothing is left', held, (seen) => seen.length === 0);
      expect(await host.exec('podman', 'ps', '-aq')).toBe('');
    },
  );
});
