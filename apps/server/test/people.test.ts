import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberDto } from '../src/features/members/dto.ts';
import type { PersonDto, ResetLinkDto } from '../src/features/people/dto.ts';
import type { MeDto } from '../src/features/session/dto.ts';
import { testApp, type Browser, type Refused, type TestApp } from './app.ts';

const PASSWORD = 'long enough to pass';
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

const me = (browser: Browser) => browser.query<MeDto>('session.me');
const idOf = async (browser: Browser) => (await me(browser)).person?.id ?? '';
const accountOf = async (browser: Browser) => (await me(browser)).account?.id ?? '';
const emailOf = async (browser: Browser) => (await me(browser)).person?.email ?? '';
const signIn = (browser: Browser, email: string, password: string) =>
  browser.mutate('session.signIn', { email, password });
const refused = (call: Promise<unknown>): Promise<Refused> =>
  call.then(
    () => Promise.reject(new Error('this was expected to be refused')),
    (error: unknown) => error as Refused,
  );
/** A call that acts for one of the person's other accounts. */
async function callIn(browser: Browser, accountId: string, path: string, input: unknown) {
  const reply = await browser.request('POST', `/api/trpc/${path}`, {
    body: JSON.stringify(input),
    headers: { 'x-patchbay-account': accountId },
  });
  const { error } = reply.body as { error?: { data: { patchbay: { code: string } } } };
  return error?.data.patchbay.code ?? 'done';
}

describe('signing up, in and out', () => {
  it('a new person has an account of their own and owns it', async () => {
    const ada = await server.customer('Ada In');
    expect(await me(ada)).toMatchObject({
      person: { name: 'Ada In' },
      account: { name: 'Ada In', role: 'owner' },
      operator: false,
    });
    await ada.mutate('session.signOut');
    expect(await me(ada)).toMatchObject({ person: null, account: null, operator: false });
    expect((await refused(ada.query('designs.list'))).code).toBe('UNAUTHENTICATED');
    await signIn(ada, 'ada.in@test.example', PASSWORD);
    expect(await me(ada)).toMatchObject({ person: { email: 'ada.in@test.example' } });
  });

  it('a session that was signed out stays signed out, also for a copy of its cookie', async () => {
    const ada = await server.customer('Ada Out');
    let cookie = '';
    const spy = await ada.request('POST', '/api/trpc/session.signIn', {
      body: JSON.stringify({ email: 'ada.out@test.example', password: PASSWORD }),
    });
    cookie = spy.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const thief = server.browser();
    const ask = async () => {
      const reply = await thief.request('GET', '/api/trpc/session.me', { headers: { cookie } });
      return (reply.body as { result: { data: MeDto } }).result.data.person?.name ?? null;
    };
    expect(await ask()).toBe('Ada Out');
    await ada.mutate('session.signOut');
    expect(await ask()).toBeNull();
  });

  it('a wrong password and an unknown address answer alike', async () => {
    await server.customer('Ada Known');
    const nobody = server.browser();
    const wrong = await refused(signIn(nobody, 'ada.known@test.example', 'not the password'));
    const unknown = await refused(signIn(nobody, 'nobody@test.example', 'not the password'));
    const shape = ({ reply, code }: Refused) => {
      const text = JSON.stringify(reply.body).replaceAll(/"id":"[^"]*"/g, '"id":""');
      return { status: reply.status, code, text, cookies: reply.headers.getSetCookie() };
    };
    expect(shape(wrong)).toMatchObject({ code: 'UNAUTHENTICATED', cookies: [] });
    expect(shape(unknown)).toEqual(shape(wrong));
    expect(await me(nobody)).toMatchObject({ person: null });
  });

  it('an address signs up once, in whatever letters it is written', async () => {
    await server.customer('Ada Twice');
    const again = { name: 'Other', email: 'ADA.twice@test.example', password: PASSWORD };
    expect((await refused(server.browser().mutate('session.signUp', again))).code).toBe('CONFLICT');
  });
});

