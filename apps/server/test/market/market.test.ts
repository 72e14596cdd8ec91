import { randomUUID } from 'node:crypto';
import { CONTENTS, SYSTEMS, type Query } from '@patchbay/engine/market';
import { HOUR } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LibraryDto, SavedVersionDto } from '../../src/features/abstractions/dto.ts';
import type { DesignDto } from '../../src/features/designs/dto.ts';
import type { ItemDto, MarketDto } from '../../src/features/market/dto.ts';
import { Refused, rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { webDesign } from '../designs.ts';

let server: TestApp;
let keller: Browser;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  keller = await server.customer('Keller Works');
  ada = await server.customer('Ada Alder');
});
afterAll(() => server.end());

const ANY: Query & { page: number } = {
  text: '',
  contents: [],
  systems: [],
  soon: null,
  publishers: [],
  maxPerHourMicros: null,
  sort: 'name',
  page: 0,
};
const search = (browser: Browser, query: Partial<typeof ANY> = {}) =>
  browser.query<MarketDto>('market.search', { ...ANY, ...query });
const item = (browser: Browser, type: string) => browser.query<ItemDto>('market.get', { type });
const take = (browser: Browser, type: string, properties = {}) =>
  browser.mutate<{ designId: string }>('market.take', { key: randomUUID(), type, properties });

const DECIDED = {
  summary: 'Answers on one address.',
  family: 'software',
  icon: 'world',
  ports: [],
  parameters: [
    {
      name: 'memory',
      label: 'Memory',
      targets: [{ part: 'c-m', property: 'memoryMiB' }],
      default: 4096,
      changeable: true,
    },
  ],
  visibility: 'team',
};
const TERMS = { text: 'Everything a shop needs.', pricePerHourMicros: 120_000, forkable: false };

/** A version that its account has saved and not published. */
async function saved(browser: Browser, name: string): Promise<SavedVersionDto> {
  const input = { key: randomUUID(), name, ...DECIDED, document: webDesign() };
  return browser.mutate<SavedVersionDto>('abstractions.save', input);
}
async function published(browser: Browser, name: string, terms: Partial<typeof TERMS> = {}) {
  const version = await saved(browser, name);
  const type = version.content.id;
  await browser.mutate('abstractions.publish', { type, ...TERMS, ...terms });
  return { type, version };
}
/** The next version of it, from the source design as it is. */
async function next({ abstraction }: SavedVersionDto, semver: string, notes: string): Promise<string> {
  const made = await keller.mutate<SavedVersionDto>('abstractions.saveVersion', {
    key: randomUUID(),
    id: abstraction.id,
    baseNo: 1,
    revision: 1,
    semver,
    notes,
    name: abstraction.name,
    ...DECIDED,
  });
  return made.content.id;
}
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

