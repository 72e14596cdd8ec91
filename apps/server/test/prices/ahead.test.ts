import { HOUR, MINUTE } from '@patchbay/engine/time';
import { shippedCatalog } from '@patchbay/catalog';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PriceLine } from '@patchbay/engine/rating';
import type { PriceBookDto, PriceVersionsDto } from '../../src/features/catalog/dto.ts';
import { publishShipped } from '../../src/features/catalog/shipped.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { drawWordProcessing } from '../book.ts';
import { refused } from '../hosts/paper.ts';

/** One version may be ahead. Whatever is published then is based on what is in force, and withdraws it (MTR-2). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let at: number;
let usual: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  designId = await drawWordProcessing(ada, 'Letters');
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
  usual = await quoted();
});
afterAll(() => server.end());

const prices = () => operator.query<PriceVersionsDto>('catalog.prices');
const seat = (value: number): PriceLine => ({ of: 'hour', subject: 'windows-98', part: '', value });
const seen = async () => {
  const { baseId, ahead } = await prices();
  return { baseId, aheadId: ahead?.id ?? null };
};
const publish = async (line: PriceLine, from: number | null = null) =>
  operator.mutate<{ no: number }>('catalog.publishPrices', {
    ...(await seen()),
    validFrom: from === null ? null : new Date(at + from * HOUR).toISOString(),
    note: '',
    lines: [line],
  });
const rollBack = async (no: number) =>
  operator.mutate<{ no: number }>('catalog.rollBackPrices', {
    ...(await seen()),
    versionId: (await prices()).versions.find((one) => one.no === no)?.id,
    note: '',
  });
/** What one hour of a design with one seat is quoted at now. */
async function quoted(): Promise<number> {
  const { estimate } = await ada.query<QuoteDto>('reservations.quote', {
    designId,
    revision: 1,
    start: new Date(at + 100 * HOUR).toISOString(),
    end: new Date(at + 101 * HOUR).toISOString(),
  });
  return estimate.reservedMicros;
}
const dearer = async () => (await quoted()) - usual;
const skipTo = (hours: number) => server.skip(at + hours * HOUR + MINUTE);
const states = async () =>
  (await prices()).versions.slice(0, 3).map(({ no, state, changes }) => [no, state, changes.length]);

it('MTR-2: prices published now have nothing of those ahead, which never come', async () => {
  await publish(seat(2_012_000), 10);
  expect(await dearer()).toBe(0);
  await publish({ of: 'hour', subject: 'windows-nt-4', part: '', value: 7 });
  expect(await dearer()).toBe(0);
  expect(await states()).toEqual([
    [4, 'current', 1],
    [3, 'withdrawn', 1],
    [2, 'past', expect.any(Number)],
  ]);
  await skipTo(10);
  expect(await dearer()).toBe(0);
});

it('MTR-2: going back withdraws what is ahead; so does another version that begins later', async () => {
  await publish(seat(3_012_000), 20);
  await rollBack(2);
  await skipTo(20);
  expect(await dearer()).toBe(0);
  await publish(seat(4_012_000), 30);
  await publish(seat(1_012_000), 40);
  expect((await prices()).ahead).toMatchObject({ no: 8 });
  await skipTo(30);
  expect(await dearer()).toBe(0);
  await skipTo(40);
  expect(await dearer()).toBe(1_000_000);
});

it('a version ahead that the operator has not seen is not withdrawn', async () => {
  const before = await seen();
  await publish(seat(2_012_000), 50);
  const unseen = { ...before, validFrom: null, note: '', lines: [seat(5)] };
  expect((await refused(operator.mutate('catalog.publishPrices', unseen))).issues).toEqual(['overtaken']);
  const versionId = before.baseId;
  const back = { ...before, versionId, note: '' };
  expect((await refused(operator.mutate('catalog.rollBackPrices', back))).issues).toEqual(['overtaken']);
});

it('what a later build has and no book lists is priced at start-up, now and in the version ahead, and when going back', async () => {
  const startUp = () => server.app.db.platform.tx(null, publishShipped);
  const lists = async () =>
    (await ada.query<PriceBookDto>('catalog.priceBook')).book.prices.some(({ type }) => type === 'eudora-5');
  expect(shippedCatalog.types.some(({ id }) => id === 'eudora-5')).toBe(true);
  expect(await lists()).toBe(true);
  await rollBack(2);
  await publish(seat(6_012_000), 60);
  await startUp();
  expect((await prices()).nextNo).toBe(12);

  // As an earlier build published them: without a type that came later.
  await rows(
    server.app,
    sql`insert into price_book_version (id, hash, currency, content, valid_from, published_at, published_by)
        select 'book_old_' || n, 'old', currency, jsonb_set(content, '{prices}',
                 (select jsonb_agg(p) from jsonb_array_elements(content -> 'prices') p where p ->> 'type' <> 'eudora-5')),
               clock() + n * interval '10 hours', clock(), published_by
          from price_book_version, (values (0), (1)) as two (n) where no = 11 order by n`,
  );
  expect(await lists()).toBe(false);
  await startUp();
  expect(await lists()).toBe(true);
  const { ahead, nextNo, versions } = await prices();
  expect([ahead?.no, nextNo]).toEqual([15, 16]);
  expect(versions.slice(0, 2).map(({ by, changes }) => [by, changes.length])).toEqual([
    [null, 0],
    [null, 1],
  ]);
  await startUp();
  expect((await prices()).nextNo).toBe(16);
  await rollBack(12);
  expect(await lists()).toBe(true);
});
