import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { hashOf } from '../../db/ids.ts';
import type { Pool, Tx } from '../../db/pool.ts';
import {
  DriverError,
  type Driver,
  type Form,
  type Key,
  type Located,
  type MachineSpec,
  type NetworkSpec,
  type Observed,
  type Reading,
  type VolumeSpec,
} from '../driver.ts';
import { faultsOf } from './faults.ts';
import { bootMs, countersAt, createMs } from './model.ts';
import { resource, type FaultKind } from './tables.ts';

type Row = typeof resource.$inferSelect;
type Faults = ReadonlySet<FaultKind>;

/** A data center that keeps its promises on paper only. Its memory is in the `simulator` schema, its time is the world's. */
export function simulatedDriver(pool: Pool): Driver {
  const call = async <T>(
    hosts: readonly string[],
    signal: AbortSignal,
    work: (tx: Tx, faults: Faults) => Promise<T>,
  ): Promise<T> => {
    signal.throwIfAborted();
    const { result, faults } = await pool.tx(null, async (tx) => {
      const found = await faultsOf(tx, hosts);
      return { result: await work(tx, found), faults: found };
    });
    if (faults.has('lost-answer'))
      throw new DriverError('timeout', 'the host did not answer in time', 'unknown');
    return result;
  };
  const ensure = (
    host: string,
    key: Key,
    spec: NetworkSpec | VolumeSpec | MachineSpec,
    signal: AbortSignal,
  ) => call([host], signal, (tx, faults) => create(tx, { host, key }, spec, faults));
  return {
    name: 'simulated',
    real: false,
    access: null,
    probe: (host, { signal }) => call([host], signal, () => Promise.resolve(PAPER)),
    ping: (host, { signal }) => call([host], signal, async () => {}),
    ensureImage: (host, _image, { signal }) =>
      call([host], signal, async (_tx, faults) => {
        if (faults.has('no-image'))
          throw new DriverError('image-missing', `host ${host} has no such image`, 'not-done');
      }),
    ensureNetwork: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureVolume: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureMachine: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    start: (host, key, { signal }) => call([host], signal, (tx) => powerOn(tx, key)),
    ready: (machines, { signal }) =>
      call(hostsOf(machines), signal, async (tx, faults) => readyOf(tx, machines, faults)),
    stop: (host, key, { signal }) => call([host], signal, (tx) => powerOff(tx, key)),
    remove: (host, { key, form }, { signal }) =>
      call([host], signal, async (tx) => {
        const gone = await tx.db
          .delete(resource)
          .where(and(matches(key, form), eq(resource.hostId, host)))
          .returning({ form: resource.form });
        return gone.length > 0 ? 'removed' : 'absent';
      }),
    list: (hosts, environmentId, { signal }) =>
      call(hosts, signal, async (tx, faults) =>
        (await rowsOf(tx, hosts, environmentId)).map((row) => observed(row, tx.now, faults)),
      ),
    sample: (hosts, environmentId, { signal }) =>
      call(hosts, signal, async (tx) =>
        (await rowsOf(tx, hosts, environmentId)).flatMap((row) => readingOf(row, tx.now) ?? []),
      ),
    // Paper gives no hints; whoever wants to know lists.
    async *events() {},
  };
}

const PAPER = {
  engine: 'Simulated',
  apiVersion: '1',
  arch: 'any',
  cpus: 0,
  memoryMiB: 0,
  pingMs: 0,
  limits: ['Nothing runs here: machines exist on paper.'],
};

const hostsOf = (machines: readonly Located[]) => [...new Set(machines.map(({ host }) => host))];

