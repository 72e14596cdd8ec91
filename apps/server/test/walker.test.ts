import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedVersionDto } from '../src/features/abstractions/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import type { InvoiceRowDto } from '../src/features/invoices/dto.ts';
import type { Policy } from '../src/trpc.ts';
import { testApp, type Browser, type Reply, type TestApp } from './app.ts';
import { inputFor } from './walker-inputs.ts';
import { PROCEDURES, type Procedure } from './procedures.ts';

/** Strings that stand in everything the other account owns. None may reach anybody else. */
const CANARY = 'canaryQ7x';

type Actor = 'anonymous' | 'stranger' | 'viewer' | 'designer' | 'owner' | 'operator';
const ACTORS: readonly Actor[] = ['anonymous', 'stranger', 'viewer', 'designer', 'owner', 'operator'];
/** Who gets past each policy, in the account that the input names or elsewhere. */
const ADMITS: Record<Policy, readonly Actor[]> = {
  public: ACTORS,
  person: ['stranger', 'viewer', 'designer', 'owner', 'operator'],
  viewer: ['stranger', 'viewer', 'designer', 'owner', 'operator'],
  designer: ['stranger', 'designer', 'owner', 'operator'],
  owner: ['stranger', 'owner', 'operator'],
  operator: ['operator'],
};

let server: TestApp;
const actors = new Map<Actor, Browser>();
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await testApp();
  const owner = await server.customer(`${CANARY} Owner`);
  actors.set('owner', owner);
  actors.set('anonymous', server.browser());
  actors.set('stranger', await server.customer('Stranger'));
  actors.set('operator', await server.operator());
  for (const role of ['viewer', 'designer'] as const) actors.set(role, await member(owner, role));
  await server.customer('Newcomer');
  await furnish(owner);
});
afterAll(() => server.end());

/** Somebody who acts for the owner's account, with a role in it. */
async function member(owner: Browser, role: 'viewer' | 'designer'): Promise<Browser> {
  const own = await server.customer(`Member ${role}`);
  await owner.mutate('members.add', { email: `member.${role}@test.example`, role });
  const me = await owner.query<{ account: { id: string } }>('session.me');
  return inAccount(own, me.account.id);
}

function inAccount(browser: Browser, accountId: string): Browser {
  const request: Browser['request'] = (method, path, init = {}) =>
    browser.request(method, path, { ...init, headers: { ...init.headers, 'x-patchbay-account': accountId } });
  return { ...browser, request };
}

/** Things of the owner's account, with canaries in every text: a design, a running environment, charges, an invoice. */
async function furnish(owner: Browser): Promise<void> {
  const design = await owner.mutate<{ id: string; revision: number }>('designs.create', {
    key: randomUUID(),
    name: `${CANARY} design`,
    abstraction: 'easy-word-processing',
  });
  const saved = await owner.mutate<SavedVersionDto>('abstractions.save', {
    ...(inputFor('abstractions.save', {}, CANARY) as object),
    name: `${CANARY} abstraction`,
  });
  const start = Math.ceil((await server.now()) / 3_600_000) * 3_600_000 + 3_600_000;
  const book = async (at: number) => {
    const slot = {
      designId: design.id,
      revision: 1,
      start: new Date(at).toISOString(),
      end: new Date(at + 7_200_000).toISOString(),
    };
    const quote = await owner.query<QuoteDto>('reservations.quote', slot);
    const booked = await owner.mutate<BookResultDto>('reservations.book', {
      ...slot,
      key: randomUUID(),
      zone: 'UTC',
      expectedTotalMinor: quote.totalMinor,
    });
    if (booked.outcome !== 'booked') throw new Error('expected room');
    return booked.reservation;
  };
  await book(start);
  await server.skip(start + 7_260_000);
  const ahead = await book(start + 10 * 7_200_000);
  const [invoice] = await owner.query<InvoiceRowDto[]>('invoices.list');
  const me = await owner.query<{ person: { id: string }; account: { id: string } }>('session.me');
  Object.assign(ids, {
    designId: design.id,
    abstractionId: saved.abstraction.id,
    versionType: saved.content.id,
    reservationId: ahead.id,
    slotId: ahead.slotId,
    environmentId: ahead.environmentId,
    invoiceId: invoice?.id ?? '',
    personId: me.person.id,
    start: ahead.slot.start,
    end: ahead.slot.end,
  });
}

async function call(actor: Actor, { path, form }: Procedure, input: unknown): Promise<Reply> {
  // Signing up or in makes somebody else of whoever does it.
  const browser = path.startsWith('session.sign') ? server.browser() : actors.get(actor);
  if (!browser) throw new Error(`no such actor: ${actor}`);
  if (form === 'mutation')
    return browser.request('POST', `/api/trpc/${path}`, { body: JSON.stringify(input ?? {}) });
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return browser.request('GET', `/api/trpc/${path}${query}`);
}

/** Everything of the owner's account that a mutation could change. */
async function ownersThings(): Promise<unknown> {
  const owner = actors.get('owner') as Browser;
  return [
    await owner.query('designs.list'),
    await owner.query('abstractions.library'),
    await owner.query('reservations.list'),
    await owner.query('members.list'),
    await owner.query('invoices.list'),
  ];
}

function codeOf(reply: Reply): string | undefined {
  return (reply.body as { error?: { data?: { patchbay?: { code?: string } } } }).error?.data?.patchbay?.code;
}

