import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { DesignDocument } from '@patchbay/engine/design';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import type { Driver } from '../src/drivers/driver.ts';
import type { QuoteDto } from '../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../test/app.ts';
import { addHosts, labDriver, labHost, type LabHost } from '../test/engines/hosts.ts';
import { quickFolder } from '../test/quick-folder.ts';
import { provision } from './plain-engine.ts';

/**
 * How long it takes from the start of a slot until everything in it runs, beside the same machines made straight through
 * the engine's API: network, then create, start and a first command in each, as many at a time as the reconciler does.
 * Runs alternate; a figure is the median.
 */
const SIZES = [1, 8, 24];
/** `npm run bench -- provisioning 8` measures one size alone. */
const asked = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 0);
const RUNS = 3;
const LEAD_MS = 2000;
const HOUR = 3_600_000;
const OFFERED = { cpus: 64, memoryMiB: 32_768, diskGiB: 1000 };

interface Bench {
  readonly server: TestApp;
  readonly ada: Browser;
  readonly host: LabHost;
}

/** Machines on a switch. */
function drawing(count: number): DesignDocument {
  const part = (id: string, type: string, rest = {}) => ({
    [id]: { id, type, name: type, count: 1, host: null, group: null, properties: {}, x: 0, y: 0, ...rest },
  });
  const size = { cpu: 1, memoryMiB: 512, diskGiB: 4 };
  return {
    version: 1,
    components: {
      ...part('c-m', 'server-x86-64', { count, properties: size }),
      ...part('c-o', 'debian-12', { host: 'c-m' }),
      ...part('c-n', 'switch-64'),
    },
    connections: {
      'l-1': { id: 'l-1', a: { component: 'c-m', port: 'eth' }, b: { component: 'c-n', port: 'port' } },
    },
    groups: {},
  };
}

/** Books a slot that begins in a moment, so that its image is prepared as for any other. */
async function book({ server, ada }: Bench, count: number): Promise<string> {
  const { id } = await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'Bench' });
  await ada.mutate('designs.save', { id, baseRevision: 1, document: drawing(count) });
  const start = (await server.now()) + LEAD_MS;
  const slot = {
    designId: id,
    revision: 2,
    start: new Date(start).toISOString(),
    end: new Date(start + HOUR).toISOString(),
  };
  const { totalMinor, ...quote } = await ada.query<QuoteDto>('reservations.quote', slot);
  if (!quote.real) throw new Error('the machines would not be real');
  const booking = { ...slot, key: randomUUID(), zone: 'UTC', expectedTotalMinor: totalMinor };
  const booked = await ada.mutate<{ reservation: { id: string } }>('reservations.book', booking);
  return booked.reservation.id;
}

/** Milliseconds from the start of the slot until it was seen running. */
async function ours(bench: Bench, count: number): Promise<number> {
  const reservationId = await book(bench, count);
  const ask = (what: ReturnType<typeof sql>) =>
    rows(bench.server.app, sql`select ${what} as it from slot where reservation_id = ${reservationId}`);
  const took = await until('it runs', async () => {
    const [row] = await ask(sql`(extract(epoch from ready_at - lower(during)) * 1000)::float`);
    return row?.['it'] ?? null;
  });
  await bench.ada.mutate('reservations.release', { key: randomUUID(), reservationId });
  await until('it is gone', async () => ((await ask(sql`state`))[0]?.['it'] === 'ended' ? true : null));
  return Number(took);
}

async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 4000; tries += 1) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never: ${what}`);
}

/** Idle machines take little, so a small computer may be said to have more than it has. */
function roomy(driver: Driver): Driver {
  const probe: Driver['probe'] = async (...asked) => ({
    ...(await driver.probe(...asked)),
    cpus: OFFERED.cpus,
    memoryMiB: OFFERED.memoryMiB,
  });
  return { ...driver, probe };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(bench: Bench, count: number): Promise<void> {
  const [own, engine]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    engine.push(await provision(bench.host.socket, count));
    own.push(await ours(bench, count));
  }
  const ratio = Math.round((median(own) / median(engine)) * 100) / 100;
  const seconds = (values: number[]) => Math.round(median(values)) / 1000;
  const figure = {
    bench: 'provisioning',
    metric: `podman.${count}.overhead`,
    value: seconds(own),
    unit: 's',
    peer: 'the engine itself',
    peerValue: seconds(engine),
    ratio,
    note: `slot start to running, median of ${RUNS}; ours ${own.map(Math.round).join(' ')}, engine ${engine.map(Math.round).join(' ')} ms`,
  };
  console.log(JSON.stringify(figure));
}

async function main(): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error('This benchmark needs root: it makes a host of its own with Podman on it.');
  const dataDir = await mkdtemp(path.join(quickFolder(), 'patchbay-bench-'));
  const cluster = await startEmbedded({ dataDir });
  await migrate(cluster.url);
  const drop = async () => {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const host = await labHost('bench').catch(async (cause: unknown) => {
    await drop();
    throw new Error(
      'This benchmark needs Podman, and cgroup v1, to make a host of its own; `npm run test:engines` installs what is missing.',
      { cause },
    );
  });
  const server = await testApp({
    docker: (db) => roomy(labDriver(db, host.folder)),
    database: { url: cluster.url, drop: async () => {} },
  });
  try {
    const operator = await server.operator();
    await addHosts(operator, [host], OFFERED);
    const bench = { server, ada: await server.customer('Ada'), host };
    // The image and all caches are there before anything is measured.
    await ours(bench, 1);
    for (const count of asked.length > 0 ? asked : SIZES) await measure(bench, count);
  } finally {
    await server.end();
    await host.remove();
    await drop();
  }
}

try {
  await main();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