describe('the market', () => {
  it('begins with what is shipped, each with its price and a start that was solved', async () => {
    const { total, offers, facets } = await search(ada);
    expect(total).toBe(15);
    expect(offers.map(({ publisher }) => publisher)).toEqual(offers.map(() => 'Patchbay'));
    expect(offers.filter(({ perHourMicros, earliest }) => perHourMicros <= 0 || earliest === null)).toEqual(
      [],
    );
    expect(facets.contents.database).toBe((await search(ada, { contents: ['database'] })).total);
  });

  it('shows a published version to everybody, with its publisher, and nothing that is not published', async () => {
    await saved(keller, 'Hidden shop');
    const { type } = await published(keller, 'Web shop');
    const { offers, contents } = await search(ada, { text: 'shop keller' });
    expect(offers.map((one) => [one.name, one.publisher, one.own])).toEqual([
      ['Web shop', 'Keller Works', false],
    ]);
    expect(contents.map(({ id }) => id)).toEqual([type]);
    expect((await search(keller, { publishers: ['own'] })).offers.map(({ own }) => own)).toEqual([true]);
  });

  it('counts what its publisher asks into the price, by the hour and for the example', async () => {
    const { type } = await published(keller, 'Priced shop', { pricePerHourMicros: 1_000_000 });
    const free = await published(keller, 'Free shop', { pricePerHourMicros: 0 });
    const [priced, plain] = [await item(ada, type), await item(ada, free.type)];
    expect(priced.perHourMicros - plain.perHourMicros).toBe(1_000_000);
    const reserved = (one: ItemDto) => one.example.estimate.reservedMicros;
    expect(reserved(priced) - reserved(plain)).toBe(priced.example.hours * 1_000_000);
  });

  it('ISO-1: what is not published, and what does not exist, answer alike', async () => {
    const { content } = await saved(keller, 'Private shop');
    const unknown = `a-${'f'.repeat(32)}-1`;
    const calls = [content.id, unknown].map((type) => codeOf(item(ada, type)));
    expect(await Promise.all(calls)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await codeOf(take(ada, content.id))).toBe('NOT_FOUND');
    expect(await codeOf(ada.mutate('abstractions.publish', { type: content.id, ...TERMS }))).toBe(
      'NOT_FOUND',
    );
  });

  it('publishes once: other terms are another version', async () => {
    const { type } = await published(keller, 'Fixed shop');
    expect(await codeOf(keller.mutate('abstractions.publish', { type, ...TERMS }))).toBe('CONFLICT');
    const change = rows(
      server.app,
      sql`update abstraction_version set price_per_hour_micros = 0 where id = ${type} returning id`,
    );
    await expect(change).rejects.toThrow('Failed query');
  });

  it('publishes nothing that could not be booked', async () => {
    const document = webDesign();
    const { 'c-o': _, ...components } = document.components;
    const broken = { ...document, components };
    const version = await keller.mutate<SavedVersionDto>('abstractions.save', {
      key: randomUUID(),
      name: 'Broken',
      ...DECIDED,
      document: {
        ...broken,
        components: { ...components, 'c-s': { ...document.components['c-s'], host: null } },
      },
    });
    expect(await codeOf(keller.mutate('abstractions.publish', { type: version.content.id, ...TERMS }))).toBe(
      'BAD_INPUT',
    );
  });
});

describe('taking a template', () => {
  it('makes a design with one of it, as it was chosen, that can be booked at once', async () => {
    const { type } = await published(keller, 'Ready shop');
    const { designId } = await take(ada, type, { memory: 8192 });
    const design = await ada.query<DesignDto>('designs.get', { id: designId });
    expect(Object.values(design.document.components).map((one) => [one.type, one.properties])).toEqual([
      [type, { memory: 8192 }],
    ]);
    const start = (await server.now()) + HOUR;
    const reservation = await book(ada, { designId, start, end: start + 2 * HOUR });
    expect(reservation.state).toBe('scheduled');
  });

  it('refuses a parameter that it does not have', async () => {
    expect(await codeOf(take(ada, 'easy-word-processing', { nothing: 1 }))).toBe('BAD_INPUT');
  });

  it('twice with one key makes one design', async () => {
    const input = { key: randomUUID(), type: 'e-mail-workplace', properties: {} };
    const first = await ada.mutate('market.take', input);
    expect(await ada.mutate('market.take', input)).toEqual(first);
  });

  it('a withdrawn template is off the market, and whoever uses it goes on to', async () => {
    const { type } = await published(keller, 'Withdrawn shop');
    const { designId } = await take(ada, type);
    const bob = await server.customer(`Bob ${randomUUID().slice(0, 6)}`);
    await keller.mutate('abstractions.withdraw', { type });
    expect((await search(bob, { text: 'withdrawn' })).total).toBe(0);
    expect(await codeOf(take(bob, type))).toBe('NOT_FOUND');
    expect(await item(ada, type)).toMatchObject({ withdrawn: true });
    const start = (await server.now()) + HOUR;
    expect(await book(ada, { designId, start, end: start + HOUR })).toMatchObject({ state: 'scheduled' });
  });

  it('offers its users the newer versions that are on the market, ready to be compared, and no others', async () => {
    const { type, version } = await published(keller, 'Growing shop');
    await take(ada, type);
    const offered = async (who: Browser) => {
      const { templates, contents } = await who.query<LibraryDto>('abstractions.library');
      const versions = templates.find(({ name }) => name === 'Growing shop')?.versions;
      return versions?.map((one) => [one.semver, contents.some(({ id }) => id === one.type)]);
    };
    const newer = await next(version, '1.1.0', 'One more.');
    expect(await offered(ada)).toEqual([['1.0.0', true]]);
    await keller.mutate('abstractions.publish', { type: newer, ...TERMS });
    expect(await offered(ada)).toEqual([
      ['1.1.0', true],
      ['1.0.0', true],
    ]);
    const dora = await server.customer('Dora Unused');
    expect([await offered(keller), await offered(dora)]).toEqual([undefined, undefined]);
    await keller.mutate('abstractions.withdraw', { type: newer });
    expect(await offered(ada)).toEqual([['1.0.0', true]]);
  });

  it("counts the accounts that use it, and names only one's own designs", async () => {
    const { type } = await published(keller, 'Counted shop');
    const carl = await server.customer(`Carl ${randomUUID().slice(0, 6)}`);
    await take(ada, type);
    await take(ada, type);
    await take(carl, type);
    const seen = await item(carl, type);
    expect([seen.accounts, seen.designs.length]).toEqual([2, 1]);
  });
});

