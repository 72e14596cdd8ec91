import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as members from '../../src/features/members/service.ts';
import type { MeDto } from '../../src/features/session/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { PROCEDURES } from '../procedures.ts';
import { inputFor } from '../walker-inputs.ts';

const PASSWORD = 'long enough to pass';
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

/** Somebody who signed in so long ago. */
async function signedInAgo(name: string, minutes: number): Promise<Browser> {
  const browser = await server.customer(name);
  const { person } = await browser.query<MeDto>('session.me');
  await server.app.db.identity.db.execute(
    sql`update identity.session set created_at = now() - ${minutes} * interval '1 minute' where user_id = ${person?.id}`,
  );
  return browser;
}
const code = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

const SENSITIVE = PROCEDURES.filter(({ sensitive }) => sensitive);

describe('what gives rights or money away takes a password that was given lately', () => {
  it('is these procedures', () => {
    expect(SENSITIVE.map(({ path }) => path).toSorted()).toEqual([
      'budgets.set',
      'catalog.publishPrices',
      'catalog.rollBackPrices',
      'dataCenter.addHost',
      'dataCenter.removeHost',
      'inventory.changeSite',
      'inventory.importHosts',
      'inventory.retireSite',
      'invoices.giveCredit',
      'members.add',
      'members.remove',
      'members.setRole',
      'people.issueResetLink',
    ]);
  });

  it.each(SENSITIVE.map(({ path }) => path))('%s', async (path) => {
    const name = `Left Open ${path.replaceAll('.', ' ')}`;
    const browser = await signedInAgo(name, 31);
    const me = await browser.query<MeDto>('session.me');
    await server.app.db.platform.tx(null, (tx) => members.makeOperator(tx, me.person?.id ?? ''));
    const ask = () => code(browser.mutate(path, inputFor(path, {}, 'canary')));
    expect(await ask()).toBe('CONFIRM');
    expect(await code(browser.mutate('session.confirm', { password: 'not the password' }))).toBe('CONFIRM');
    expect(await ask()).toBe('CONFIRM');
    await browser.mutate('session.confirm', { password: PASSWORD });
    expect(await ask()).not.toBe('CONFIRM');
  });

  it('is free for half an hour after signing in, and what gives nothing away always is', async () => {
    const lately = await signedInAgo('Lately', 29);
    expect(await code(lately.mutate('members.remove', { personId: 'nobody' }))).toBe('NOT_FOUND');
    const longAgo = await signedInAgo('Long Ago', 60 * 24);
    expect(
      await code(longAgo.mutate('designs.create', inputFor('designs.create', {}, 'canary') as object)),
    ).toBe('done');
  });

  it('a password of somebody else confirms nothing, and guesses are counted', async () => {
    const browser = await signedInAgo('Guesser', 31);
    // More than two minutes allow, since another may begin in between.
    const guesses = Array.from({ length: 41 }, (_, n) => ({ password: `guess number ${n}` }));
    const answers = await Promise.all(guesses.map((guess) => code(browser.mutate('session.confirm', guess))));
    expect([...new Set(answers)].toSorted()).toEqual(['CONFIRM', 'TOO_MANY']);
  });
});
