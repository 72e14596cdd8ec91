import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canonicalClient } from '../../src/features/session/rate-limit.ts';
import { rows, testApp, type TestApp } from '../app.ts';
import { freshDatabase, type FreshDatabase } from '../database.ts';

let database: FreshDatabase;
/** Two server processes on one database. */
let first: TestApp;
let second: TestApp;
beforeAll(async () => {
  database = await freshDatabase();
  first = await testApp({ database });
  second = await testApp({ database, older: true });
});
beforeEach(() => rows(first.app, sql`delete from rate_limit`));
afterAll(async () => {
  await second.close();
  await first.end();
});

/** A guess at the secret of a calendar, from an address: 20 tokens. */
async function guess(server: TestApp, remoteAddress: string, headers: Record<string, string> = {}) {
  const socket = {
    remoteAddress,
    remotePort: 1,
    remoteFamily: remoteAddress.includes(':') ? 'IPv6' : 'IPv4',
  };
  const url = `http://127.0.0.1/calendar/${'x'.repeat(32)}.ics`;
  const response = await server.http.request(
    url,
    { headers: { host: '127.0.0.1', ...headers } },
    { incoming: { socket } },
  );
  return response.status;
}

/** Who was counted; the minute may turn in the middle, so it is summed over. */
const counted = () =>
  rows(first.app, sql`select key, sum(used)::int as used from rate_limit group by key order by key`);

describe('a caller', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, client) => {
    expect(canonicalClient(address)).toBe(client);
  });

  it('of 1,000 addresses of one /64 is one, whichever process they ask, and the next /64 is another', async () => {
    for (let n = 0; n < 1000; n += 1)
      await guess(n % 2 === 0 ? first : second, `2001:db8:1:2:${(n * 7919).toString(16)}::${n.toString(16)}`);
    await guess(first, '2001:db8:1:3::1');
    expect(await counted()).toEqual([
      { key: 'client 2001:db8:1:2::/64', used: 20_000 },
      { key: 'client 2001:db8:1:3::/64', used: 20 },
    ]);
  });

  it('is not who a header says, whatever it is called', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'])
      await guess(first, '192.0.2.7', { [name]: 'for=198.51.100.1, 198.51.100.2' });
    expect(await counted()).toEqual([{ key: 'client 192.0.2.7', used: 100 }]);
  });

  it('that has used up its minute at one process is refused by the other', async () => {
    await rows(
      first.app,
      sql`insert into rate_limit (key, minute, used) select 'client 192.0.2.7', date_trunc('minute', real_clock()) + n * interval '1 minute', 1200 from generate_series(0, 1) as t (n)`,
    );
    expect(await guess(first, '192.0.2.7')).toBe(429);
    expect(await guess(second, '192.0.2.7')).toBe(429);
    expect(await guess(second, '192.0.2.8')).toBe(404);
  });
});
