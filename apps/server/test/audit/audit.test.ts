import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AuditPageDto } from '../../src/features/audit/dto.ts';
import { actOf, UNTOLD } from '../../src/features/audit/acts.ts';
import { verifyLogs, type Head } from '../../src/features/audit/verify.ts';
import type { MeDto } from '../../src/features/session/dto.ts';
import { Refused, rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { PROCEDURES } from '../procedures.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
let operator: Browser;
/** Past every wall: what somebody could do who has the database itself. */
let intruder: postgres.Sql;
let reader: postgres.Sql;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  operator = await server.operator();
  const { pathname } = new URL(server.url);
  const options = { max: 1, onnotice: () => {} };
  intruder = postgres(inject('clusterAdminUrl').replace(/\/[^/]*$/, pathname), options);
  reader = postgres(server.url, { ...options, max: 1, connection: { role: 'patchbay_platform' } });
});
afterAll(async () => {
  await Promise.all([intruder.end(), reader.end()]);
  await server.end();
});

const accountOf = async (browser: Browser) => (await browser.query<MeDto>('session.me')).account?.id ?? '';
const log = (browser: Browser, filter = {}) => browser.query<AuditPageDto>('audit.list', filter);
const told = async (browser: Browser, path: 'audit.list' | 'audit.platform' = 'audit.list') =>
  (await browser.query<AuditPageDto>(path, {})).entries
    .map(({ act, outcome }) => `${act} ${outcome}`)
    .toReversed();

