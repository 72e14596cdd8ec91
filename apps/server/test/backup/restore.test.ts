import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../../src/db/backup/dump.ts';
import { decode, encode, type Frame } from '../../src/db/backup/file.ts';
import { restore } from '../../src/db/backup/restore.ts';
import { quoted, tablesOf } from '../../src/db/backup/tables.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import type { InvoiceDto, InvoiceRowDto } from '../../src/features/invoices/dto.ts';
import { runOne } from '../../src/workers/reconciler.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { emptyDatabase, type FreshDatabase } from '../database.ts';
import { quickFolder } from '../quick-folder.ts';

const HOUR = 3_600_000;

let folder: string;
let source: TestApp;
let file: string;
/** What the customer sees of the source, before it is closed. */
let seen: unknown;
let end: number;
const databases: FreshDatabase[] = [];

const newDatabase = async () => {
  const database = await emptyDatabase();
  databases.push(database);
  return database;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(quickFolder(), 'patchbay-backup-'));
  file = path.join(folder, 'world.backup');
  source = await testApp();
  await fill(source);
  await source.close();
  await dump(source.url, file);
});
afterAll(async () => {
  await source.app.db.end();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A slot that is over and billed, one that runs, one that is ahead, a credit, and a calendar address. */
async function fill(world: TestApp): Promise<void> {
  const ada = await world.customer('Ada Kept');
  const designId = await drawWordProcessing(ada, 'Kept');
  const start = Math.ceil((await world.now()) / HOUR) * HOUR + HOUR;
  await book(ada, { designId, start, end: start + HOUR });
  await world.skip(start + HOUR + 60_000);
  end = start + 5 * HOUR;
  await book(ada, { designId, start: start + 2 * HOUR, end });
  await book(ada, { designId, start: start + 48 * HOUR, end: start + 50 * HOUR });
  const { account } = await ada.query<{ account: { channelId: string } }>('session.me');
  const credit = { key: randomUUID(), channelId: account.channelId, amountMinor: 1, reason: 'kept' };
  await (await world.operator()).mutate('invoices.giveCredit', credit);
  await ada.mutate('calendar.subscribe', {});
  await world.skip(start + 3 * HOUR);
  seen = await seenBy(ada);
}

async function seenBy(browser: Browser): Promise<unknown> {
  const invoices = await browser.query<InvoiceRowDto[]>('invoices.list');
  const whole = invoices.map(({ id }) => browser.query('invoices.get', { id }));
  return [
    invoices,
    await Promise.all(whole),
    await browser.query('designs.list'),
    await browser.query('members.list'),
  ].map(withoutTime);
}

/** Without what is said of the instant at which it was asked. */
function withoutTime(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name === 'asOf' ? null : value)));
}

async function asOwner<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many rows each table has, and a hash of all of them. */
const contents = (url: string) =>
  asOwner(url, async (client) => {
    const found: Record<string, unknown> = {};
    for (const table of await tablesOf(client)) {
      await client.unsafe(table.walled ? 'set role patchbay_platform' : 'reset role');
      const columns = table.columns.filter((name) => name !== 'paused_at').map((name) => `"${name}"`);
      const [row] = await client.unsafe(
        `select count(*)::int as n, md5(string_agg(r::text, '|' order by r::text)) as hash
           from (select ${columns.join(', ')} from ${quoted(table)}) r`,
      );
      found[quoted(table)] = { n: row?.['n'], hash: row?.['hash'] };
    }
    return found;
  });

const tablesIn = (url: string) => asOwner(url, async (client) => (await tablesOf(client)).length);

/** Notes every call that reaches the driver. */
function recording(calls: string[]) {
  return (driver: Driver): Driver => {
    const noted = Object.entries(driver).map(([name, part]: [string, unknown]) => {
      if (typeof part !== 'function') return [name, part];
      return [
        name,
        (...asked: unknown[]) => (calls.push(name), (part as (...all: unknown[]) => unknown)(...asked)),
      ];
    });
    return Object.fromEntries(noted) as Driver;
  };
}

async function signedIn(twin: TestApp, email: string): Promise<Browser> {
  const browser = twin.browser();
  await browser.mutate('session.signIn', { email, password: 'long enough to pass' });
  return browser;
}

describe('a backup', () => {
  it('is one file that only its owner may read', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['world.backup']);
    const head = await decode(file).next();
    expect(head.value).toMatchObject({ form: 'head', body: { patchbay: 'backup', world: { demo: true } } });
  });

  it('has nothing to count on: no table takes its ids from a sequence', async () => {
    const sequences = await asOwner(source.url, (client) => client`select schemaname from pg_sequences`);
    expect(sequences.map((row) => row['schemaname'] as string)).toEqual(['drizzle']);
  });
});

