import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MeDto } from '../../src/features/session/dto.ts';
import { Refused, rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { webDesign } from '../designs.ts';

const HOUR = 3_600_000;
let server: TestApp;
let mallory: Browser;
let bystanderId: string;
/** What the bystander has before any of it. */
let before: [string, string][];
beforeAll(async () => {
  server = await testApp();
  mallory = await server.customer('Mallory');
  await bystand();
});
beforeEach(() => rows(server.app, sql`delete from rate_limit`));
afterAll(() => server.end());

/** What somebody has whom none of this concerns: a drawing, and a slot that is booked for it. */
async function bystand(): Promise<void> {
  const bystander = await server.customer('Bystander');
  const designId = await drawWordProcessing(bystander, 'Mine');
  const start = (await server.now()) + HOUR;
  await book(bystander, { designId, start, end: start + HOUR });
  const { account } = await bystander.query<MeDto>('session.me');
  bystanderId = account?.id ?? '';
  before = await ownedBy(bystanderId);
}

/** Every row of an account, table by table. */
async function ownedBy(accountId: string): Promise<[string, string][]> {
  const tables = await rows(
    server.app,
    sql`select table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = 'public' order by 1`,
  );
  const all: [string, string][] = [];
  for (const { name } of tables) {
    const [found] = await rows(
      server.app,
      sql`select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as found from ${sql.identifier(String(name))} t where account_id = ${accountId}`,
    );
    all.push([String(name), JSON.stringify(found)]);
  }
  return all;
}

type Json = Record<string, unknown>;
const good = () =>
  structuredClone(webDesign()) as unknown as Json & {
    components: Record<string, Json>;
    connections: Record<string, Json>;
    groups: Record<string, Json>;
  };
const changed = (change: (document: ReturnType<typeof good>) => void) => {
  const document = good();
  document.groups['g-a'] = { id: 'g-a', name: 'A', collapsed: false };
  for (const id of ['c-n', 'c-g']) (document.components[id] as Json)['group'] = 'g-a';
  change(document);
  return document;
};

/** What a design has no word for: prices and places of its own, code, and ways out. */
const FOREIGN: Json = {
  price: 0,
  perHourMicros: 0,
  quota: 1e9,
  accountId: 'acc_other',
  hostId: 'host_r1h01',
  catalogVersionId: 'catalog-none',
  onload: 'alert(1)',
  url: 'https://evil.example/',
  image: 'evil.example/image:latest',
  command: 'rm -rf /',
  files: [{ path: '/etc/passwd', content: 'x' }],
  toString: 'x',
};
const beside = (name: string, value: unknown): [string, Json][] => [
  [`${name} beside the parts`, changed((it) => (it[name] = value))],
  [`${name} of a part`, changed((it) => ((it.components['c-m'] as Json)[name] = value))],
  [`${name} of a connection`, changed((it) => ((it.connections['l-1'] as Json)[name] = value))],
  [`${name} of a group`, changed((it) => ((it.groups['g-a'] as Json)[name] = value))],
];
const part = (what: string, patch: Json): [string, Json] => [
  what,
  changed((it) => Object.assign(it.components['c-m'] as Json, patch)),
];

const REFUSED: [string, Json][] = [
  ...Object.entries(FOREIGN).flatMap(([name, value]) => beside(name, value)),
  part('a count of minus one', { count: -1 }),
  part('a count of a half', { count: 0.5 }),
  part('a count in words', { count: '1e9' }),
  part('a place that is endless', { x: 1e308 }),
  part('a property that is a list', { properties: { cpu: [1] } }),
  part('a property that is a program', { properties: { cpu: { $eval: '1' } } }),
  part('a type that is no text', { type: { id: 'server-x86-64' } }),
  part('a name of a megabyte', { name: 'x'.repeat(1_000_000) }),
  part('a host in a circle', { host: 'c-s' }),
  ['another version of the form', changed((it) => (it['version'] = 2))],
  [
    'a connection to nowhere',
    changed((it) => ((it.connections['l-1'] as Json)['a'] = { component: 'c-x', port: 'eth' })),
  ],
];
/** Drawn well, and nothing that could be booked. */
const INERT: [string, Json][] = [
  part('a type that nobody has', { type: '../../etc/passwd' }),
  part('a type that is an address', { type: 'javascript:alert(1)' }),
  part("somebody else's abstraction", { type: 'a-0123456789abcdef0123456789abcdef-1' }),
  part('more than any machine has', { properties: { cpu: 1_000_000_000 } }),
  part('less than nothing', { properties: { memoryMiB: -1 } }),
];

async function save(document: Json): Promise<{ id: string; code: string }> {
  const { id } = await mallory.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'D' });
  const code = await mallory.mutate('designs.save', { id, baseRevision: 1, document }).then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
  return { id, code };
}

describe('a design that means ill', () => {
  it('is one of at least 60, beside one that does not', async () => {
    expect(REFUSED.length + INERT.length).toBeGreaterThanOrEqual(60);
    expect((await save(changed(() => {}))).code).toBe('done');
  });

  it.each(REFUSED)('with %s is refused, and nothing of it is kept', async (_, document) => {
    const { id, code } = await save(document);
    const { revision } = await mallory.query<{ revision: number }>('designs.get', { id });
    expect({ code, revision }).toEqual({ code: 'BAD_INPUT', revision: 1 });
  });

  it.each(INERT)('with %s can be drawn and never booked', async (_, document) => {
    const { id, code } = await save(document);
    expect(code).toBe('done');
    const start = (await server.now()) + HOUR;
    const slot = { start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString() };
    const quote = mallory.query('reservations.quote', { designId: id, revision: 2, ...slot });
    await expect(quote).rejects.toMatchObject({ code: 'NOT_BOOKABLE' });
  });

  it('changes no row of anybody else', async () => {
    expect(before.filter(([, found]) => found !== '{"found":[]}').length).toBeGreaterThan(8);
    expect(await ownedBy(bystanderId)).toEqual(before);
  });
});