describe('what is written', () => {
  it('every mutation is an act that is told, or has a reason why not', () => {
    const open = PROCEDURES.filter(
      ({ form, path }) => form === 'mutation' && actOf(path, {}) === null && !(path in UNTOLD),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('an act in the log of its account, before it is done, and the code where it is refused', async () => {
    const start = (await server.now()) + HOUR;
    const designId = await drawWordProcessing(ada, 'Told');
    const booked = await book(ada, { designId, start, end: start + HOUR });
    const release = { key: randomUUID(), reservationId: booked.id };
    await ada.mutate('reservations.release', release);
    await server.customer('Bob Told');
    await ada.mutate('members.add', { email: 'bob.told@test.example', role: 'viewer' });
    const gone = { personId: 'nobody', role: 'viewer' };
    await expect(ada.mutate('members.setRole', gone)).rejects.toBeInstanceOf(Refused);
    expect(await told(ada)).toEqual([
      'reservations.book asked',
      'reservations.release asked',
      'members.add asked',
      'members.setRole asked',
      'members.setRole NOT_FOUND',
    ]);
    const { entries } = await log(ada, { act: 'members.add' });
    expect(entries).toMatchObject([
      { person: { name: 'Ada' }, subject: null, facts: { email: 'bob.told@test.example', role: 'viewer' } },
    ]);
    expect((await log(ada, { refused: true })).entries).toHaveLength(1);
  });

  it('who signs in, and who tried to, in the log of their account; strangers in that of the platform, unnamed', async () => {
    await server.customer('Cleo');
    const nobody = server.browser();
    const tries = [
      ['cleo@test.example', 'not the password'],
      ['hunter2@test.example', 'not the password'],
      ['cleo@test.example', 'long enough to pass'],
    ];
    for (const [email, password] of tries)
      await nobody.mutate('session.signIn', { email, password }).catch(() => null);
    expect(await told(nobody)).toEqual([
      'session.signIn asked',
      'session.signIn UNAUTHENTICATED',
      'session.signIn asked',
    ]);
    const platform = await told(operator, 'audit.platform');
    expect(platform).toEqual(
      expect.arrayContaining(['session.signUp asked', 'session.signIn UNAUTHENTICATED']),
    );
    const all = await rows(server.app, sql`select * from audit_entry`);
    expect(JSON.stringify(all)).not.toMatch(/hunter2|not the password|long enough/);
  });

  it('strangers under one name each, which is no hash that anybody could make again', async () => {
    const tries = ['gone@test.example', 'Gone@test.example', 'other@test.example'];
    for (const email of tries)
      await server
        .browser()
        .mutate('session.signIn', { email, password: 'not the password' })
        .catch(() => null);
    const { entries } = await operator.query<AuditPageDto>('audit.platform', { act: 'session.signIn' });
    const [other, again, first] = entries.flatMap(({ outcome, facts }) =>
      outcome === 'asked' ? [facts['address']] : [],
    );
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    const bare = createHash('sha256').update(JSON.stringify('gone@test.example')).digest('hex');
    expect(bare).not.toContain(first);
  });

  it('what is too long without its end, and never half a character', async () => {
    const role = `${'x'.repeat(199)}\u{1f600}\u{1f600}`;
    const wrong = { email: 'bob.told@test.example', role };
    await expect(ada.mutate('members.add', wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const { entries } = await log(ada, { act: 'members.add', refused: true });
    expect(entries[0]?.facts['role']).toBe(`${'x'.repeat(199)}\u{1f600}`);
  });

  it('what operators do in the log of the platform, which only they read', async () => {
    await operator.mutate('world.skip', { to: new Date((await server.now()) + 1000).toISOString() });
    expect(await told(operator, 'audit.platform')).toContain('world.skip asked');
    await expect(ada.query('audit.platform', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('what somebody asked for without the right to it, in the log of whose it would have been', async () => {
    const bob = server.browser();
    await bob.mutate('session.signIn', { email: 'bob.told@test.example', password: 'long enough to pass' });
    await expect(bob.mutate('world.skip', { to: new Date().toISOString() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await told(operator, 'audit.platform')).slice(-2)).toEqual([
      'world.skip asked',
      'world.skip FORBIDDEN',
    ]);
    await expect(
      server.browser().mutate('members.add', { email: 'x@test.example', role: 'owner' }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await told(operator, 'audit.platform')).not.toContain('members.add asked');
  });

  it('in pages, from the newest to the oldest', async () => {
    const accountId = await accountOf(ada);
    const act = sql`select 'x' from generate_series(1, 150)`;
    await rows(
      server.app,
      sql`insert into audit_entry (account_id, act, outcome, facts) select ${accountId}, a, 'asked', '{}' from (${act}) as t (a)`,
    );
    const first = await log(ada);
    const second = await log(ada, { before: first.before ?? 0 });
    expect([first.entries.length, second.before]).toEqual([100, null]);
    const numbers = [...first.entries, ...second.entries].map(({ no }) => no);
    expect(numbers).toEqual(numbers.map((_, n) => numbers.length - n));
  });
});

describe('nobody changes it unseen', () => {
  it('the app may only add to the log of the account that it acts for', async () => {
    const accountId = await accountOf(ada);
    const attempts = [
      sql`update audit_entry set act = 'y'`,
      sql`delete from audit_entry`,
      sql`insert into audit_entry (account_id, act, outcome, facts) values ('platform', 'y', 'asked', '{}')`,
      sql`insert into audit_entry (account_id, no, at, real_at, prev, hash, act, outcome, facts) values (${accountId}, 1, clock(), clock(), '', '', 'y', 'asked', '{}')`,
      sql`select * from audit_head`,
    ];
    const refused = {
      cause: { message: expect.stringMatching(/permission denied for|violates row-level security/) },
    };
    for (const attempt of attempts)
      await expect(server.app.db.app.tx({ accountId }, (tx) => tx.db.execute(attempt))).rejects.toMatchObject(
        refused,
      );
    for (const attempt of attempts.slice(0, 2))
      await expect(rows(server.app, attempt)).rejects.toMatchObject(refused);
  });

  it('many at once get numbers that follow each other', async () => {
    await Promise.all(Array.from({ length: 24 }, () => ada.mutate('calendar.subscribe')));
    const { problems, entries } = await verifyLogs(reader);
    expect([problems, entries > 180]).toEqual([[], true]);
  });

  /** Any entry of the middle, with its triggers asleep. */
  const MIDDLE = `account_id = (select account_id from audit_head order by no desc limit 1) and no = 20`;
  const columns = {
    account_id: `'acc_other'`,
    no: '100000',
    at: `at + interval '1 microsecond'`,
    real_at: `real_at - interval '1 microsecond'`,
    person_id: `coalesce(person_id, '') || 'x'`,
    act: `act || 'x'`,
    outcome: `'DONE'`,
    subject: `coalesce(subject, '') || 'x'`,
    facts: `facts || '{"a": "b"}'`,
    prev: `repeat('0', 64)`,
    hash: `hash || '0'`,
  };
  const tampering: [string, string][] = [
    ...Object.entries(columns).map(([name, value]): [string, string] => [
      `another ${name}`,
      `update audit_entry set ${name} = ${value} where ${MIDDLE}`,
    ]),
    ['an entry taken out', `delete from audit_entry where ${MIDDLE}`],
    [
      'the last entry taken out',
      `delete from audit_entry e using audit_head h where h.account_id = e.account_id and h.no = e.no`,
    ],
    [
      'an entry put in',
      `insert into audit_entry select account_id, 500000, at, real_at, person_id, act, outcome, subject, facts, prev, hash from audit_entry where ${MIDDLE}`,
    ],
    [
      'two entries in each other’s place',
      `update audit_entry e set act = o.act, facts = o.facts, at = o.at, real_at = o.real_at, hash = o.hash from audit_entry o
        where e.account_id = o.account_id and e.no in (20, 21) and o.no = 41 - e.no and e.account_id = (select account_id from audit_head order by no desc limit 1)`,
    ],
    ['a whole log gone', `delete from audit_entry where account_id = 'platform'`],
  ];

  it('every column is tampered with', async () => {
    const found =
      await intruder`select column_name from information_schema.columns where table_name = 'audit_entry'`;
    expect(Object.keys(columns).sort()).toEqual(found.map((row) => String(row['column_name'])).sort());
  });

  it.each(tampering)('%s is found', async (_, statement) => {
    expect((await verifyLogs(reader)).problems).toEqual([]);
    const copy = async (from: string, to: string) => {
      await intruder.unsafe(
        `set session_replication_role = replica; truncate ${to}; insert into ${to} select * from ${from}`,
      );
    };
    await intruder.unsafe(
      `create table if not exists kept (like audit_entry); alter table audit_entry disable trigger user`,
    );
    await copy('audit_entry', 'kept');
    const { count } = await intruder.unsafe(statement);
    expect(count).toBeGreaterThan(0);
    expect((await verifyLogs(reader)).problems.length).toBeGreaterThan(0);
    await copy('kept', 'audit_entry');
  });

  it('a log that was made anew from some entry on is found by what was written down elsewhere', async () => {
    const accountId = await accountOf(ada);
    const heads = await rows(server.app, sql`select account_id as "accountId", no, hash from audit_head`);
    const known = heads.map((head) => ({ ...head, no: Number(head['no']) }) as Head);
    expect((await verifyLogs(reader, known)).problems).toEqual([]);
    await intruder.unsafe(
      `set session_replication_role = origin; alter table audit_entry enable trigger chain`,
    );
    await intruder`delete from audit_entry where account_id = ${accountId} and no > 30`;
    await intruder`update audit_head set no = 30, hash = (select hash from audit_entry where account_id = ${accountId} and no = 30) where account_id = ${accountId}`;
    for (let i = 0; i < 3; i += 1) await ada.mutate('calendar.revoke');
    expect((await verifyLogs(reader)).problems).toEqual([]);
    expect((await verifyLogs(reader, known)).problems).toHaveLength(1);
  });
});
