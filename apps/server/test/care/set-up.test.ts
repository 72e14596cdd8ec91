import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as setUp from '../../src/features/set-up/service.ts';
import { rows, testApp, type Refused, type TestApp } from '../app.ts';

let server: TestApp;
beforeEach(async () => {
  server = await testApp({ live: true });
});
afterEach(() => server.end());

const person = (n: number) => ({
  name: `Opal ${n}`,
  email: `opal.${n}@test.example`,
  password: 'long enough to pass',
});
const make = (token: string, n = 0) =>
  server
    .browser()
    .mutate('setUp.make', { token, ...person(n) })
    .then(
      () => 'made',
      (error: Refused) => error.code,
    );
const offer = async () => (await setUp.offer(server.app)) ?? 'none';
const count = async (table: string) =>
  Number((await rows(server.app, sql`select count(*) as n from ${sql.identifier(table)}`))[0]?.['n']);
const isOpen = () => server.browser().query<{ open: boolean }>('setUp.state');

describe('a world for real', () => {
  it('starts with a catalog and prices, without hosts and persons, and with the real clock', async () => {
    const counts = await Promise.all(
      ['catalog_version', 'price_book_version', 'site', 'host', 'operator', 'account'].map(count),
    );
    expect(counts).toEqual([1, 2, 0, 0, 0, 0]);
    expect(Math.abs((await server.now()) - Date.now())).toBeLessThan(60_000);
  });

  it('makes its first operator by the token, who is signed in and can do what operators do', async () => {
    expect(await isOpen()).toEqual({ open: true });
    const browser = server.browser();
    await browser.mutate('setUp.make', { token: await offer(), ...person(1) });
    expect(await browser.query('session.me')).toMatchObject({
      person: { email: 'opal.1@test.example' },
      operator: true,
      world: { demo: false },
    });
    expect(await browser.query('people.list')).toHaveLength(1);
    expect(await isOpen()).toEqual({ open: false });
    expect(await setUp.offer(server.app)).toBeNull();
  });

  it('makes one operator of 32 who use the token at once', async () => {
    const token = await offer();
    const outcomes = await Promise.all(Array.from({ length: 32 }, (_, n) => make(token, n)));
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
    expect(await count('operator')).toBe(1);
    expect(await count('account')).toBe(1);
  });
});

describe('the token', () => {
  it('counts until the next one is offered, and is stored as a hash only', async () => {
    const first = await offer();
    const second = await offer();
    expect(await make(first)).toBe('NOT_FOUND');
    const [stored] = await rows(server.app, sql`select * from set_up`);
    expect(JSON.stringify(stored)).not.toContain(second);
    expect(await make(second)).toBe('made');
  });

  it('ends after 24 hours', async () => {
    const token = await offer();
    const [life] = await rows(
      server.app,
      sql`select extract(epoch from expires_at - real_clock()) / 3600 as hours from set_up`,
    );
    expect(Math.round(Number(life?.['hours']))).toBe(24);
    await rows(server.app, sql`update set_up set expires_at = real_clock() - interval '1 second'`);
    expect(await make(token)).toBe('NOT_FOUND');
    expect(await isOpen()).toEqual({ open: true });
  });

  it('stays good when what came with it was refused', async () => {
    await server.customer('Opal Early');
    const token = await offer();
    const taken = { ...person(0), email: 'opal.early@test.example' };
    await expect(server.browser().mutate('setUp.make', { token, ...taken })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await make(token)).toBe('made');
  });

  it('can be guessed at 20 times a minute, from wherever it comes', async () => {
    await rows(server.app, sql`delete from rate_limit`);
    const outcomes = [];
    for (let n = 0; n < 21; n += 1) outcomes.push(await make(`no such token ${n}`));
    expect(outcomes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'NOT_FOUND'));
    expect(outcomes[20]).toBe('TOO_MANY');
  });

  it('is offered again after a crash between its use and the operator', async () => {
    await offer();
    await rows(server.app, sql`update set_up set used_at = real_clock()`);
    expect(await make(await offer())).toBe('made');
  });
});
