import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { DriverError, type Form, type Key, type Located, type NetworkSpec } from '../driver.ts';
import { resource } from './tables.ts';

export type Row = typeof resource.$inferSelect;

/** One thing on one host: hosts know nothing of each other. */
export function matches({ host, key }: Located, form: Form) {
  return and(
    eq(resource.hostId, host),
    eq(resource.environmentId, key.environmentId),
    eq(resource.generation, key.generation),
    eq(resource.component, key.component),
    eq(resource.idx, key.idx),
    eq(resource.form, form),
  );
}

/** What is there under this name; what belongs to somebody else is refused. */
export async function rowOf(tx: Tx, owner: string, at: Located, form: Form): Promise<Row | undefined> {
  const [row] = await tx.db.select().from(resource).where(matches(at, form));
  if (row && row.owner !== owner)
    throw new DriverError('conflict', 'something of another owner has this name', 'not-done');
  return row;
}

export function rowsOf(
  tx: Tx,
  owner: string,
  hosts: readonly string[],
  environmentId: string | null,
): Promise<Row[]> {
  const ofOne = environmentId === null ? undefined : eq(resource.environmentId, environmentId);
  return tx.db
    .select()
    .from(resource)
    .where(and(inArray(resource.hostId, [...hosts]), eq(resource.owner, owner), ofOne))
    .orderBy(resource.component, resource.idx, resource.form);
}

export async function subnetsOfOthers(tx: Tx, owner: string, host: string): Promise<string[]> {
  const rows = await tx.db
    .select({ spec: resource.spec })
    .from(resource)
    .where(and(eq(resource.hostId, host), eq(resource.form, 'network'), ne(resource.owner, owner)));
  return rows.map(({ spec }) => (spec as NetworkSpec).subnet);
}

export function keyOf({ environmentId, generation, component, idx }: Row): Key {
  return { environmentId, generation, component, idx };
}
