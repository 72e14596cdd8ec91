import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database.ts';
import { openPool, type Pool, type Tx } from './pool.ts';

let database: FreshDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, 'patchbay_platform', 1);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it('describes a statement to the database once in the life of a connection', async () => {
  const ask = (n: number) => pool.tx(null, (tx) => tx.db.execute(sql`select ${n}::int + 1 as answer`));
  expect(await ask(1)).toMatchObject([{ answer: 2 }]);
  expect(await ask(2)).toMatchObject([{ answer: 3 }]);
  const kept = await pool.tx(null, (tx) =>
    tx.db.execute(
      sql`select (generic_plans + custom_plans)::int as runs from pg_prepared_statements where statement like 'select $1::int + 1%'`,
    ),
  );
  expect(kept).toMatchObject([{ runs: 2 }]);
});

it('a look reads all of one instant, and writes nothing', async () => {
  const add = ({ db }: Tx) =>
    db.execute(sql`insert into site (id, name, grade) values (gen_random_uuid(), gen_random_uuid(), 1)`);
  const count = ({ db }: Tx) => db.execute(sql`select count(*) from site`);
  const other = openPool(database.url, 'patchbay_platform', 1);
  const [before, after] = await pool.look(null, async (tx) => {
    const first = await count(tx);
    await other.tx(null, add);
    return [first, await count(tx)];
  });
  expect(after).toEqual(before);
  expect(await pool.tx(null, count)).not.toEqual(before);
  await expect(pool.look(null, add)).rejects.toMatchObject({ cause: { code: '25006' } });
  await other.end();
});
