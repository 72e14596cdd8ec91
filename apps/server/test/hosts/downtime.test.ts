import { randomUUID } from 'node:crypto';
import { scaleBy } from '@patchbay/engine/money';
import { HOUR, MINUTE, SECOND } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { BookResultDto, QuoteDto } from '../../src/features/reservations/dto.ts';
import type { UsageDto } from '../../src/features/usage/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { draw, stateOf, untilState } from '../engines/lab.ts';
import { addLab, hostNamed, hostOf, paper, untilHost } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
  await addLab(operator, ['one']);
});
afterAll(() => server.end());

/** Two machines, a switch and a disk, for three full hours. */
async function book(): Promise<{ id: string; start: number; end: number }> {
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const end = start + 3 * HOUR;
  const slot = {
    designId: await draw(ada, 2),
    revision: 2,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  };
  const quote = await ada.query<QuoteDto>('reservations.quote', slot);
  const booked = await ada.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return { id: booked.reservation.environmentId, start, end };
}

const number = (row: Record<string, unknown> | undefined, name: string) => Number(row?.[name]);

it('MTR-1, MTR-2: from the last proof that it ran until it runs again nothing is metered, and nothing charged', async () => {
  const { id, start, end } = await book();
  await server.skip(start + 50 * MINUTE);
  const host = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
  await breakHost(server.app.db.simulator, host.id, 'power-off');
  await untilState(ada, id, 'attention');
  // The hour turns twice while nothing runs.
  await server.skip(start + 2 * HOUR + 10 * MINUTE);
  await mendHost(server.app.db.simulator, host.id);
  await untilState(ada, id, 'running', 2);
  await server.skip(end + MINUTE);
  expect((await stateOf(ada, id)).state).toBe('ended');

  const [down] = await rows(
    server.app,
    sql`select extract(epoch from since) * 1000 as since, extract(epoch from until) * 1000 as until,
               (select extract(epoch from max(at)) * 1000 from usage_sample u where u.slot_id = d.slot_id and at < d.until) as sampled
          from downtime d`,
  );
  const [since, up] = [number(down, 'since'), number(down, 'until')];
  expect(since).toBeGreaterThanOrEqual(start + 50 * MINUTE);
  expect(since).toBeLessThan(start + 52 * MINUTE);
  expect(since).toBeGreaterThanOrEqual(number(down, 'sampled'));
  expect(up).toBeGreaterThan(start + 2 * HOUR + 10 * MINUTE);

  // First hour up to the loss, nothing of the second, the third from where it runs again: for each of the two machines.
  const [first, third] = [Math.round((since - start) / SECOND), Math.round((end - up) / SECOND)];
  const charges = await rows(
    server.app,
    sql`select extract(epoch from bucket) * 1000 as bucket, idx, quantity, amount_micros, per_unit_micros, band_milli, grade_milli from charge
         where environment_id = ${id} and meter = 'machine.reserved' order by bucket, idx`,
  );
  expect(charges.map((row) => [number(row, 'bucket'), row['idx'], number(row, 'quantity')])).toEqual([
    [start, 0, first],
    [start, 1, first],
    [start + 2 * HOUR, 0, third],
    [start + 2 * HOUR, 1, third],
  ]);
  const rated = charges.map((row) =>
    scaleBy(number(row, 'quantity'), [
      [number(row, 'per_unit_micros'), 3600],
      [number(row, 'band_milli'), 1000],
      [number(row, 'grade_milli'), 1000],
    ]),
  );
  expect(charges.map((row) => number(row, 'amount_micros'))).toEqual(rated);

  // MTR-2: what is charged is the usage, and the usage is its events; none of them lies in the downtime.
  const [sums] = await rows(
    server.app,
    sql`select (select sum(quantity) from usage_event where environment_id = ${id}) as events,
               (select sum(quantity) from usage_record where environment_id = ${id}) as records,
               (select sum(quantity) from charge where environment_id = ${id}) as charged,
               (select count(*) from usage_event where environment_id = ${id}
                   and during && (select tstzrange(since, until) from downtime)) as inside`,
  );
  expect(number(sums, 'records')).toBe(number(sums, 'events'));
  expect(number(sums, 'charged')).toBe(number(sums, 'events'));
  expect(number(sums, 'inside')).toBe(0);
});

it('MTR-1: a slot that never gets a host again is charged up to its loss, however often that is settled', async () => {
  const { id, start, end } = await book();
  await server.skip(start + 20 * MINUTE);
  const host = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
  await breakHost(server.app.db.simulator, host.id, 'power-off');
  await untilState(ada, id, 'attention');
  const { soFar } = await ada.query<UsageDto>('usage.month', {});
  await server.skip(end + MINUTE);
  expect((await stateOf(ada, id)).state).toBe('ended');
  const [total] = await rows(
    server.app,
    sql`select sum(quantity)::int as seconds, count(distinct bucket)::int as hours, count(*)::int as lines from usage_record
         where environment_id = ${id} and meter = 'machine.reserved'`,
  );
  const [down] = await rows(
    server.app,
    sql`select extract(epoch from d.since) * 1000 as since from downtime d join slot s on s.id = d.slot_id where s.environment_id = ${id}`,
  );
  const seconds = Math.round((number(down, 'since') - start) / SECOND);
  expect(total).toEqual({ hours: 1, lines: 2, seconds: 2 * seconds });
  const shown = soFar.flatMap(({ meters }) => meters).find(({ meter }) => meter === 'machine.reserved');
  // Within a second for each machine: the share of a period that is no whole second is rounded.
  expect(Math.abs((shown?.quantity ?? 0) - 2 * seconds)).toBeLessThanOrEqual(2);
});

it('CAP-3, MTR-1: a slot whose host was lost before it could run is charged from where it runs', async () => {
  const host = await hostNamed(operator, 'one');
  await mendHost(server.app.db.simulator, host.id);
  await untilHost(operator, 'one', 'up');
  const { id, start, end } = await book();
  await server.skip(start - MINUTE);
  await breakHost(server.app.db.simulator, host.id, 'power-off');
  await untilHost(operator, 'one', 'lost');
  await server.skip(start + SECOND);
  await untilState(ada, id, 'attention');
  await server.skip(start + 90 * MINUTE);
  await mendHost(server.app.db.simulator, host.id);
  const { downtimes } = await untilState(ada, id, 'running');
  await server.skip(end + MINUTE);

  const up = Date.parse(downtimes[0]?.end ?? '');
  expect(downtimes.map((one) => Date.parse(one.start))).toEqual([start]);
  expect(up).toBeGreaterThan(start + 90 * MINUTE);
  const [total] = await rows(
    server.app,
    sql`select sum(quantity)::int as seconds from charge where environment_id = ${id} and meter = 'machine.reserved'`,
  );
  expect(total).toEqual({ seconds: 2 * Math.round((end - up) / SECOND) });
});