describe('a reset link', () => {
  it('works once, sets the password, and ends every session', async () => {
    const operator = await server.operator();
    const ada = await server.customer('Ada Forgets');
    const personId = await idOf(ada);
    const link = await operator.mutate<ResetLinkDto>('people.issueResetLink', { personId });
    const token = new URL(link.path, 'http://127.0.0.1').searchParams.get('token') ?? '';
    const reset = (password: string) => server.browser().mutate('session.resetPassword', { token, password });

    expect(await me(ada)).toMatchObject({ person: { id: personId } });
    await reset('another long password');
    expect(await me(ada)).toMatchObject({ person: null });
    expect((await refused(reset('a third long password'))).code).toBe('NOT_FOUND');
    const fresh = server.browser();
    expect((await refused(signIn(fresh, 'ada.forgets@test.example', PASSWORD))).code).toBe('UNAUTHENTICATED');
    await signIn(fresh, 'ada.forgets@test.example', 'another long password');
    expect(await idOf(fresh)).toBe(personId);
  });

  it('is for operators to issue, who see persons and accounts', async () => {
    const ada = await server.customer('Ada Curious');
    const operator = await server.operator();
    const personId = await idOf(ada);
    expect((await refused(ada.mutate('people.issueResetLink', { personId }))).code).toBe('FORBIDDEN');
    expect((await refused(ada.query('people.list'))).code).toBe('FORBIDDEN');
    const persons = await operator.query<PersonDto[]>('people.list');
    expect(persons.find(({ id }) => id === personId)).toMatchObject({
      accounts: [{ name: 'Ada Curious', role: 'owner' }],
    });
    expect((await refused(operator.mutate('people.issueResetLink', { personId: 'nobody' }))).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('members of an account', () => {
  it('the last owner can neither leave nor step down', async () => {
    const ada = await server.customer('Ada Last');
    const personId = await idOf(ada);
    expect((await refused(ada.mutate('members.remove', { personId }))).code).toBe('CONFLICT');
    expect((await refused(ada.mutate('members.setRole', { personId, role: 'viewer' }))).code).toBe(
      'CONFLICT',
    );
    expect(
      (await refused(ada.mutate('members.add', { email: 'ada.last@test.example', role: 'designer' }))).code,
    ).toBe('CONFLICT');
    expect(await ada.query('members.list')).toMatchObject([{ personId, role: 'owner' }]);
  });

  it("being added to another account does not change one's own default account", async () => {
    const ada = await server.customer('Ada Invites');
    const bob = await server.customer('Bob Works');
    const own = await accountOf(bob);
    await ada.mutate('members.add', { email: await emailOf(bob), role: 'viewer' });
    expect(await me(bob)).toMatchObject({ account: { id: own, name: 'Bob Works', role: 'owner' } });
    // He may act there when he says so, within his role.
    const theirs = await accountOf(ada);
    expect(await callIn(bob, theirs, 'designs.create', { key: randomUUID(), name: 'D' })).toBe('FORBIDDEN');
    await ada.mutate('members.setRole', { personId: await idOf(bob), role: 'designer' });
    expect(await callIn(bob, theirs, 'designs.create', { key: randomUUID(), name: 'D' })).toBe('done');
    expect(await bob.query('designs.list')).toEqual([]);
    expect(await ada.query('designs.list')).toHaveLength(1);
  });

  it('ISO-1: naming an account that one does not belong to acts for one’s own', async () => {
    const ada = await server.customer('Ada Private');
    const eve = await server.customer('Eve Private');
    expect(await callIn(eve, await accountOf(ada), 'designs.create', { key: randomUUID(), name: 'D' })).toBe(
      'done',
    );
    expect(await ada.query('designs.list')).toEqual([]);
    expect(await eve.query('designs.list')).toHaveLength(1);
  });

  it('whoever is removed has lost it with the next request', async () => {
    const ada = await server.customer('Ada Removes');
    const bob = await server.customer('Bob Leaves');
    const theirs = await accountOf(ada);
    await ada.mutate('members.add', { email: await emailOf(bob), role: 'owner' });
    expect(
      await callIn(bob, theirs, 'members.setRole', { personId: await idOf(bob), role: 'designer' }),
    ).toBe('done');
    await ada.mutate('members.remove', { personId: await idOf(bob) });
    expect((await ada.query<MemberDto[]>('members.list')).map(({ name }) => name)).toEqual(['Ada Removes']);
    expect(await callIn(bob, theirs, 'designs.create', { key: randomUUID(), name: 'D' })).toBe('done');
    expect(await ada.query('designs.list')).toEqual([]);
  });

  it('of two owners who remove each other eight times at once, one stays', async () => {
    const ada = await server.customer('Ada Duels');
    const bob = await server.customer('Bob Duels');
    const account = await accountOf(ada);
    const [adaId, bobId] = [await idOf(ada), await idOf(bob)];
    await ada.mutate('members.add', { email: await emailOf(bob), role: 'owner' });
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        n % 2 === 0
          ? callIn(ada, account, 'members.remove', { personId: bobId })
          : callIn(bob, account, 'members.remove', { personId: adaId }),
      ),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    const winner = codes.indexOf('done') % 2 === 0 ? ada : bob;
    const reply = await winner.request('GET', '/api/trpc/members.list', {
      headers: { 'x-patchbay-account': account },
    });
    const left = (reply.body as { result: { data: MemberDto[] } }).result.data;
    expect(left).toMatchObject([{ personId: winner === ada ? adaId : bobId, role: 'owner' }]);
  });
});
