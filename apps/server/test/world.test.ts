import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../src/context.ts';
import { listenForChanges } from '../src/db/changes.ts';
import { openDatabases } from '../src/db/databases.ts';
import { sqlState, type Tx } from '../src/db/pool.ts';
import { createAuth } from '../src/features/session/auth.ts';
import type { DesignDto } from '../src/features/designs/dto.ts';
import type { QuoteDto } from '../src/features/reservations/dto.ts';
import type { SkipDto, WorldStateDto } from '../src/features/world/dto.ts';
import { simulatedDriver } from '../src/drivers/simulated/driver.ts';
import * as world from '../src/features/world/service.ts';
import { rows, testApp, type Browser, type TestApp } from './app.ts';
import { freshDatabase } from './database.ts';

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

/** A slot ten days ahead, whose jobs lie in the outbox until then. */
async function bookFar(browser: Browser, now: number): Promise<void> {
  const key = randomUUID();
  const design = await browser.mutate<DesignDto>('designs.create', {
    key,
    name: 'D',
    abstraction: 'easy-word-processing',
  });
  const start = Math.ceil(now / HOUR) * HOUR + 240 * HOUR;
  const slot = { designId: design.id, revision: 1, start: iso(start), end: iso(start + HOUR) };
  const { totalMinor } = await browser.query<QuoteDto>('reservations.quote', slot);
  await browser.mutate('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: totalMinor,
  });
}

describe('the clock of a demo world', () => {
  let server: TestApp;
  let operator: Browser;
  beforeAll(async () => {
    server = await testApp();
    operator = await server.operator();
  });
  afterAll(() => server.end());

  const skip = (to: number) => operator.mutate<SkipDto>('world.skip', { to: iso(to) });

  it('goes where it is told, and on from there', async () => {
    const target = (await server.now()) + 5 * HOUR;
    expect(await skip(target)).toEqual({ now: iso(target), instants: 1, stoppedBy: null });
    const after = await server.now();
    expect(after).toBeGreaterThanOrEqual(target);
    expect(after).toBeLessThan(target + HOUR);
    expect(await operator.query<WorldStateDto>('world.get')).toMatchObject({ demo: true, skipping: false });
  });

  it('never goes back: a skip into the past changes nothing', async () => {
    const before = await server.now();
    await skip(before - 24 * HOUR);
    expect(await server.now()).toBeGreaterThanOrEqual(before);
  });

  it('never goes back, whoever writes it', async () => {
    const tries = [
      sql`update world set offset_ms = offset_ms - 1`,
      sql`update world set demo = false, offset_ms = 0`,
      sql`update world set id = 'world_other'`,
    ];
    for (const change of tries)
      expect(await rows(server.app, change).then(() => 'done', sqlState)).toBe('P0001');
  });

  it('of two skips at once one is refused, and the other arrives', async () => {
    const from = await server.now();
    // Work that is due now and that nobody finishes keeps the first skip where it is.
    const ada = await server.customer('Ada Blocks');
    await bookFar(ada, from);
    await rows(
      server.app,
      sql`update outbox set due = clock(), lease_until = real_clock() + interval '1 hour' where job = 'start'`,
    );
    const first = skip(from + HOUR);
    await expect.poll(async () => (await operator.query<WorldStateDto>('world.get')).skipping).toBe(true);
    await expect(skip(from + HOUR)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await server.now()).toBeLessThan(from + HOUR);
    await rows(server.app, sql`update outbox set done_at = clock() where job = 'start'`);
    expect(await first).toMatchObject({ now: iso(from + HOUR), stoppedBy: null });
    // The refused one holds nothing: the next skip is free to go.
    expect(await skip(from + 2 * HOUR)).toMatchObject({ stoppedBy: null });
  });

  it('offers the next start and the next end, however much is on its way', async () => {
    const ada = await server.customer('Ada Ahead');
    await bookFar(ada, await server.now());
    const onItsWay = sql`
      with late as (
        insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since)
        select s.id || n, account_id, reservation_id, environment_id, n, during, 'cancelled', state_since
          from (select * from slot limit 1) as s cross join generate_series(101, 140) as n returning *)
      insert into outbox (id, account_id, environment_id, slot_id, job, due, lease_until)
      select 'job_' || id, account_id, environment_id, id, 'start', clock() - interval '1 hour', real_clock() + interval '1 hour' from late`;
    await rows(server.app, onItsWay);
    const { now, due } = await operator.query<WorldStateDto>('world.get');
    expect(due.map(({ what }) => what).sort()).toEqual(['slot-end', 'slot-start']);
    expect(due.every(({ at }) => Date.parse(at) > Date.parse(now))).toBe(true);
    await rows(server.app, sql`update outbox set done_at = clock() where due < clock()`);
  });

  it('is moved by operators alone', async () => {
    const ada = await server.customer('Ada Waits');
    const before = await server.now();
    await expect(ada.mutate('world.skip', { to: iso(before + HOUR) })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await server.now()).toBeLessThan(before + HOUR);
  });
});

describe('the clock of any other world', () => {
  it('is the real one, and nothing moves it', async () => {
    const database = await freshDatabase();
    const db = openDatabases(database.url);
    const changes = await listenForChanges(database.url);
    const log = pino({ level: 'silent' });
    const auth = createAuth(db, {
      secret: 'a secret for tests, long enough',
      baseUrl: 'http://127.0.0.1',
      log,
    });
    const simulated = simulatedDriver(db.simulator);
    const app: App = {
      db,
      auth,
      changes,
      log,
      drivers: { simulated, docker: simulated },
      wake: () => {},
      look: () => {},
      aliasOf: (text) => text,
      accessOf: () => Promise.resolve(null),
      pages: null,
    };
    try {
      const made = await db.platform.tx(null, (tx) => world.create(tx, false));
      expect(made.demo).toBe(false);
      // Starting again, as a demo world this time, does not make it one.
      expect(await db.platform.tx(null, (tx) => world.create(tx, true))).toEqual(made);
      await expect(world.skip(app, iso(Date.now() + HOUR))).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await rows(app, sql`update world set offset_ms = 1`).then(() => 'done', sqlState)).toBe('23514');
      const [clocks] = await db.platform.tx(null, async (tx: Tx) => [
        ...(await tx.db.execute<{ ahead: string }>(
          sql`select abs(extract(epoch from clock() - real_clock())) as ahead`,
        )),
      ]);
      expect(Number(clocks?.ahead)).toBeLessThan(1);
    } finally {
      await changes.end();
      await db.end();
      await database.drop();
    }
  });
});
