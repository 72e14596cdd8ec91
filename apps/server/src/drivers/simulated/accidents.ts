import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { breakHosts } from './faults.ts';
import { wear, type FaultName } from './tables.ts';

/** How often accidents happen. */
export const WEAR_RATES = ['never', 'seldom', 'often'] as const;
export type WearRate = (typeof WEAR_RATES)[number];

/**
 * Accidents of a simulated data center. What befalls a thing in an hour of world time follows from the seed, the thing and the
 * hour alone, so that any process draws the same, in whatever order and however often.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Scope = 'host' | 'switch' | 'rack' | 'site';

/** A thing that can fail, and the hosts that fall silent with it. */
export interface Thing {
  readonly scope: Scope;
  readonly id: string;
  readonly hostIds: readonly string[];
}

export interface Accident extends Thing {
  readonly kind: FaultName;
  readonly at: number;
  readonly until: number;
}

/** Mean hours between failures where they are frequent, and mean minutes until somebody has repaired it. */
const WEAR: Readonly<Record<Scope, { hours: number; minutes: number; kind: FaultName }>> = {
  host: { hours: 15 * 24, minutes: 40, kind: 'power-off' },
  switch: { hours: 60 * 24, minutes: 10, kind: 'partition' },
  rack: { hours: 120 * 24, minutes: 30, kind: 'power-off' },
  site: { hours: 360 * 24, minutes: 60, kind: 'power-off' },
};
const SELDOM = 10;
const MAX_REPAIR_MINUTES = 6 * 60;

/** What befalls some things in the hour of world time that begins at `hour`, a whole one. */
export function accidentsIn(
  hour: number,
  things: readonly Thing[],
  { seed, rate }: { seed: string; rate: WearRate },
): Accident[] {
  if (rate === 'never') return [];
  return things.flatMap((thing) => {
    const { hours, minutes, kind } = WEAR[thing.scope];
    const draw = (purpose: string) => fraction(`${seed}/${thing.scope}/${thing.id}/${hour}/${purpose}`);
    const chance = 1 - Math.exp(-1 / (rate === 'often' ? hours : hours * SELDOM));
    if (draw('whether') >= chance) return [];
    const at = hour + Math.floor(draw('when') * HOUR);
    const repair = Math.min(MAX_REPAIR_MINUTES, -Math.log(1 - draw('repair')) * minutes);
    return [{ ...thing, kind, at, until: at + Math.ceil((1 + repair) * MINUTE) }];
  });
}

/** The first 32 bits of a hash, as a number in [0, 1). */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

const AHEAD_MS = 24 * HOUR;

/**
 * Plans the accidents of the hours ahead that have not been drawn yet. Repeating it changes nothing. Answers the instant from which on
 * more are to be drawn, which the clock must not skip; null where there are none.
 */
export async function drawAccidents(tx: Tx): Promise<number | null> {
  const [seen] = await tx.db.select().from(wear);
  if (!seen || seen.rate === 'never') return null;
  if (seen.drawnUntil > tx.now) return seen.drawnUntil;
  // As it is now: whoever sets another rate meanwhile waits, and takes away what is drawn here.
  const [row = seen] = await tx.db.select().from(wear).for('update');
  const things = await thingsOf(tx);
  // What would have befallen them while nobody looked has not.
  const first = Math.max(row.drawnUntil, hourOf(tx.now));
  const until = hourOf(tx.now + AHEAD_MS);
  for (let hour = first; hour < until; hour += HOUR)
    for (const { hostIds, kind, at, until } of accidentsIn(hour, things, row))
      if (at > tx.now) await breakHosts(tx, hostIds, kind, { at, until });
  await tx.db.update(wear).set({ drawnUntil: sql`greatest(drawn_until, ${instantOf(until)})` });
  return until;
}

export async function wearRate(tx: Tx): Promise<WearRate> {
  const [row] = await tx.db.select({ rate: wear.rate }).from(wear);
  return row?.rate ?? 'never';
}

/** From now on accidents happen at another rate; what is planned and has not happened does not. */
export async function setWear(tx: Tx, rate: WearRate, seed: string): Promise<void> {
  await tx.db
    .insert(wear)
    .values({ rate, seed, drawnUntil: hourOf(tx.now) })
    .onConflictDoUpdate({ target: wear.one, set: { rate, seed, drawnUntil: hourOf(tx.now) } });
  await tx.db.execute(sql`delete from simulator.fault where at > clock()`);
  await drawAccidents(tx);
}

async function thingsOf(tx: Tx): Promise<Thing[]> {
  const rows = await tx.db.execute<{ id: string; rack_id: string; site_id: string }>(sql`
    select h.id, h.rack_id, h.site_id from host h join site s on s.id = h.site_id
     where s.driver = 'simulated' and h.status <> 'removed' order by h.id`);
  const by = (scope: Scope, key: 'id' | 'rack_id' | 'site_id'): Thing[] =>
    [...new Set(rows.map((row) => row[key]))].map((id) => ({
      scope,
      id,
      hostIds: rows.filter((row) => row[key] === id).map((row) => row.id),
    }));
  return [
    ...by('host', 'id'),
    ...by('switch', 'rack_id'),
    ...by('rack', 'rack_id'),
    ...by('site', 'site_id'),
  ];
}

const hourOf = (at: number) => Math.floor(at / HOUR) * HOUR;
const instantOf = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;
