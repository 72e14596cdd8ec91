import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows } from '../app.ts';
import { reachWorld, type ReachWorld, type Somebody } from '../reach-world.ts';

let world: ReachWorld;
let ada: Somebody;
beforeAll(async () => {
  world = await reachWorld();
  ada = await world.signUp('ada');
});
afterAll(() => world.end());

const open = () =>
  rows(
    world.app,
    sql`select state, query from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`,
  );

it('1,000 requests that are given up leave no transaction open, and the server answers as before', async () => {
  const paths = ['designs.list', 'reservations.list', 'market.search', 'environments.list'];
  const input = encodeURIComponent(
    JSON.stringify({
      text: '',
      contents: [],
      systems: [],
      soon: null,
      publishers: [],
      maxPerHourMicros: null,
      sort: 'name',
      page: 0,
    }),
  );
  let cut = 0;
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const path = paths[n % paths.length] ?? '';
        const over = new AbortController();
        const asked = ada.fetch(`/api/trpc/${path}${path === 'market.search' ? `?input=${input}` : ''}`, {
          signal: over.signal,
        });
        // Some before they arrive, some in the middle of their work.
        for (let turn = 0; turn < n % 20; turn += 1) await new Promise(setImmediate);
        over.abort();
        await asked.catch(() => (cut += 1));
      }),
    );
  expect(cut).toBeGreaterThan(500);
  await expect.poll(open, { timeout: 10_000 }).toEqual([]);
  await rows(world.app, sql`delete from rate_limit`);
  expect(await ada.call('query', 'designs.list')).toEqual([]);
});
