import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database.ts';
import { openPool, type Pool } from './pool.ts';

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
