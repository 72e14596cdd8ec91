import type { Copy } from '@patchbay/engine/design';
import { copyKey } from '@patchbay/engine/design';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/pool.ts';
import { machinePower, type Power } from '../tables.ts';

/** What was asked of single machines of a slot, and how far that is. */

export type Asked = typeof machinePower.$inferSelect;

/** By `copyKey`; whatever is left out is to run. */
export async function askedOf(tx: Tx, slotId: string): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.db.select().from(machinePower).where(eq(machinePower.slotId, slotId));
  return new Map(rows.map((row) => [copyKey(row), row]));
}

interface Slot {
  readonly id: string;
  readonly accountId: string;
}

/** From here on the machines are to be off, or to begin anew. Asking again changes nothing. */
export async function ask(
  tx: Tx,
  slot: Slot,
  machines: readonly Copy[],
  asked: 'off' | 'restart',
): Promise<void> {
  const rows = machines.map(({ component, idx }) => ({
    slotId: slot.id,
    accountId: slot.accountId,
    component,
    idx,
    asked,
  }));
  await tx.db
    .insert(machinePower)
    .values(rows)
    .onConflictDoUpdate({
      target: [machinePower.slotId, machinePower.component, machinePower.idx],
      // A machine that is off has nothing to stop: to begin anew is to start.
      set: {
        asked:
          asked === 'off' ? 'off' : sql`case when ${machinePower.isOff} then 'starting' else 'restart' end`,
      },
    });
}

/** Those of the machines that were to be off, or to begin anew, are to run. */
export async function askOn(tx: Tx, slot: Slot, machines: readonly Copy[]): Promise<void> {
  await tx.db
    .update(machinePower)
    .set({ asked: 'starting' })
    .where(and(among(slot.id, machines), inArray(machinePower.asked, ['off', 'restart'])));
}

/** They were seen off. What was to begin anew is to run from here on; a wish that changed meanwhile stays. */
export async function wentOff(tx: Tx, slotId: string, machines: readonly Copy[]): Promise<void> {
  if (machines.length === 0) return;
  await tx.db
    .update(machinePower)
    .set({
      isOff: true,
      asked: sql`case ${machinePower.asked} when 'restart' then 'starting' else ${machinePower.asked} end`,
    })
    .where(among(slotId, machines));
}

/** They run and answer again, as they were asked to. */
export async function cameOn(tx: Tx, slotId: string, machines: readonly Copy[]): Promise<void> {
  if (machines.length === 0) return;
  const asked: Power = 'starting';
  await tx.db.delete(machinePower).where(and(among(slotId, machines), eq(machinePower.asked, asked)));
}

function among(slotId: string, machines: readonly Copy[]) {
  const keys = sql.join(
    machines.map(({ component, idx }) => sql`(${component}::text, ${idx}::integer)`),
    sql`, `,
  );
  return and(
    eq(machinePower.slotId, slotId),
    sql`(${machinePower.component}, ${machinePower.idx}) in (${keys})`,
  );
}
