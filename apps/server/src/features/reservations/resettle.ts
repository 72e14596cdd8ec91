import type { Settled } from '@patchbay/engine/placement';
import { and, countDistinct, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { reservation, slot } from './tables.ts';

/** An environment that goes from one site to another, with the next plan of each of its slots. */
export interface Resettling {
  readonly environmentId: string;
  readonly from: string;
  readonly to: string;
  readonly slots: readonly (Settled & { readonly parentNo: number })[];
}

/**
 * Moves environments to other sites, each with all of its open slots or not at all (migrations/0040_other_sites.sql).
 * Answers those that were moved. Throws PB001 where room is gone.
 */
export async function resettle(tx: Tx, moves: readonly Resettling[]): Promise<string[]> {
  const input = moves.map((move) => ({
    ...move,
    slots: move.slots.map(({ hosts, pools, ...rest }) => ({
      ...rest,
      hostClaims: hosts.map(({ vector, ...where }) => ({ ...where, ...vector })),
      poolClaims: pools,
    })),
  }));
  const rows = await tx.db.execute<{ id: string }>(
    sql`select resettle(${JSON.stringify(input)}::text::jsonb) as id`,
  );
  return rows.map(({ id }) => id);
}

/** The slots of some environments that are not over, each with its reservation, in the order of their starts. */
export function openOf(tx: Tx, environmentIds: readonly string[]) {
  return tx.db
    .select({ reservation, slot })
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(
      and(inArray(slot.environmentId, [...environmentIds]), notInArray(slot.state, ['ended', 'cancelled'])),
    )
    .orderBy(sql`lower(${slot.during})`, slot.id);
}

/** Reservations with the price of a site, of which a slot is not over. */
export async function countOpenAt(tx: Tx, siteId: string): Promise<number> {
  const [row] = await tx.db
    .select({ n: countDistinct(reservation.id) })
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(and(eq(reservation.siteId, siteId), notInArray(slot.state, ['ended', 'cancelled'])));
  return row?.n ?? 0;
}

/** Some slots, locked: none of them begins, ends or is planned anew before this transaction is over. */
export async function lock(tx: Tx, slotIds: readonly string[]): Promise<void> {
  await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(inArray(slot.id, [...slotIds]))
    .orderBy(slot.id)
    .for('update');
}
