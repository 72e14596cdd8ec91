import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HOUR } from '@patchbay/engine/time';
import { pino } from 'pino';
import postgres from 'postgres';
import { openDatabases, type Databases } from '../src/db/databases.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { simulatedDriver } from '../src/drivers/simulated/driver.ts';
import { evacuate } from '../src/workers/hosts/relocate.ts';
import { giveUp } from '../src/workers/hosts/verdict.ts';
import { testApp } from '../test/app.ts';
import { startPlacement, type Placement } from './recovery/placement.ts';
import { readTrace, type Trace } from './recovery/trace.ts';
import { fill, hostsIn, type BenchWorld } from './recovery/world.ts';

/**
 * P6: seconds from the verdict that hosts are lost until all that ran there has new hosts and that is durable, at 80 % load of ten
 * sites; beside OpenStack Placement, in which each machine is claimed anew as `nova evacuate` does (candidates, then allocations), on
 * a cluster of the same settings. Durable: on a disk, with fsync and synchronous commits.
 */
const SIZES = [100, 1000, 10_000];
const SCOPES = [
  { scope: 'host', runs: 5 },
  { scope: 'rack', runs: 3 },
  { scope: 'site', runs: 1 },
] as const;
type Scope = (typeof SCOPES)[number]['scope'];

const given = process.argv.slice(2);
const data = given.includes('--data') ? (given[given.indexOf('--data') + 1] ?? null) : null;
const asked = given.map(Number).filter((size) => size > 0);
const log = pino({ level: 'silent' });

interface Run {
  readonly seconds: number;
  readonly lost: number;
  readonly moved: number;
  /** Of slots that had lost nothing. */
  readonly unneeded: number;
  /** Of slots for which there was no room around what stood. */
  readonly along: number;
}

/** Where each machine is by the plan that holds. */
async function placesOf(sql: postgres.Sql): Promise<Map<string, string>> {
  const rows = await sql<{ machine: string; host_id: string }[]>`
    select c.slot_id || ' ' || c.component || ' ' || c.idx as machine, c.host_id from host_claim c
      join plan p on p.slot_id = c.slot_id and p.no = c.plan_no and p.state = 'current' where c.state <> 'released'`;
  return new Map(rows.map((row) => [row.machine, row.host_id]));
}

async function recover(db: Databases, sql: postgres.Sql, hostIds: readonly string[]): Promise<Run> {
  const driver = simulatedDriver(db.simulator);
  const tools = { platform: db.platform, drivers: { simulated: driver, docker: driver } };
  const before = await placesOf(sql);
  await sql`update host set status = 'suspect', status_since = clock() - interval '3 seconds' where id in ${sql([...hostIds])}`;
  const since = Date.now() - 3000;
  const began = performance.now();
  await giveUp(
    tools,
    hostIds.map((id) => ({ id, status: 'suspect' as const, statusSince: since })),
    log,
  );
  await evacuate(tools, { hostIds, patienceMs: 0, soonMs: HOUR }, log);
  const seconds = (performance.now() - began) / 1000;
  const gone = new Set(hostIds);
  const after = await placesOf(sql);
  const lost = [...before].filter(([, host]) => gone.has(host));
  const slotOf = (machine: string) => machine.split(' ')[0];
  const hit = new Set(lost.map(([machine]) => slotOf(machine)));
  const others = [...before].filter(([machine, host]) => !gone.has(host) && after.get(machine) !== host);
  const along = others.filter(([machine]) => hit.has(slotOf(machine))).length;
  // What failed is back, and empty: each run begins at the same load.
  await sql`update host set status = 'up', status_since = clock() where id in ${sql([...hostIds])}`;
  return {
    seconds,
    lost: lost.length,
    moved: lost.filter(([machine]) => !gone.has(after.get(machine) ?? hostIds[0] ?? '')).length,
    unneeded: others.length - along,
    along,
  };
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 3) => Number(value.toFixed(digits));
/** The plain name is the size that performance is promised for. */
const named = (metric: string, size: number) => (size === 10_000 ? metric : `${metric}.${size}`);
const print = (figure: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: 'recovery', ...figure }));

async function measure(
  scope: Scope,
  runs: readonly Run[],
  {
    size,
    world,
    placement,
    note,
  }: { size: number; world: BenchWorld; placement: Placement | null; note: string },
): Promise<void> {
  const seconds = middle(runs.map((run) => run.seconds));
  const machines = middle(runs.map(({ lost }) => lost));
  const peer = placement && { seconds: (await placement.secondsEach(hostsIn(world, scope, 0))) * machines };
  print({
    metric: named(scope, size),
    value: round(seconds),
    unit: 's',
    peer: placement ? 'OpenStack Placement' : null,
    peerValue: peer ? round(peer.seconds, 1) : null,
    ratio: peer ? round(peer.seconds / seconds, 1) : null,
    note: `${machines} machines, median of ${runs.length}; ${note}${placement ? `; Placement: ${placement.note}` : ''}`,
  });
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  print({
    metric: named(`${scope}.moved.unneeded`, size),
    value: sum(({ unneeded }) => unneeded),
    unit: 'machines',
    peer: null,
  });
  print({
    metric: named(`${scope}.moved.along`, size),
    value: sum(({ along }) => along),
    unit: 'machines',
    peer: null,
    note: 'of slots for which there was no room around what stood',
  });
  const share = sum(({ moved }) => moved) / sum(({ lost }) => lost);
  print({
    metric: named(`${scope}.replaced.share`, size),
    value: round(share, 5),
    unit: 'share',
    peer: null,
    note: 'of all machines that were lost',
  });
}

async function one(size: number, trace: Trace): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'patchbay-bench-'));
  const cluster = await startEmbedded({ dataDir });
  try {
    await migrate(cluster.url);
    // Seeds catalog, price book and world; nothing runs beside what is measured.
    const server = await testApp({ database: { url: cluster.url, drop: async () => {} } });
    await server.close();
    const admin = new URL(cluster.adminUrl);
    admin.pathname = new URL(cluster.url).pathname;
    const sql = postgres(admin.href, { max: 1, onnotice: () => {} });
    const world = await fill(sql, trace, size);
    const placement = await startPlacement(cluster.adminUrl, world);
    const note = `${trace.note}; ${size} hosts, ${world.placed.length} machines of ${world.slots} slots, load ${round(world.load, 2)}`;
    const db = openDatabases(cluster.url);
    try {
      for (const { scope, runs } of SCOPES) {
        const done: Run[] = [];
        for (let nth = 0; nth < runs; nth += 1)
          done.push(await recover(db, sql, hostsIn(world, scope, nth * 2 + (scope === 'rack' ? 1 : 0))));
        await measure(scope, done, { size, world, placement, note });
      }
    } finally {
      await db.end();
      await placement?.stop();
      await sql.end();
    }
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const trace = readTrace(data);
for (const size of asked.length > 0 ? asked : SIZES) await one(size, trace);
