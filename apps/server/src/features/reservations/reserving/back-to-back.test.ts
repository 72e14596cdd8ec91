import { randomUUID } from 'node:crypto';
import { addDays, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../../test/app.ts';
import { book, bookSeries, seriesOf } from '../../../../test/book.ts';
import type { DesignDto } from '../../designs/dto.ts';

const HOUR = 3_600_000;
let server: TestApp;

beforeAll(async () => {
  server = await testApp();
  // One host can hold it, so that everybody has the same one.
  await rows(
    server.app,
    sql`update host set draining = true where arch = 'x86-64' and id <> (select min(id) from host where arch = 'x86-64' and site_id = 'site_berlin')`,
  );
});
afterAll(() => server.end());

/** Somebody with a design that keeps data. */
async function shopkeeper(name: string): Promise<{ browser: Browser; designId: string }> {
  const browser = await server.customer(name);
  const input = { key: randomUUID(), name: `Shop of ${name}`, abstraction: 'database-with-array' };
  return { browser, designId: (await browser.mutate<DesignDto>('designs.create', input)).id };
}

/** What the data center itself remembers, by environment. */
async function remembered() {
  const found = await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute<{ environment_id: string; form: string; host_id: string; made: string; spec: string }>(
      sql`select environment_id, form, host_id, created_at::text as made, spec::text as spec from simulator.resource order by 1, 2, 3, component, idx`,
    ),
  );
  return [...found];
}
const machinesIn = (all: Awaited<ReturnType<typeof remembered>>) =>
  all.filter(({ form }) => form === 'machine');
const dataOf = (all: Awaited<ReturnType<typeof remembered>>, environmentId: string) =>
  all.filter((one) => one.form === 'volume' && one.environment_id === environmentId);

it('S5: others run on the same host between the daily slots of A, without overlap, and find nothing of A', async () => {
  const a = await shopkeeper('A');
  const date = addDays(wallTimeOf(await server.now(), 'Europe/Berlin').date, 1);
  const daily = seriesOf({ designId: a.designId, date, ends: { count: 2 }, rule: { time: '10:00' } });
  const booked = await bookSeries(a.browser, daily);
  if (booked.outcome !== 'booked') throw new Error('expected room');
  const mine = booked.reservation.environmentId;
  const start = Date.parse(booked.reservation.slot.start);
  await server.skip(start + HOUR);
  const own = await remembered();
  expect(dataOf(own, mine).length).toBeGreaterThan(0);
  const hosts = new Set(machinesIn(own).map(({ host_id: host }) => host));
  expect(hosts.size).toBe(1);

  for (const [n, name] of ['B', 'C', 'D'].entries()) {
    const other = await shopkeeper(name);
    const at = start + (2 + 2 * n) * HOUR;
    const { environmentId } = await book(other.browser, {
      designId: other.designId,
      start: at,
      end: at + 2 * HOUR,
    });
    await server.skip(at + HOUR);
    const all = await remembered();
    const machines = machinesIn(all);
    // On the same host, and nobody else's machine is there or anywhere.
    expect(new Set(machines.map((one) => `${one.environment_id} ${one.host_id}`))).toEqual(
      new Set([...hosts].map((host) => `${environmentId} ${host}`)),
    );
    // ISO-3: what it was made of names nothing of A, its data is its own and new; A's waits for A, untouched.
    const theirs = all.filter((one) => one.environment_id === environmentId);
    expect(theirs.filter(({ spec }) => spec.includes(mine))).toEqual([]);
    expect(dataOf(all, environmentId).every(({ made }) => Date.parse(made) >= at)).toBe(true);
    expect(dataOf(all, mine)).toEqual(dataOf(own, mine));
  }

  // No two claims on that host touch each other's time.
  const overlapping = await rows(
    server.app,
    sql`select count(*)::int as n from host_claim a join host_claim b on a.host_id = b.host_id and a.slot_id < b.slot_id and a.during && b.during
      where a.state <> 'released' and b.state <> 'released'`,
  );
  expect(overlapping).toEqual([{ n: 0 }]);

  await server.skip(start + 25 * HOUR);
  const again = await remembered();
  expect(new Set(machinesIn(again).map((one) => one.environment_id))).toEqual(new Set([mine]));
  expect(dataOf(again, mine)).toEqual(dataOf(own, mine));
});
