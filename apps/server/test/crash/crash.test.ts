import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql, type SQL } from 'drizzle-orm';
import { pino } from 'pino';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabases, type Databases } from '../../src/db/databases.ts';
import { anyDue } from '../../src/features/environments/outbox.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import { KEEP_MS } from '@patchbay/engine/reservation';
import type { BookResultDto, QuoteDto } from '../../src/features/reservations/dto.ts';
import { startReconciler } from '../../src/workers/reconciler.ts';
import { testApp } from '../app.ts';
import { webDesign } from '../designs.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const HOUR = 3_600_000;

/** Databases in the states from which processes are killed: booked and due to start, running and due to end. */
const states = { booked: '', running: '' };
let reservedMicros = 0;
const made: string[] = [];

function admin() {
  return postgres(inject('clusterAdminUrl'), { max: 1, onnotice: () => {} });
}

async function copyOf(source: string): Promise<string> {
  const name = `crash_${randomBytes(6).toString('hex')}`;
  const client = admin();
  await client`create database ${client(name)} owner patchbay template ${client(source)} strategy file_copy`;
  await client.end();
  made.push(name);
  return urlOf(name);
}

function urlOf(name: string): string {
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

beforeAll(async () => {
  const server = await testApp();
  // Whatever begins here is begun by processes that are killed.
  await server.reconciler.stop();
  const ada = await server.customer('Ada');
  const design = await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'Web' });
  await ada.mutate('designs.save', { id: design.id, baseRevision: 1, document: webDesign() });
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const slot = {
    designId: design.id,
    revision: 2,
    start: new Date(start).toISOString(),
    end: new Date(start + 2 * HOUR).toISOString(),
  };
  const quote = await ada.query<QuoteDto>('reservations.quote', slot);
  const booked = await ada.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  reservedMicros = quote.estimate.reservedMicros;
  await setClock(server.app.db, start);
  await server.close();
  states.booked = nameOf(server.url);
  made.push(states.booked);
  const url = await copyOf(states.booked);
  await withDatabases(url, async (db) => {
    await converge(db, 'running');
    await setClock(db, start + 2 * HOUR);
  });
  states.running = nameOf(url);
});

afterAll(async () => {
  const client = admin();
  for (const name of made) await client`drop database if exists ${client(name)} with (force)`;
  await client.end();
});

