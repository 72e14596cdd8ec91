import { eq, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { world } from './tables.ts';

export async function readWorld(tx: Tx) {
  const [row] = await tx.db.select().from(world).where(eq(world.one, 1));
  return row;
}

export async function insertWorld(tx: Tx, row: { id: string; demo: boolean }): Promise<void> {
  await tx.db
    .insert(world)
    .values({ one: 1, offsetMs: 0, ...row })
    .onConflictDoNothing();
}

/** Moves the world's clock forward so that it shows `to` now; an instant that has passed changes nothing. */
export async function moveClock(tx: Tx, to: number): Promise<void> {
  const wanted = sql`ceil(extract(epoch from (${new Date(to).toISOString()}::timestamptz - real_clock())) * 1000)::bigint`;
  await tx.db
    .update(world)
    .set({ offsetMs: sql`${wanted}` })
    .where(sql`${world.one} = 1 and ${world.demo} and ${wanted} > ${world.offsetMs}`);
}

export async function isPaused(tx: Tx): Promise<boolean> {
  const rows = await tx.db.execute(sql`select 1 from world where paused_at is not null`);
  return rows.length > 0;
}

/** False when the world is not paused. */
export async function endPause(tx: Tx): Promise<boolean> {
  const rows = await tx.db
    .update(world)
    .set({ pausedAt: null })
    .where(isNotNull(world.pausedAt))
    .returning({ one: world.one });
  return rows.length === 1;
}

const HOLD = sql`real_clock() + interval '2 minutes'`;

/** One skip at a time over all server processes; false when another one is under way. A crashed one's hold runs out. */
export async function holdClock(tx: Tx): Promise<boolean> {
  const rows = await tx.db
    .update(world)
    .set({ skipUntil: HOLD })
    .where(sql`${world.demo} and (${world.skipUntil} is null or ${world.skipUntil} < real_clock())`)
    .returning({ one: world.one });
  return rows.length === 1;
}

export async function keepClock(tx: Tx): Promise<void> {
  await tx.db.update(world).set({ skipUntil: HOLD });
}

export async function letClockGo(tx: Tx): Promise<void> {
  await tx.db.update(world).set({ skipUntil: null });
}

export async function isHeld(tx: Tx): Promise<boolean> {
  const rows = await tx.db.execute(sql`select 1 from world where skip_until > real_clock()`);
  return rows.length > 0;
}