describe('policies', () => {
  it('every procedure declares one, and takes nothing but strict objects', () => {
    expect(PROCEDURES.filter(({ policy }) => policy === undefined)).toEqual([]);
    const loose = PROCEDURES.filter(({ inputs }) =>
      inputs.some(
        (input) =>
          !input.safeParse({ surprise: 1 }).error?.issues.some((issue) => issue.code === 'unrecognized_keys'),
      ),
    );
    expect(loose.map(({ path }) => path)).toEqual([]);
  });

  it('is the matrix that was reviewed', () => {
    expect(PROCEDURES.map(({ path, form, policy }) => `${policy} ${form} ${path}`).sort()).toMatchSnapshot();
  });
});

describe('ISO-1: every procedure as every actor', () => {
  const walked = PROCEDURES.filter(({ form, path }) => form !== 'subscription' && path !== 'session.signOut');

  it.each(walked.map((procedure) => [procedure.path, procedure] as const))('%s', async (path, procedure) => {
    for (const actor of ACTORS) {
      const reply = await call(actor, procedure, inputFor(path, ids, CANARY));
      const code = codeOf(reply);
      const admitted = ADMITS[procedure.policy ?? 'public'].includes(actor);
      const refusal = actor === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      const refused = code === 'FORBIDDEN' || (code === 'UNAUTHENTICATED' && path !== 'session.signIn');
      const text = JSON.stringify(reply.body);
      const leaks = (actor === 'stranger' || actor === 'anonymous') && text.includes(CANARY);
      const seen = {
        path,
        actor,
        refused: refused && code,
        internal: code === 'INTERNAL',
        stack: text.includes('"stack":'),
        leaks,
      };
      expect(seen).toEqual({
        path,
        actor,
        refused: admitted ? false : refusal,
        internal: false,
        stack: false,
        leaks: false,
      });
    }
  });

  it('a foreign id and an unknown id get the same answer', async () => {
    for (const [path, field] of [
      ['designs.get', 'id'],
      ['abstractions.get', 'id'],
      ['abstractions.usages', 'id'],
      ['environments.get', 'id'],
      ['invoices.get', 'id'],
    ] as const) {
      const procedure = PROCEDURES.find((candidate) => candidate.path === path) as Procedure;
      const foreign = (inputFor(path, ids, CANARY) as Record<string, string>)[field] ?? '';
      const answers = await Promise.all(
        [foreign, foreign.replace(/.{6}$/, 'ffffff')].map(async (id) => {
          const { status, body } = await call('stranger', procedure, { [field]: id });
          const { message, data } = (
            body as { error: { message: string; data: { patchbay: { code: string } } } }
          ).error;
          return { status, message, code: data.patchbay.code };
        }),
      );
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.code).toBe('NOT_FOUND');
    }
  });

  it('a stranger with the real ids changes nothing, whatever the procedure', async () => {
    const before = await ownersThings();
    const real: Record<string, unknown> = {
      'designs.save': {
        id: ids['designId'],
        baseRevision: 1,
        document: { version: 1, components: {}, connections: {}, groups: {} },
      },
      'designs.rename': { id: ids['designId'], name: 'stolen' },
      'designs.remove': { id: ids['designId'] },
      'reservations.quote': inputFor('reservations.quote', ids, CANARY),
      'reservations.book': { ...(inputFor('reservations.book', ids, CANARY) as object), key: randomUUID() },
      'reservations.release': { key: randomUUID(), reservationId: ids['reservationId'] },
      'environments.get': { id: ids['environmentId'] },
      'environments.retry': { id: ids['environmentId'] },
      'environments.chooseData': inputFor('environments.chooseData', ids, CANARY),
      'environments.deleteSpare': inputFor('environments.deleteSpare', ids, CANARY),
      'access.logs': inputFor('access.logs', ids, CANARY),
      'invoices.get': { id: ids['invoiceId'] },
      'invoices.hours': inputFor('invoices.hours', ids, CANARY),
      'members.setRole': { personId: ids['personId'], role: 'viewer' },
      'members.remove': { personId: ids['personId'] },
    };
    for (const [path, input] of Object.entries(real)) {
      const procedure = PROCEDURES.find((candidate) => candidate.path === path) as Procedure;
      expect({ path, code: codeOf(await call('stranger', procedure, input)) }).toEqual({
        path,
        code: 'NOT_FOUND',
      });
    }
    expect(await ownersThings()).toEqual(before);
  });

  it('a stream never serves another account, and ends when the session is withdrawn', async () => {
    const stranger = await call(
      'stranger',
      PROCEDURES.find(({ path }) => path === 'environments.watch') as Procedure,
      { id: ids['environmentId'] },
    );
    expect(JSON.stringify(stranger.body)).not.toContain(CANARY);
    const leaver = await server.customer('Leaver');
    const design = await leaver.mutate<{ id: string }>('designs.create', {
      key: randomUUID(),
      name: 'x',
      abstraction: 'easy-word-processing',
    });
    const slot = { designId: design.id, revision: 1, start: ids['start'] ?? '', end: ids['end'] ?? '' };
    const quote = await leaver.query<QuoteDto>('reservations.quote', slot);
    const booked = await leaver.mutate<BookResultDto>('reservations.book', {
      ...slot,
      key: randomUUID(),
      zone: 'UTC',
      expectedTotalMinor: quote.totalMinor,
    });
    if (booked.outcome !== 'booked') throw new Error('expected room');
    const stream = leaver.request(
      'GET',
      `/api/trpc/environments.watch?input=${encodeURIComponent(JSON.stringify({ id: booked.reservation.environmentId }))}`,
    );
    await leaver.mutate('session.signOut');
    const { body } = await stream;
    expect(String(body)).toContain('UNAUTHENTICATED');
  });
});
