import { HOUR } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { UnmetDemandDto } from '../../src/features/demand/dto.ts';
import { MAX_A_DAY } from '../../src/features/demand/service.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing, oneSeat } from '../book.ts';

/** What was asked for and found no room is counted for the operator, and not who asked (ISO-1). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada Secret');
  designId = await drawWordProcessing(ada, 'Secret letters');
  await oneSeat(server);
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
});
afterAll(() => server.end());

const quote = (hours: number) =>
  ada.query<QuoteDto>('reservations.quote', {
    designId,
    revision: 1,
    start: new Date(at + hours * HOUR).toISOString(),
    end: new Date(at + (hours + 1) * HOUR).toISOString(),
  });
const unmet = (days = 7) => operator.query<UnmetDemandDto>('demand.unmet', { days });

it('what fits is not counted', async () => {
  expect((await quote(1)).fits).toBe(true);
  expect(await unmet()).toMatchObject({ searches: 0, days: [], rows: [] });
});

it('a search without room counts once a day, by what was short at each site, and would have fitted with it alone', async () => {
  await book(ada, { designId, start: at + HOUR, end: at + 2 * HOUR });
  for (let asked = 0; asked < 3; asked += 1) expect((await quote(1)).fits).toBe(false);
  const found = await unmet();
  expect(found.searches).toBe(1);
  const seat = { shortOf: 'pool', what: 'seat/windows-98', searches: 1, alone: 1, mostMissing: 1 };
  expect(found.rows).toEqual([
    expect.objectContaining({ ...seat, siteName: 'Berlin-2', never: 0 }),
    expect.objectContaining({ ...seat, siteName: 'Tartu-1', never: 1 }),
  ]);
  await quote(1.5);
  expect((await unmet()).searches).toBe(2);
});

it('ISO-1: nothing of it leads to who asked', async () => {
  const kept = JSON.stringify(await rows(server.app, sql`select * from unmet_demand`));
  const me = await ada.query<{ account: { id: string }; person: { id: string } }>('session.me');
  for (const word of ['Secret', designId, me.account.id, me.person.id]) expect(kept).not.toContain(word);
  expect(kept).toContain('seat/windows-98');
});

it('of one account so many searches count in a day and no more', async () => {
  await rows(
    server.app,
    sql`insert into unmet_demand (key, searcher, site_id, short_of, what, at, needed, available, never, beside)
          select 'more ' || n, searcher, site_id, short_of, what, at, needed, available, never, beside
            from unmet_demand, generate_series(3, ${MAX_A_DAY}) as n where key = (select min(key) from unmet_demand) and site_id = 'site_berlin' order by n limit ${MAX_A_DAY - 2}`,
  );
  await quote(1.25);
  expect((await unmet()).searches).toBe(MAX_A_DAY);
  await rows(server.app, sql`delete from unmet_demand where key like 'more %'`);
});

it('only what is asked of lately is told', async () => {
  await server.skip(at + 49 * HOUR);
  expect((await unmet(1)).searches).toBe(0);
  expect((await unmet(7)).searches).toBe(2);
});
