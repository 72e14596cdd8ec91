import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import {
  DriverError,
  type Answer,
  type Located,
  type MachineSpec,
  type Observed,
  type Reading,
} from '../driver.ts';
import { lock } from './making.ts';
import { bootMs, countersAt } from './model.ts';
import { keyOf, matches, rowOf, type Row } from './rows.ts';
import { resource, type FaultName } from './tables.ts';

type Faults = ReadonlySet<FaultName>;

/** A machine that is still being created runs as soon as it is there. */
export async function powerOn(tx: Tx, owner: string, at: Located): Promise<void> {
  await lock(tx, at.key.environmentId);
  const row = await rowOf(tx, owner, at, 'machine');
  if (!row) throw new DriverError('not-found', 'there is no such machine', 'not-done');
  if (row.startedAt !== null) return;
  const startedAt = Math.max(tx.now, row.createdAt);
  const readyAt = startedAt + bootMs(at.key, row.spec as MachineSpec);
  await tx.db
    .update(resource)
    .set({ startedAt, readyAt, incarnation: row.incarnation + 1 })
    .where(matches(at, 'machine'));
}

/** The last reading comes first; then the power goes. */
export async function powerOff(tx: Tx, owner: string, at: Located): Promise<Reading | null> {
  await lock(tx, at.key.environmentId);
  const row = await rowOf(tx, owner, at, 'machine');
  if (!row) return null;
  const last = readingOf(row, tx.now);
  await tx.db.update(resource).set({ startedAt: null, readyAt: null }).where(matches(at, 'machine'));
  return last;
}

export async function readyOf(
  tx: Tx,
  owner: string,
  machines: readonly Located[],
  faults: Faults,
): Promise<Answer[]> {
  const environments = [...new Set(machines.map(({ key }) => key.environmentId))];
  if (environments.length === 0) return [];
  const rows = await tx.db
    .select()
    .from(resource)
    .where(
      and(
        inArray(resource.environmentId, environments),
        eq(resource.owner, owner),
        eq(resource.form, 'machine'),
      ),
    );
  const started = new Map(
    rows
      .filter(({ createdAt, startedAt }) => startedAt !== null && createdAt <= tx.now)
      .map((row) => [nameOf({ host: row.hostId, key: keyOf(row) }), row.readyAt]),
  );
  return machines.map((at) => {
    const readyAt = started.get(nameOf(at));
    if (readyAt === undefined) return 'silent';
    if (faults.has('phantom')) return 'lost';
    return readyAt !== null && readyAt <= tx.now ? 'ready' : 'silent';
  });
}

const nameOf = ({ host, key }: Located) =>
  `${host} ${key.environmentId} ${key.generation} ${key.component} ${key.idx}`;

export function observed(row: Row, now: number): Observed {
  return {
    key: keyOf(row),
    form: row.form,
    host: row.hostId,
    specHash: row.specHash,
    state: stateOf(row, now),
  };
}

function stateOf(row: Row, now: number): Observed['state'] {
  if (row.createdAt > now) return 'creating';
  if (row.startedAt === null) return row.incarnation > 0 ? 'exited' : 'created';
  return 'running';
}

export function readingOf(row: Row, now: number): Reading | null {
  if (row.form !== 'machine' || row.startedAt === null || now < row.startedAt) return null;
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