/** Making of one environment takes turns, so that a lower generation never slips in behind a higher one. */
async function lock(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${environmentId}, 11))`);
}

/** Idempotent by key and spec; a lower generation than one that exists is refused (fencing). */
async function create(
  tx: Tx,
  { host: hostId, key }: Located,
  spec: NetworkSpec | VolumeSpec | MachineSpec,
  faults: Faults,
): Promise<void> {
  await lock(tx, key.environmentId);
  const newer = and(eq(resource.environmentId, key.environmentId), gt(resource.generation, key.generation));
  // What is kept over generations has none of its own.
  if (key.generation > 0 && (await tx.db.select().from(resource).where(newer).limit(1)).length > 0)
    throw new DriverError('conflict', 'a newer generation of this environment exists', 'not-done');
  const specHash = hashOf(spec);
  const known = await rowOf(tx, key, spec.form);
  if (known && known.specHash !== specHash)
    throw new DriverError('conflict', 'something else has this name', 'not-done');
  if (known) return;
  if (spec.form === 'machine' && faults.has('full'))
    throw new DriverError('capacity', `host ${hostId} has no room for another machine`, 'not-done');
  const createdAt = tx.now + createMs(key, spec.form);
  await tx.db
    .insert(resource)
    .values({ ...key, form: spec.form, hostId, specHash, spec, createdAt, incarnation: 0 });
}

async function powerOn(tx: Tx, key: Key): Promise<void> {
  await lock(tx, key.environmentId);
  const row = await rowOf(tx, key, 'machine');
  if (!row) throw new DriverError('not-found', 'there is no such machine', 'not-done');
  if (row.startedAt !== null) return;
  if (row.createdAt > tx.now)
    throw new DriverError('engine', 'the machine is still being created', 'not-done');
  const readyAt = tx.now + bootMs(key, row.spec as MachineSpec);
  await tx.db
    .update(resource)
    .set({ startedAt: tx.now, readyAt, incarnation: row.incarnation + 1 })
    .where(matches(key, 'machine'));
}

/** The last reading comes first; then the power goes. */
async function powerOff(tx: Tx, key: Key): Promise<Reading | null> {
  await lock(tx, key.environmentId);
  const row = await rowOf(tx, key, 'machine');
  if (!row) return null;
  const last = readingOf(row, tx.now);
  await tx.db.update(resource).set({ startedAt: null, readyAt: null }).where(matches(key, 'machine'));
  return last;
}

async function readyOf(tx: Tx, machines: readonly Located[], faults: Faults): Promise<boolean[]> {
  const environments = [...new Set(machines.map(({ key }) => key.environmentId))];
  if (environments.length === 0 || faults.has('phantom')) return machines.map(() => false);
  const rows = await tx.db
    .select()
    .from(resource)
    .where(and(inArray(resource.environmentId, environments), eq(resource.form, 'machine')));
  const ready = new Set(
    rows.filter(({ readyAt }) => readyAt !== null && readyAt <= tx.now).map((row) => nameOf(keyOf(row))),
  );
  return machines.map(({ key }) => ready.has(nameOf(key)));
}

const nameOf = (key: Key) => `${key.environmentId} ${key.generation} ${key.component} ${key.idx}`;

function matches(key: Key, form: Form) {
  return and(
    eq(resource.environmentId, key.environmentId),
    eq(resource.generation, key.generation),
    eq(resource.component, key.component),
    eq(resource.idx, key.idx),
    eq(resource.form, form),
  );
}

async function rowOf(tx: Tx, key: Key, form: Form): Promise<Row | undefined> {
  const [row] = await tx.db.select().from(resource).where(matches(key, form));
  return row;
}

function rowsOf(tx: Tx, hosts: readonly string[], environmentId: string | null): Promise<Row[]> {
  const ofOne = environmentId === null ? undefined : eq(resource.environmentId, environmentId);
  return tx.db
    .select()
    .from(resource)
    .where(and(inArray(resource.hostId, [...hosts]), ofOne))
    .orderBy(resource.component, resource.idx, resource.form);
}

function keyOf({ environmentId, generation, component, idx }: Row): Key {
  return { environmentId, generation, component, idx };
}

function observed(row: Row, now: number, faults: Faults): Observed {
  return {
    key: keyOf(row),
    form: row.form,
    host: row.hostId,
    specHash: row.specHash,
    state: stateOf(row, now, faults),
  };
}

function stateOf(row: Row, now: number, faults: Faults): Observed['state'] {
  if (row.createdAt > now) return 'creating';
  if (row.startedAt === null) return row.incarnation > 0 ? 'exited' : 'created';
  return faults.has('phantom') ? 'lost' : 'running';
}

function readingOf(row: Row, now: number): Reading | null {
  if (row.form !== 'machine' || row.startedAt === null || now <= row.startedAt) return null;
  const key = keyOf(row);
  const counters = countersAt(key, row.spec as MachineSpec, now - row.startedAt);
  return {
    key,
    incarnation: `${key.environmentId}/${key.generation}/${key.component}/${key.idx}/${row.incarnation}`,
    startedAt: row.startedAt,
    at: now,
    cpuMs: counters['cpu.used'],
    trafficBytes: counters['traffic.used'],
    memory: { MiBSeconds: counters['memory.used'] },
  };
}