describe('a world that was restored', () => {
  let twin: TestApp;
  let operator: Browser;
  let done: { rows: number };
  /** Right after the restore, before any server was at it. */
  let restored: unknown;
  const calls: string[] = [];
  beforeAll(async () => {
    const database = await newDatabase();
    done = await restore(database.url, file);
    restored = await contents(database.url);
    twin = await testApp({ database, older: true, wrap: recording(calls) });
    operator = await twin.operator();
  });
  afterAll(() => twin.close());

  it('has every row of every table as it was', async () => {
    expect(done.rows).toBeGreaterThan(500);
    expect(restored).toEqual(await contents(source.url));
  });

  it('shows its people what they saw, with the same sums', async () => {
    expect(await seenBy(await signedIn(twin, 'ada.kept@test.example'))).toEqual(seen);
  });

  it('keeps its laws: claims within capacity, charges as on invoices, walls and triggers as they were', async () => {
    const over = await rows(
      twin.app,
      sql`select c.host_id from host_claim c join host_capacity k on k.host_id = c.host_id and k.during @> lower(c.during)
           where c.state <> 'released'
             and k.cpu_milli < (select sum(o.cpu_milli) from host_claim o where o.host_id = c.host_id
                                   and o.state <> 'released' and o.during @> lower(c.during))`,
    );
    expect(over).toEqual([]);
    const ada = await signedIn(twin, 'ada.kept@test.example');
    const [invoice] = await ada.query<InvoiceRowDto[]>('invoices.list');
    const { totalMicros } = await ada.query<InvoiceDto>('invoices.get', { id: invoice?.id });
    const [sum] = await rows(
      twin.app,
      sql`select (select sum(amount_micros) from charge where invoice_id = ${invoice?.id})
               + (select sum(amount_micros) from invoice_item where invoice_id = ${invoice?.id}) as micros`,
    );
    expect(Number(sum?.['micros'])).toBe(totalMicros);
    const state = (url: string) =>
      asOwner(url, async (client) => [
        await client`select relname, relrowsecurity, relforcerowsecurity from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
        await client`select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
        await client`select hash, created_at from drizzle.__drizzle_migrations order by id`,
      ]);
    expect(await state(twin.url)).toEqual(await state(source.url));
  });

  it('calls no driver while it is paused, whoever asks, though work is due', async () => {
    expect(await operator.query('session.me')).toMatchObject({ world: { paused: true } });
    const dueNow = sql`update outbox set due = clock() where done_at is null and job = 'watch' returning id`;
    const due = await rows(twin.app, dueNow);
    expect(due.length).toBeGreaterThan(0);
    const { db, drivers, log } = twin.app;
    for (let n = 0; n < 20; n += 1) expect(await runOne({ platform: db.platform, drivers }, log)).toBe(false);
    const { simulated } = drivers;
    const options = { signal: AbortSignal.timeout(5000) };
    await expect(simulated.list([], null, options)).rejects.toThrow('this world is paused');
    await expect(simulated.events('host', options)[Symbol.asyncIterator]().next()).rejects.toThrow('paused');
    await expect(operator.mutate('world.skip', { to: new Date(end).toISOString() })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(calls).toEqual([]);
  });

  it('goes on once an operator resumes it, with every lease of a later epoch', async () => {
    const open = sql`select id, lease_epoch from outbox where done_at is null order by id`;
    const epochs = await rows(twin.app, open);
    const ada = await signedIn(twin, 'ada.kept@test.example');
    await expect(ada.mutate('world.resume')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await operator.mutate('world.resume');
    const later = new Map((await rows(twin.app, open)).map((row) => [row['id'], Number(row['lease_epoch'])]));
    for (const { id, lease_epoch: epoch } of epochs)
      expect(later.get(id) ?? Infinity).toBeGreaterThan(Number(epoch));
    await expect(operator.mutate('world.resume')).rejects.toMatchObject({ code: 'CONFLICT' });
    await twin.skip(end + 60_000);
    expect(calls.length).toBeGreaterThan(0);
    const states = await rows(
      twin.app,
      sql`select state, count(*)::int as n from slot group by state order by state`,
    );
    expect(states).toEqual([
      { state: 'ended', n: 2 },
      { state: 'scheduled', n: 1 },
    ]);
  });
});

describe('what is refused leaves the database empty', () => {
  const refused = async (bytes: Buffer): Promise<string> => {
    const database = await newDatabase();
    const other = path.join(folder, `${randomUUID()}.backup`);
    await writeFile(other, bytes);
    const said = await restore(database.url, other).then(
      () => 'restored',
      (error: Error) => error.message,
    );
    expect(await tablesIn(database.url)).toBe(0);
    return said;
  };
  /** The same backup with something changed that its hashes then agree with. */
  const changed = async (change: (frame: Frame) => Frame): Promise<Buffer> => {
    async function* frames() {
      for await (const frame of decode(file)) yield change(frame);
    }
    const pieces: Buffer[] = [];
    for await (const piece of encode(frames())) pieces.push(piece);
    return gzipSync(Buffer.concat(pieces));
  };

  it('a file of which a byte is another, wherever it is', async () => {
    const whole = await readFile(file);
    for (const part of [0.1, 0.5, 0.9]) {
      const bytes = Buffer.from(whole);
      const at = Math.floor(bytes.length * part);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      expect(await refused(bytes)).toContain('Nothing was restored.');
    }
  });

  it('a file that ends too soon, and one that goes on', async () => {
    const whole = await readFile(file);
    expect(await refused(whole.subarray(0, whole.length - 20))).toContain('Nothing was restored.');
    expect(await refused(whole.subarray(0, 1000))).toContain('Nothing was restored.');
    expect(await refused(Buffer.concat([whole, gzipSync('more')]))).toContain('Nothing was restored.');
    expect(await refused(Buffer.from('no backup at all'))).toContain('Nothing was restored.');
  });

  it('rows that are not those that were counted', async () => {
    const fewer = await changed((frame) =>
      frame.form === 'sum' && frame.body.table.includes('"slot"')
        ? { ...frame, body: { ...frame.body, rows: frame.body.rows - 1 } }
        : frame,
    );
    expect(await refused(fewer)).toContain('"public"."slot" is not what was written');
  });

  it('a schema that this build does not have', async () => {
    const newer = await changed((frame) =>
      frame.form === 'head'
        ? { ...frame, body: { ...frame.body, migration: { at: 9e12, hash: 'later' } } }
        : frame,
    );
    expect(await refused(newer)).toContain('another or a newer Patchbay');
  });

  it('a database that has something already keeps it', async () => {
    const before = await contents(source.url);
    await expect(restore(source.url, file)).rejects.toThrow('This database is not empty.');
    expect(await contents(source.url)).toEqual(before);
  });
});
