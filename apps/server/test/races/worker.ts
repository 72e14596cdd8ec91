import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { ISOLATION, type Variant } from './variants.ts';
import type { HistoryEvent } from './history.ts';

/** One server process with many clients, each claiming and giving back the last units as fast as it can. */
export interface RaceInput {
  readonly url: string;
  readonly variant: Variant;
  readonly seed: number;
  readonly clients: number;
  readonly attempts: number;
  readonly minutes: number;
  readonly origin: number;
  readonly accountId: string;
  readonly channelId: string;
  readonly designId: string;
  readonly priceBookVersionId: string;
  readonly siteId: string;
  readonly pools: readonly { id: string; capacity: number }[];
}

export interface RaceOutput {
  readonly events: (Omit<HistoryEvent, 'at'> & { at: string })[];
  readonly accepted: number;
  readonly full: number;
  readonly gaveUp: number;
}

type Sql = postgres.ReservedSql;
interface Held {
  readonly pool: string;
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
  readonly release: () => Promise<void>;
}

const input = JSON.parse(process.argv[2] ?? '') as RaceInput;
const client = postgres(input.url, {
  max: input.clients,
  onnotice: () => {},
  connection: { role: input.variant === 'correct' ? 'patchbay_app' : 'patchbay_platform' },
});
const platform = postgres(input.url, {
  max: input.clients,
  onnotice: () => {},
  connection: { role: 'patchbay_platform' },
});
const output = { events: [] as RaceOutput['events'], accepted: 0, full: 0, gaveUp: 0 };

/** mulberry32: small, seeded, good enough to spread clients over pools and minutes. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const iso = (minute: number) => new Date(input.origin + minute * 60_000).toISOString();

async function run(no: number): Promise<void> {
  const next = random(input.seed * 1000 + no);
  const sql = await client.reserve();
  const held: Held[] = [];
  try {
    for (let n = 0; n < input.attempts; n += 1) {
      if (held.length > 0 && next() < 0.45)
        await giveBack(held.splice(Math.floor(next() * held.length), 1)[0] as Held);
      const pool = input.pools[Math.floor(next() * input.pools.length)] as { id: string; capacity: number };
      const from = Math.floor(next() * (input.minutes - 60));
      const wish = {
        pool: pool.id,
        capacity: pool.capacity,
        from,
        to: from + 5 + Math.floor(next() * 55),
        quantity: 1 + Math.floor(next() * 2),
      };
      const release = await attempt(sql, wish);
      if (!release) continue;
      held.push({ ...wish, release });
      note('acknowledged', wish);
    }
  } finally {
    sql.release();
  }
}

function note(what: HistoryEvent['what'], { pool, from, to, quantity }: Omit<Held, 'release'>): void {
  output.events.push({ at: String(process.hrtime.bigint()), what, pool, from, to, quantity });
}

async function giveBack(held: Held): Promise<void> {
  note('cancelling', held);
  await held.release();
}

type Wish = Omit<Held, 'release'> & { capacity: number };

async function attempt(sql: Sql, wish: Wish): Promise<(() => Promise<void>) | null> {
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      const release = await (input.variant === 'correct'
        ? claim(sql, wish)
        : claimWrongly(sql, wish, input.variant));
      if (release) output.accepted += 1;
      else output.full += 1;
      return release;
    } catch (error) {
      await sql.unsafe('rollback');
      if (!['40001', '40P01'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
  output.gaveUp += 1;
  return null;
}

async function claim(sql: Sql, { pool, from, to, quantity }: Wish): Promise<(() => Promise<void>) | null> {
  const slotId = `slot_${randomUUID().replaceAll('-', '')}`;
  const body = {
    accountId: input.accountId,
    key: randomUUID(),
    bodyHash: 'x',
    reply: {},
    personId: 'p',
    environmentId: slotId.replace('slot', 'env'),
    channelId: input.channelId,
    designId: input.designId,
    revision: 1,
    name: 'race',
    siteId: input.siteId,
    priceBookVersionId: input.priceBookVersionId,
    zone: 'UTC',
    reservations: [
      {
        id: slotId.replace('slot', 'res'),
        recurrence: null,
        totalMicros: 0,
        slots: [
          {
            id: slotId,
            start: iso(from),
            end: iso(to),
            totalMicros: 0,
            hostClaims: [],
            poolClaims: [{ component: 'c-a', idx: 0, poolId: pool, quantity }],
          },
        ],
      },
    ],
  };
  // Sent together: the fewer round trips within a transaction, the more attempts meet.
  const [, , [row]] = await Promise.all([
    sql.unsafe('begin isolation level read committed'),
    sql`select set_config('app.account', ${input.accountId}, true)`,
    sql<
      { outcome: string }[]
    >`select claim_reservation(${JSON.stringify(body)}::text::jsonb) ->> 'outcome' as outcome`,
    sql.unsafe('commit'),
  ]);
  if (row?.outcome !== 'confirmed') return null;
  return async () => {
    await platform`select release_claims(${slotId}, ${iso(from)}::timestamptz)`;
  };
}

/** The four ways of reliability 3.3 that look right and are not. */
async function claimWrongly(
  sql: Sql,
  { pool, from, to, quantity, capacity }: Wish,
  variant: Variant,
): Promise<(() => Promise<void>) | null> {
  const during = `[${iso(from)},${iso(to)})`;
  await sql.unsafe(`begin isolation level ${ISOLATION[variant]}`);
  if (variant === 'for-update-repeatable-read') await sql`select 1 from pool where id = ${pool} for update`;
  if (variant === 'advisory-repeatable-read') {
    // The snapshot is taken by the first statement, before the lock is had.
    await sql`select count(*) from world`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${pool}, 1))`;
  }
  const [row] =
    variant === 'lock-within-statement'
      ? await sql<
          { id: string | null }[]
        >`with l as materialized (select pg_advisory_xact_lock(hashtextextended(${pool}, 1)) as got)
          insert into wrong_claim (pool_id, quantity, during)
          select ${pool}, ${quantity}, ${during}::tstzrange from l where wrong_peak(${pool}, ${during}::tstzrange) + ${quantity} <= ${capacity} returning id`
      : await sql<
          { id: string | null }[]
        >`select wrong_insert(${pool}, ${quantity}, ${during}::tstzrange, ${capacity}) as id`;
  await sql.unsafe('commit');
  const id = row?.id;
  if (!id) return null;
  return async () => {
    await platform`delete from wrong_claim where id = ${id}`;
  };
}

await Promise.all(Array.from({ length: input.clients }, (_, no) => run(no)));
await Promise.all([client.end(), platform.end()]);
process.stdout.write(JSON.stringify(output));
