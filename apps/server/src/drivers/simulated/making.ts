import { and, eq, inArray, sql } from 'drizzle-orm';
import { hashOf } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import {
  DriverError,
  type Key,
  type Located,
  type MachineSpec,
  type Named,
  type NetworkSpec,
  type VolumeSpec,
} from '../driver.ts';
import { silentOf } from './faults.ts';
import { createMs } from './model.ts';
import { matches, rowOf } from './rows.ts';
import { resource, type FaultName } from './tables.ts';

type Spec = NetworkSpec | VolumeSpec | MachineSpec;
type Faults = ReadonlySet<FaultName>;

/** What is made and removed in one environment takes turns, so that each sees what the other did. */
export async function lock(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${environmentId}, 11))`);
}

/** Idempotent by key and spec. Whether it was made just now: else it was there. */
export async function create(
  tx: Tx,
  owner: string,
  at: Located,
  spec: Spec,
  faults: Faults,
): Promise<boolean> {
  await lock(tx, at.key.environmentId);
  const specHash = hashOf(spec);
  const known = await rowOf(tx, owner, at, spec.form);
  if (known && spec.form !== 'volume' && known.specHash !== specHash)
    throw new DriverError('conflict', 'this key has another spec', 'not-done');
  if (known) return false;
  if (faults.has('quota'))
    throw new DriverError('capacity', `host ${at.host} may not have another ${spec.form}`, 'not-done');
  if (spec.form === 'network') await requireSubnet(tx, at.host, spec);
  if (spec.form === 'machine') await requireAll(tx, owner, at, spec, faults);
  await tx.db.insert(resource).values({
    ...at.key,
    form: spec.form,
    hostId: at.host,
    owner,
    specHash,
    spec,
    createdAt: tx.now + createMs(at.key, spec.form),
    incarnation: 0,
  });
  return true;
}

/** A host takes no two networks with addresses in common. */
async function requireSubnet(tx: Tx, host: string, { subnet }: NetworkSpec): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${host}, 13))`);
  const [taken] = await tx.db
    .select({ subnet: sql<string>`${resource.spec}->>'subnet'` })
    .from(resource)
    .where(
      and(
        eq(resource.hostId, host),
        eq(resource.form, 'network'),
        sql`(${resource.spec}->>'subnet')::inet && ${subnet}::inet`,
      ),
    )
    .limit(1);
  if (taken)
    throw new DriverError('conflict', `subnet ${subnet} overlaps ${taken.subnet} on this host`, 'not-done');
}

/**
 * Networks and volumes on paper may be at the site as a whole, so they are looked for in the environment rather than on
 * the machine's own host.
 */
async function requireAll(
  tx: Tx,
  owner: string,
  { host, key }: Located,
  spec: MachineSpec,
  faults: Faults,
): Promise<void> {
  if (spec.image !== null && faults.has('no-image'))
    throw new DriverError('image-missing', `host ${host} has no such image`, 'not-done');
  const wanted = [
    ...spec.interfaces.map(({ network }) => ['network', { ...key, ...network }] as const),
    ...spec.mounts.map(({ volume }) => ['volume', volume] as const),
  ];
  const there = wanted.length > 0 ? await fabricOf(tx, owner, key) : new Set();
  const missing = wanted.find(([form, one]) => !there.has(nameOf(form, one)));
  if (missing)
    throw new DriverError('not-found', `${missing[0]} ${missing[1].component} is not there yet`, 'not-done');
  if (faults.has('full'))
    throw new DriverError('capacity', `host ${host} has no room for another machine`, 'not-done');
}

async function fabricOf(tx: Tx, owner: string, { environmentId }: Key): Promise<Set<string>> {
  const rows = await tx.db
    .select({
      environmentId: resource.environmentId,
      form: resource.form,
      generation: resource.generation,
      component: resource.component,
      idx: resource.idx,
    })
    .from(resource)
    .where(
      and(
        eq(resource.environmentId, environmentId),
        eq(resource.owner, owner),
        inArray(resource.form, ['network', 'volume']),
      ),
    );
  return new Set(rows.map((row) => nameOf(row.form, row)));
}

const nameOf = (form: string, { generation, component, idx }: Omit<Key, 'environmentId'>) =>
  `${form} ${generation} ${component} ${idx}`;

/** Nothing is removed from under a machine. */
export async function remove(
  tx: Tx,
  owner: string,
  host: string,
  { form, key }: Named,
): Promise<'removed' | 'absent'> {
  await lock(tx, key.environmentId);
  const at = { host, key };
  if (!(await rowOf(tx, owner, at, form))) return 'absent';
  if (form !== 'machine' && (await isInUse(tx, form, at)))
    throw new DriverError('conflict', `the ${form} still has machines on it`, 'not-done');
  await tx.db.delete(resource).where(matches(at, form));
  return 'removed';
}

/** What is at a site is used from its hosts; what is on a host is used there alone, whatever has this name elsewhere. */
async function isInUse(tx: Tx, form: 'network' | 'volume', { host, key }: Located): Promise<boolean> {
  const here = host.startsWith('site_') ? undefined : eq(resource.hostId, host);
  const { component, idx } = key;
  const use =
    form === 'network'
      ? sql`${resource.generation} = ${key.generation} and ${resource.spec}->'interfaces' @> ${JSON.stringify([{ network: { component, idx } }])}::text::jsonb`
      : sql`${resource.spec}->'mounts' @> ${JSON.stringify([{ volume: key }])}::text::jsonb`;
  const users = await tx.db
    .selectDistinct({ host: resource.hostId })
    .from(resource)
    .where(and(eq(resource.environmentId, key.environmentId), eq(resource.form, 'machine'), here, use));
  if (users.length === 0) return false;
  // The ports of a host that does not answer are shut.
  const silent = await silentOf(
    tx,
    users.map((row) => row.host),
  );
  return silent.length < users.length;
}
