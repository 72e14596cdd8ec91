import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from './app.ts';

let server: TestApp;
let stranger: Browser;

beforeAll(async () => {
  server = await testApp();
  const owner = await server.customer('Owner');
  await owner.mutate('designs.create', {
    key: randomUUID(),
    name: 'Mine',
    abstraction: 'easy-word-processing',
  });
  stranger = await server.customer('Stranger');
  await stranger.mutate('designs.create', { key: randomUUID(), name: 'Theirs' });
});
afterAll(() => server.end());

describe('the second wall: row-level security alone', () => {
  it('every table with an account has it on, forced, and with a policy', async () => {
    const bare = await server.app.db.platform.tx(null, (tx) =>
      tx.db.execute(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`),
    );
    expect([...bare]).toEqual([]);
  });

  it('without any filter of ours, the app role sees and changes only its own account', async () => {
    const me = await stranger.query<{ account: { id: string } }>('session.me');
    const tables = await server.app.db.platform.tx(null, (tx) =>
      tx.db.execute<{
        t: string;
      }>(`select c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname = 'public' and c.relkind = 'r' and a.attname = 'account_id' and has_table_privilege('patchbay_app', c.oid, 'select')`),
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { t } of tables) {
      const rows = await server.app.db.app.tx({ accountId: me.account.id }, (tx) =>
        tx.db.execute<{ n: string }>(`select count(*) as n from ${t} where account_id <> '${me.account.id}'`),
      );
      expect({ t, n: Number(rows[0]?.n) }).toEqual({ t, n: 0 });
    }
    const stolen = server.app.db.app.tx({ accountId: me.account.id }, (tx) =>
      tx.db.execute(`update design set name = 'stolen' returning id, account_id`),
    );
    expect([...(await stolen)].every((row) => row['account_id'] === me.account.id)).toBe(true);
  });
});
