import { sql, type SQL } from 'drizzle-orm';
import type { Databases } from '../src/db/databases.ts';
import type { Tx } from '../src/db/pool.ts';

/** Minutes from here are what these tests count in. */
const START = Date.parse('2100-01-11T08:00:00Z');
const MINUTE = 60_000;
export const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();
export const range = (from: number, to: number) => sql`tstzrange(${at(from)}, ${at(to)}, '[)')`;

/** One account with everything that a claim refers to, a host of 4 vCPUs and two pools of 10. */
export async function furnish({ platform }: Databases): Promise<void> {
  await platform.tx(null, async ({ db }) => {
    const run = (statement: SQL) => db.execute(statement);
    await run(sql`insert into world (one, id, demo, offset_ms) values (1, 'world_t', true, 0)`);
    await run(sql`insert into site values ('site_a', 'A', 3)`);
    await run(sql`insert into rack values ('rack_a', 'site_a', 'r1')`);
    await run(sql`insert into catalog_version values ('cat_1', 'h', '{}', clock())`);
    await run(sql`insert into price_book_version values ('book_1', 'h', 'EUR', '{}', clock())`);
    for (const account of ['acc_a', 'acc_b']) {
      await run(sql`insert into account values (${account}, 'A', clock())`);
      await run(sql`insert into channel values (${`ch_${account}`}, ${account}, 'main')`);
      await run(sql`insert into design values (${`des_${account}`}, ${account}, 'D', 1, clock(), null)`);
      await run(
        sql`insert into design_revision values (${`des_${account}`}, 1, ${account}, 'cat_1', '{}', 'h', clock(), 'p')`,
      );
    }
    await addHost(db, 'host_a');
    await addPool(db, 'pool_a');
    await addPool(db, 'pool_b');
    await run(sql`insert into host_capacity values ('host_a', tstzrange(null, null), 4000, 8192, 100000, 0)`);
    await run(
      sql`insert into pool_capacity values ('pool_a', tstzrange(null, null), 10), ('pool_b', tstzrange(null, null), 10)`,
    );
    // The slot that directly inserted claims belong to.
    await run(
      sql`insert into environment values ('env_x', 'acc_a', 'ch_acc_a', 'des_acc_a', 'E', 'site_a', 'running', 0, clock())`,
    );
    await run(
      sql`insert into reservation values ('res_x', 'acc_a', 'ch_acc_a', 'env_x', 'des_acc_a', 1, 'book_1', 'site_a', null, 'UTC', 'confirmed', null, 0, clock(), 'p')`,
    );
    await run(
      sql`insert into slot values ('slot_x', 'acc_a', 'res_x', 'env_x', 1, ${range(0, 100)}, 'scheduled', clock(), null, null)`,
    );
  });
}

export const addHost = (db: Tx['db'], id: string) =>
  db.execute(sql`insert into host values (${id}, 'site_a', 'rack_a', ${id}, 1, 'm', 'x86', 1000, 2000, 0)`);
export const addPool = (db: Tx['db'], id: string) =>
  db.execute(sql`insert into pool values (${id}, 'site_a', ${id}, 0)`);

export interface Claim {
  from: number;
  to: number;
  state: 'confirmed' | 'held' | 'released';
  /** Minute at which a hold runs out. */
  holdUntil: number | null;
  cpu: number;
  memory: number;
}

let idx = 0;
export async function insertHostClaims(
  db: Tx['db'],
  hostId: string,
  claims: readonly Claim[],
): Promise<void> {
  for (const { from, to, state, holdUntil, cpu, memory } of claims)
    await db.execute(sql`insert into host_claim values ('acc_a', 'slot_x', 1, 'c-m', ${(idx += 1)}, ${range(from, to)}, ${state},
      ${holdUntil === null ? null : at(holdUntil)}, ${hostId}, ${cpu}, ${memory}, 0, 0)`);
}
export async function insertPoolClaims(
  db: Tx['db'],
  poolId: string,
  claims: readonly Claim[],
): Promise<void> {
  for (const { from, to, state, holdUntil, cpu } of claims)
    await db.execute(sql`insert into pool_claim values ('acc_a', 'slot_x', 1, 'c-m', ${(idx += 1)}, ${range(from, to)}, ${state},
      ${holdUntil === null ? null : at(holdUntil)}, ${poolId}, ${cpu})`);
}