async function withDatabases<T>(url: string, work: (db: Databases) => Promise<T>): Promise<T> {
  const db = openDatabases(url);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

async function setClock(db: Databases, to: number): Promise<void> {
  const offset = sql`ceil(extract(epoch from (${new Date(to).toISOString()}::timestamptz - real_clock())) * 1000)::bigint`;
  await db.platform.tx(null, (tx) =>
    tx.db.execute(sql`update world set offset_ms = greatest(offset_ms, ${offset})`),
  );
}

/** Moves the world's time on where nothing is due, so that nobody waits for simulated machines to boot. */
async function hurry(db: Databases): Promise<void> {
  await db.platform.tx(null, async (tx) => {
    if (!(await anyDue(tx))) await tx.db.execute(sql`update world set offset_ms = offset_ms + 5000`);
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
}

async function slotState(db: Databases): Promise<string> {
  const rows = await db.platform.tx(null, (tx) =>
    tx.db.execute<{ state: string }>(sql`select state from slot`),
  );
  return rows[0]?.state ?? '';
}

/** Runs a process that is killed at a point; answers the signal it ended by, or its count of effects. */
async function run(
  url: string,
  until: string,
  point = '',
): Promise<{ signal: string | null; effects: number }> {
  const child = spawn(process.execPath, ['--import', TSX, WORKER, url, point], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  // It may be gone by the time it is told something.
  child.stdin.on('error', () => {});
  let over = false;
  const ended = new Promise<string | null>((resolve) => {
    child.once('exit', (_, signal) => {
      over = true;
      resolve(signal);
    });
  });
  await withDatabases(url, async (db) => {
    while (!over) {
      await hurry(db);
      if (point === '' && (await slotState(db)) === until) child.stdin.end();
      else child.stdin.write('\n');
    }
  });
  return { signal: await ended, effects: Number(printed) };
}

/** A new process after the crash. Its leases have run out by then, as 30 seconds of real time would see to. */
async function converge(db: Databases, until: string): Promise<void> {
  await db.platform.tx(null, (tx) => tx.db.execute(sql`update outbox set lease_until = null`));
  const reconciler = startReconciler(
    { platform: db.platform, drivers: both(simulatedDriver(db.simulator)) },
    pino({ level: 'silent' }),
  );
  const reached = async () =>
    (await slotState(db)) === until && (until !== 'ended' || (await openJobs(db)) === 0);
  for (let i = 0; i < 2000 && !(await reached()); i += 1) {
    // Once it has ended, what it kept is deleted when its time has come.
    if ((await slotState(db)) === 'ended') await setClock(db, (await worldTime(db)) + KEEP_MS);
    await hurry(db);
    reconciler.wake();
  }
  await reconciler.stop();
  expect(await slotState(db)).toBe(until);
}

const openJobs = (db: Databases) => count(db, sql`select count(*) as n from outbox where done_at is null`);
const worldTime = (db: Databases) => db.platform.tx(null, (tx) => Promise.resolve(tx.now));
const both = (driver: Driver) => ({ simulated: driver, docker: driver });

async function count(db: Databases, query: ReturnType<typeof sql>): Promise<number> {
  const rows = await db.platform.tx(null, (tx) => tx.db.execute<{ n: string }>(query));
  return Number(rows[0]?.n);
}

/** ENV-3 and MTR-1 after everything is over. */
async function expectCleanEnd(db: Databases): Promise<void> {
  const left = await db.simulator.tx(null, async (tx) => [
    ...(await tx.db.execute(sql`select * from simulator.resource`)),
  ]);
  expect(left).toEqual([]);
  expect(await openJobs(db)).toBe(0);
  expect(await count(db, sql`select count(*) as n from unit_binding where upper(during) > clock()`)).toBe(0);
  expect(
    await count(
      db,
      sql`select count(*) as n from host_claim where state <> 'released' and upper(during) > clock()`,
    ),
  ).toBe(0);
  const charged = (which: SQL) =>
    count(db, sql`select coalesce(sum(amount_micros), 0) as n from charge where ${which}`);
  expect(await charged(sql`meter like '%.reserved'`)).toBe(reservedMicros);
  const items = await count(db, sql`select sum(amount_micros) as n from invoice_item`);
  expect(await count(db, sql`select total_micros as n from invoice`)).toBe(
    (await charged(sql`true`)) + items,
  );
  const reserved = sql`select coalesce(sum(quantity), 0) as n from usage_event where meter = 'machine.reserved'`;
  expect(await count(db, reserved)).toBe(2 * 3600);
  expect(await count(db, sql`select max(generation) as n from environment`)).toBe(1);
}

/** Every point of a run, before and after, two processes at a time. */
async function everyPoint(effects: number, attempt: (point: string) => Promise<void>): Promise<void> {
  const points = Array.from({ length: effects }, (_, n) => [`${n + 1}:before`, `${n + 1}:after`]).flat();
  const worker = async () => {
    for (let point = points.shift(); point; point = points.shift()) await attempt(point);
  };
  await Promise.all([worker(), worker()]);
}

describe('ENV-1: a server that is killed at any step converges after a restart', () => {
  it('before and after every step of provisioning: running, nothing leaked, nothing metered twice (ENV-3, MTR-1)', async () => {
    const { effects } = await run(await copyOf(states.booked), 'running');
    expect(effects).toBeGreaterThanOrEqual(9);
    await everyPoint(effects, async (point) => {
      const url = await copyOf(states.booked);
      expect({ point, ...(await run(url, 'running', point)) }).toMatchObject({ point, signal: 'SIGKILL' });
      await withDatabases(url, async (db) => {
        await converge(db, 'running');
        expect(
          await db.simulator.tx(null, async (tx) => [
            ...(await tx.db.execute(sql`select form from simulator.resource order by 1`)),
          ]),
        ).toEqual([{ form: 'machine' }, { form: 'network' }, { form: 'volume' }]);
        expect(await count(db, sql`select count(*) as n from unit_binding`)).toBe(2);
      });
    });
  }, 2_400_000);

  it('before and after every step of teardown: cleanly ended, charged once (ENV-3, MTR-1)', async () => {
    const { effects } = await run(await copyOf(states.running), 'ended');
    expect(effects).toBeGreaterThanOrEqual(8);
    await everyPoint(effects, async (point) => {
      const url = await copyOf(states.running);
      expect({ point, ...(await run(url, 'ended', point)) }).toMatchObject({ point, signal: 'SIGKILL' });
      await withDatabases(url, async (db) => {
        await converge(db, 'ended');
        await expectCleanEnd(db);
      });
    });
  }, 2_400_000);
});
