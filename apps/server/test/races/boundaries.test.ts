import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../src/drivers/driver.ts';
import { rows } from '../app.ts';
import { book, oneSeat } from '../book.ts';
import { customers, SLOT, list, MINUTE, nextStart, stateOf, twoWorkers } from './two-workers.ts';

/** A data center that says of a machine `times` times that it is removed before it is: cleaning up takes that much longer. */
const lingering =
  (times: number) =>
  (driver: Driver): Driver => {
    const asked = new Map<string, number>();
    return {
      ...driver,
      remove: async (host, what, options) => {
        const name = JSON.stringify(what.key);
        const before = asked.get(name) ?? 0;
        asked.set(name, before + 1);
        return what.form === 'machine' && before < times ? 'removed' : driver.remove(host, what, options);
      },
    };
  };

describe.each([
  ['at once', 0],
  ['after a while', 4],
])('slots back to back on the last seat, cleaned up %s (Blazar c92edb8)', (_, times) => {
  it('CAP-1, CAP-3: a slot may begin exactly when another ends: all are booked, at once, and all run', async () => {
    const COUNT = 5;
    const server = await twoWorkers(lingering(times));
    await oneSeat(server);
    const all = await customers(server, COUNT);
    const first = await nextStart(server);
    // Every other one first and then those between, so that each meets neighbours on both sides.
    const places = all.map((__, n) => (n * 2) % COUNT);
    await Promise.all(
      all.map(({ browser, designId }, n) => {
        const start = first + (places[n] ?? 0) * SLOT;
        return book(browser, { designId, start, end: start + SLOT });
      }),
    );
    await server.skip(first + COUNT * SLOT + 2 * MINUTE);
    const ended = await Promise.all(all.map(({ browser }) => list(browser)));
    expect(ended.flat().map(({ state }) => state)).toEqual(all.map(() => 'ended'));
    const ran = await rows(
      server.app,
      sql`select code, count(*)::int as n from event where code in ('running', 'given-up', 'never-ran', 'missed') group by code`,
    );
    expect(ran).toEqual([{ code: 'running', n: COUNT }]);
    // One seat, so the bound times of its unit follow each other and never meet.
    const bound = await rows(
      server.app,
      sql`select count(distinct b.slot_id)::int as slots, count(distinct b.unit_id)::int as units from unit_binding b
        join unit u on u.id = b.unit_id join pool p on p.id = u.pool_id where p.resource_class = 'seat/windows-98'`,
    );
    expect(bound).toEqual([{ slots: COUNT, units: 1 }]);
  });
});

describe('what is told of a booking (Blazar 030e9ed)', () => {
  /** What names a slot, an environment or a reservation that is not there to be read. */
  const ORPHANS = sql`select 'job' as what from outbox o
      left join slot s on s.id = o.slot_id left join reservation r on r.id = s.reservation_id
      left join environment e on e.id = o.environment_id where s.id is null or r.id is null or e.id is null
    union all select 'event' from event v left join environment e on e.id = v.environment_id where e.id is null
    union all select 'environment' from environment e where not exists (select 1 from reservation r where r.environment_id = e.id)`;

  it('CAP-2: no event, job or notification is seen before its reservation, and nothing waits for ever', async () => {
    const COUNT = 12;
    const server = await twoWorkers();
    const all = await customers(server, COUNT);
    const early: string[] = [];
    const listener = postgres(server.url, { max: 1, onnotice: () => {} });
    const known = new Set(
      (await rows(server.app, sql`select id from account`)).map((row) => String(row['id'])),
    );
    const asked: Promise<unknown>[] = [];
    const ask = async (id: string) => {
      const [found] = await rows(
        server.app,
        sql`select 1 as n from reservation where environment_id = ${id}`,
      );
      if (!found && !known.has(id)) early.push(id);
    };
    await listener.listen('environment', (id) => void asked.push(ask(id)));
    const start = await server.now();
    const booking = Promise.all(
      all.map(({ browser, designId }) => book(browser, { designId, start, end: start + 2 * SLOT })),
    );
    let looks = 0;
    let over = false;
    const looking = (async () => {
      while (!over) {
        early.push(...(await rows(server.app, ORPHANS)).map(({ what }) => String(what)));
        looks += 1;
      }
    })();
    const booked = await booking;
    await server.skip(start + 5 * MINUTE);
    over = true;
    await looking;
    await listener.end();
    await Promise.all(asked);
    expect(early).toEqual([]);
    expect([asked.length > COUNT, looks > COUNT]).toEqual([true, true]);
    const states = await Promise.all(
      all.map((customer, n) => stateOf(customer, booked[n]?.environmentId ?? '')),
    );
    expect(states.map(({ state }) => state)).toEqual(all.map(() => 'running'));
  });
});