describe('a new version', () => {
  it('of a template in 50 designs and 10 environments changes none of them, and says what is new', async () => {
    const { type, version } = await published(keller, 'Popular shop');
    const designs: string[] = [];
    for (let n = 0; n < 50; n += 1) designs.push((await take(ada, type)).designId);
    const start = (await server.now()) + HOUR;
    const ten = designs.slice(0, 10);
    for (const designId of ten) await book(ada, { designId, start, end: start + 6 * HOUR });
    await server.skip(start + HOUR);
    const states = () =>
      rows(
        server.app,
        sql`select e.id, e.generation, s.state from environment e join slot s on s.environment_id = e.id
             where e.design_id = any(${sql.param(ten)}::text[]) order by e.id`,
      );
    const documents = () =>
      Promise.all(
        designs.map((id) => ada.query<DesignDto>('designs.get', { id }).then((one) => one.document)),
      );
    const [before, drawn] = [await states(), await documents()];
    expect(before.map(({ state }) => state)).toEqual(ten.map(() => 'running'));

    const newer = await next(version, '1.1.0', 'Answers faster');
    await keller.mutate('abstractions.publish', { type: newer, ...TERMS });
    await server.skip(start + 2 * HOUR);
    expect(await states()).toEqual(before);
    expect(await documents()).toEqual(drawn);
    const seen = await item(ada, type);
    expect(seen.versions.map(({ semver, notes }) => [semver, notes])).toEqual([
      ['1.1.0', 'Answers faster'],
      ['1.0.0', ''],
    ]);
    expect((await search(ada, { text: 'popular' })).offers.map((one) => one.type)).toEqual([newer]);
  }, 60_000);
});

describe('a fork', () => {
  it("is the account's own, says what it was made out of, and asks nothing", async () => {
    const { type } = await published(keller, 'Open shop', { forkable: true });
    const { abstractionId } = await ada.mutate<{ abstractionId: string }>('market.fork', {
      key: randomUUID(),
      type,
    });
    const [row] = await rows(
      server.app,
      sql`select forked_from, price_per_hour_micros, account_id = (select account_id from abstraction_version where id = ${type}) as same
            from abstraction_version where abstraction_id = ${abstractionId}`,
    );
    expect(row).toEqual({ forked_from: type, price_per_hour_micros: null, same: false });
  });

  it('is made only where the terms allow it; of what is shipped always', async () => {
    const { type } = await published(keller, 'Closed shop');
    const fork = (of: string) => codeOf(ada.mutate('market.fork', { key: randomUUID(), type: of }));
    expect([await fork(type), await fork('three-tier-shop')]).toEqual(['FORBIDDEN', 'done']);
  });
});

it('every facet of the shipped templates is used by one of them', async () => {
  const { facets } = await search(ada);
  expect(CONTENTS.filter((one) => facets.contents[one] === 0)).toEqual([]);
  expect(SYSTEMS.filter((one) => facets.systems[one] === 0)).toEqual(['unix', 'handheld']);
});
