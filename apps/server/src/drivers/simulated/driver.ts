import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { hashOf } from '../../db/ids.ts';
import type { Pool, Tx } from '../../db/pool.ts';
import {
  DriverError,
  type Driver,
  type Key,
  type MachineSample,
  type MachineSpec,
  type NetworkSpec,
  type Observed,
  type VolumeSpec,
} from '../driver.ts';
import { bootMs, countersAt, createMs } from './model.ts';
import { fence, resource } from './tables.ts';

type Form = Observed['form'];
type Row = typeof resource.$inferSelect;

/** A data center that keeps its promises on paper only. Its memory is in the `simulator` schema, its time is the world's. */
export function simulatedDriver(pool: Pool): Driver {
  const call = <T>(signal: AbortSignal, work: (tx: Tx) => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    return pool.tx(null, work);
  };
  const ensure = (
    host: string,
    key: Key,
    spec: NetworkSpec | VolumeSpec | MachineSpec,
    signal: AbortSignal,
  ) => call(signal, (tx) => create(tx, host, key, spec));
  return {
    name: 'simulated',
    real: false,
    ensureNetwork: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureVolume: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureMachine: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    start: (_host, key, { signal }) => call(signal, (tx) => powerOn(tx, key)),
    stop: (_host, key, { signal }) => call(signal, (tx) => powerOff(tx, key)),
    remove: (_host, key, { signal }) =>
      call(signal, async (tx) => {
        const gone = await tx.db.delete(resource).where(matches(key)).returning({ form: resource.form });
        return gone.length > 0 ? 'removed' : 'absent';
      }),
    list: (environmentId, { signal }) =>
      call(signal, async (tx) => (await rowsOf(tx, environmentId)).map((row) => observed(row, tx.now))),
    sample: (environmentId, { signal }) =>
      call(signal, async (tx) =>
        (await rowsOf(tx, environmentId)).flatMap((row) => sampleOf(row, tx.now) ?? []),
      ),
    fence: (environmentId, generation, { signal }) =>
      call(signal, async (tx) => {
        await lock(tx, environmentId);
        await tx.db
          .insert(fence)
          .values({ environmentId, generation })
          .onConflictDoUpdate({
            target: fence.environmentId,
            set: { generation: sql`greatest(${fence.generation}, excluded.generation)` },
          });
      }),
    sweep: (environmentId, live, { signal }) =>
      call(signal, async (tx) => {
        const stale = and(eq(resource.environmentId, environmentId), lt(resource.generation, live));
        return (await tx.db.delete(resource).where(stale).returning()).map(keyOf);
      }),
  };
}

/** Making and fencing of one environment take turns, so that nothing slips in behind a fence. */
async function lock(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${environmentId}, 11))`);
}

async function refuseFenced(tx: Tx, { environmentId, generation }: Key): Promise<void> {
  await lock(tx, environmentId);
  const [row] = await tx.db.select().from(fence).where(eq(fence.environmentId, environmentId));
  if (row && generation <= row.generation)
    throw new DriverError('conflict', 'this generation was ended', 'not-done');
}

/** Idempotent by key and spec; a lower generation than one that exists is refused (fencing). */
async function create(
  tx: Tx,
  hostId: string,
  key: Key,
  spec: NetworkSpec | VolumeSpec | MachineSpec,
): Promise<void> {
  await refuseFenced(tx, key);
  const newer = and(eq(resource.environmentId, key.environmentId), gt(resource.generation, key.generation));
  if (
    (
      await tx.db
        .select({ one: sql`1` })
        .from(resource)
        .where(newer)
        .limit(1)
    ).length > 0
  ) {
    throw new DriverError('conflict', 'a newer generation of this environment exists', 'not-done');
  }
  const specHash = hashOf(spec);
  const createdAt = tx.now + createMs(key, spec.form);
  await tx.db
    .insert(resource)
    .values({ ...key, form: spec.form, hostId, specHash, spec, createdAt, incarnation: 0 })
    .onConflictDoNothing();
  const [row] = await tx.db.select().from(resource).where(matches(key, spec.form));
  if (row?.specHash !== specHash)
    throw new DriverError('conflict', 'something else has this name', 'not-done');
}

async function powerOn(tx: Tx, key: Key): Promise<void> {
  await refuseFenced(tx, key);
  const [row] = await tx.db.select().from(resource).where(matches(key, 'machine')).for('update');
  if (!row) throw new DriverError('lost', 'there is no such machine', 'not-done');
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
async function powerOff(tx: Tx, key: Key): Promise<MachineSample | null> {
  const [row] = await tx.db.select().from(resource).where(matches(key, 'machine')).for('update');
  if (!row) return null;
  const last = sampleOf(row, tx.now);
  await tx.db.update(resource).set({ startedAt: null, readyAt: null }).where(matches(key, 'machine'));
  return last;
}

function matches(key: Key, form?: Form) {
  return and(
    eq(resource.environmentId, key.environmentId),
    eq(resource.generation, key.generation),
    eq(resource.component, key.component),
    eq(resource.idx, key.idx),
    ...(form ? [eq(resource.form, form)] : []),
  );
}

function rowsOf(tx: Tx, environmentId: string): Promise<Row[]> {
  return tx.db
    .select()
    .from(resource)
    .where(eq(resource.environmentId, environmentId))
    .orderBy(resource.component, resource.idx, resource.form);
}

function keyOf({ environmentId, generation, component, idx }: Row): Key {
  return { environmentId, generation, component, idx };
}

function observed(row: Row, now: number): Observed {
  const [state, since] = stateOf(row, now);
  return { key: keyOf(row), form: row.form, host: row.hostId, specHash: row.specHash, state, since };
}

function stateOf(row: Row, now: number): [Observed['state'], number] {
  if (row.createdAt > now) return ['creating', row.createdAt];
  if (row.startedAt === null || row.readyAt === null)
    return [row.form === 'machine' ? 'created' : 'ready', row.createdAt];
  return row.readyAt > now ? ['starting', row.startedAt] : ['ready', row.readyAt];
}

function sampleOf(row: Row, now: number): MachineSample | null {
  if (row.form !== 'machine' || row.startedAt === null || now <= row.startedAt) return null;
  const key = keyOf(row);
  return {
    key,
    incarnation: `${key.environmentId}/${key.generation}/${key.component}/${key.idx}/${row.incarnation}`,
    startedAt: row.startedAt,
    at: now,
    counters: countersAt(key, row.spec as MachineSpec, now - row.startedAt),
  };
}
