import { HOUR, MINUTE } from '@patchbay/engine/time';
import { shippedCatalog } from '@patchbay/catalog';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PriceLine } from '@patchbay/engine/rating';
import type { CatalogVersionsDto, PriceVersionsDto, ReadPricesDto } from '../../src/features/catalog/dto.ts';
import { publishShipped } from '../../src/features/catalog/shipped.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { refused } from '../hosts/paper.ts';

/** Operators publish prices and go back on them; what is booked keeps its price, to the last micro-unit (MTR-2). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  designId = await drawWordProcessing(ada, 'Letters');
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
});
afterAll(() => server.end());

const prices = () => operator.query<PriceVersionsDto>('catalog.prices');
const publish = (
  lines: readonly PriceLine[],
  rest: { baseId: string; aheadId?: string; validFrom?: string | null; note?: string },
) =>
  operator.mutate<{ no: number }>('catalog.publishPrices', {
    aheadId: null,
    validFrom: null,
    note: '',
    ...rest,
    lines,
  });
const seat = (value: number): PriceLine => ({ of: 'hour', subject: 'windows-98', part: '', value });
const quote = (from: number) =>
  ada.query<QuoteDto>('reservations.quote', {
    designId,
    revision: 1,
    start: new Date(at + from * HOUR).toISOString(),
    end: new Date(at + (from + 1) * HOUR).toISOString(),
  });

it('there are the versions of start-up, and what the last of them changed', async () => {
  const { versions, nextNo, currency, lines } = await prices();
  expect(versions.map(({ no, state, by }) => [no, state, by])).toEqual([
    [2, 'current', null],
    [1, 'past', null],
  ]);
  expect([nextNo, currency]).toEqual([3, 'EUR']);
  expect(versions[0]?.changes).toContainEqual({
    of: 'band',
    subject: 'weekend',
    part: '',
    before: null,
    after: 700,
  });
  expect(lines).toContainEqual(seat(12_000));
});

let before: Awaited<ReturnType<typeof book>>;
let after: Awaited<ReturnType<typeof book>>;

it('MTR-2: what is booked keeps its price, what is quoted after has the new one', async () => {
  before = await book(ada, { designId, start: at + HOUR, end: at + 2 * HOUR });
  const old = await quote(3);
  const { baseId } = await prices();
  expect(await publish([seat(1_012_000)], { baseId, note: 'licences are dearer' })).toEqual({
    no: 3,
  });
  const now = await quote(3);
  expect(now.estimate.reservedMicros - old.estimate.reservedMicros).toBe(1_000_000);
  expect(now.priceBookVersionId).not.toBe(old.priceBookVersionId);
  const { versions } = await prices();
  expect(versions.slice(0, 2)).toMatchObject([
    {
      no: 3,
      state: 'current',
      by: expect.stringMatching(/^Operator/),
      note: 'licences are dearer',
      changes: [{ subject: 'windows-98', before: 12_000, after: 1_012_000 }],
    },
    { no: 2, state: 'past' },
  ]);
  after = await book(ada, { designId, start: at + HOUR, end: at + 2 * HOUR });
});

it('MTR-2: each slot is charged by the book that it was booked with', async () => {
  await server.skip(at + 2 * HOUR + 5 * MINUTE);
  const charged = async (reservationId: string) =>
    Number(
      (
        await rows(
          server.app,
          sql`select sum(amount_micros) as micros from charge where reservation_id = ${reservationId} and meter like '%.reserved'`,
        )
      )[0]?.['micros'],
    );
  expect(await charged(before.id)).toBe(before.reservedMicros);
  expect(await charged(after.id)).toBe(after.reservedMicros);
  expect(after.reservedMicros - before.reservedMicros).toBe(1_000_000);
});

it('a version begins when it says; one that was overtaken, changes nothing, or begins in the past is refused', async () => {
  const { baseId } = await prices();
  const issue = async (call: Promise<unknown>) => (await refused(call)).issues[0];
  expect(await issue(publish([seat(1)], { baseId: 'book_none' }))).toBe('overtaken');
  expect(await issue(publish([seat(1_012_000)], { baseId }))).toBe('same');
  expect(await issue(publish([{ ...seat(1), part: 'cpu' }], { baseId }))).toBe('lines');
  expect(await issue(publish([seat(1)], { baseId, validFrom: new Date(at).toISOString() }))).toBe('start');
  const validFrom = new Date(at + 20 * HOUR).toISOString();
  await publish([seat(2_012_000)], { baseId, validFrom });
  const { versions } = await prices();
  expect(versions.slice(0, 2).map(({ no, state }) => [no, state])).toEqual([
    [4, 'ahead'],
    [3, 'current'],
  ]);
  const now = await quote(30);
  await server.skip(at + 20 * HOUR + MINUTE);
  expect((await quote(30)).estimate.reservedMicros - now.estimate.reservedMicros).toBe(1_000_000);
});

it('of two who publish at once one does, and the other is told', async () => {
  const { baseId } = await prices();
  const both = await Promise.allSettled([publish([seat(3)], { baseId }), publish([seat(4)], { baseId })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('going back publishes the earlier contents as a new version; history stays', async () => {
  const { baseId, versions } = await prices();
  const first = versions.find(({ no }) => no === 2);
  const back = await operator.mutate<{ no: number }>('catalog.rollBackPrices', {
    versionId: first?.id,
    baseId,
    aheadId: null,
    note: 'as it was',
  });
  const now = await prices();
  expect(now.versions[0]).toMatchObject({ no: back.no, contentsOf: 2, state: 'current', note: 'as it was' });
  expect(now.lines).toContainEqual(seat(12_000));
  expect(now.versions).toHaveLength(versions.length + 1);
});

it('once an operator has published, start-up publishes nothing that has a price', async () => {
  const { versions } = await prices();
  await server.app.db.platform.tx(null, publishShipped);
  expect((await prices()).versions).toEqual(versions);
});

it('a file of prices is read exactly, and what of it is wrong is told by line', async () => {
  const read = (csv: string) => operator.mutate<ReadPricesDto>('catalog.readPrices', { csv });
  expect(
    await read(
      'of,subject,part,amount\r\nhour,windows-98,,1.25\r\nhour,windows-98,,2\r\nhour,none,,1\r\nhour,x86-pc,cpu,0.00001\r\nband,weekend,,65.5\r\nx\r\n',
    ),
  ).toEqual({
    lines: [seat(12_500), { of: 'band', subject: 'weekend', part: '', value: 655 }],
    problems: [
      { line: 3, problem: 'twice' },
      { line: 4, problem: 'unknown' },
      { line: 5, problem: 'value' },
      { line: 7, problem: 'fields' },
    ],
  });
  expect((await refused(read('type,price\r\nx,1'))).issues).toEqual(['table']);
});

it('new designs use the catalog version that an operator chose; designs of a later one keep theirs', async () => {
  const versions = () => operator.query<CatalogVersionsDto>('catalog.versions');
  const draw = async () =>
    ada.mutate<{ id: string; catalogVersionId: string }>('designs.create', { key: randomUUID(), name: 'D' });
  const first = (await versions()).versions[0]?.id ?? '';
  const [gone] = shippedCatalog.types.filter(({ id }) => id === 'eudora-5');
  const later = { ...shippedCatalog, types: shippedCatalog.types.filter((type) => type !== gone) };
  await rows(
    server.app,
    sql`insert into catalog_version (id, hash, content, published_at) values ('catalog-later', 'later', ${JSON.stringify(later)}::text::jsonb, clock())`,
  );
  const two = await versions();
  expect(two.chosen).toBe(null);
  expect(two.versions).toMatchObject([
    { id: 'catalog-later', inUse: true, readable: true, removed: ['eudora-5'], added: [], changed: [] },
    { id: first, inUse: false },
  ]);
  const design = await draw();
  expect(design.catalogVersionId).toBe('catalog-later');
  await operator.mutate('catalog.chooseVersion', { versionId: first });
  expect((await versions()).chosen).toMatchObject({
    versionId: first,
    by: expect.stringMatching(/^Operator/),
  });
  expect((await draw()).catalogVersionId).toBe(first);
  const document = { version: 1, components: {}, connections: {}, groups: {} };
  await ada.mutate('designs.save', { id: design.id, baseRevision: 1, document });
  const kept = await ada.query<{ catalogVersionId: string }>('designs.get', { id: design.id });
  expect(kept.catalogVersionId).toBe('catalog-later');
  await operator.mutate('catalog.chooseVersion', { versionId: null });
  expect((await draw()).catalogVersionId).toBe('catalog-later');
  expect((await refused(operator.mutate('catalog.chooseVersion', { versionId: 'none' }))).code).toBe(
    'NOT_FOUND',
  );
});
