import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { DesignDto, SavedDto } from '../../src/features/designs/dto.ts';
import type { SavedVersionDto } from '../../src/features/abstractions/dto.ts';
import type { CalendarAddressDto } from '../../src/features/calendar/dto.ts';
import type { InvoiceRowDto } from '../../src/features/invoices/dto.ts';
import type { MeDto } from '../../src/features/session/dto.ts';
import { rows } from '../app.ts';
import { book, type Calls } from '../book.ts';
import { webDesign } from '../designs.ts';
import { reachWorld, type ReachWorld, type Somebody } from '../reach-world.ts';
import { inputFor } from '../walker-inputs.ts';

const HOUR = 3_600_000;

/** What stands in every text that the first tenant owns, and in every text of the second. */
export const CANARY = { first: 'zqcanaryone', second: 'zqcanarytwo' } as const;
export type Tenant = keyof typeof CANARY;

/**
 * Who may try: the roles of the first tenant, those of the second, and who once belonged to the first. There are no
 * suspended accounts in the product.
 */
export const ACTORS = [
  'anonymous',
  'other viewer',
  'other owner',
  'viewer',
  'designer',
  'owner',
  'expired',
  'signed out',
  'removed',
  'operator',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Whose things each may see. */
export const SEES: Record<Actor, Tenant | null> = {
  anonymous: null,
  'other viewer': 'second',
  'other owner': 'second',
  viewer: 'first',
  designer: 'first',
  owner: 'first',
  expired: null,
  'signed out': null,
  removed: null,
  operator: null,
};

/** Ids that say something of whose they are. */
const MARKING = [
  'accountId',
  'channelId',
  'personId',
  'designId',
  'abstractionId',
  'reservationId',
  'slotId',
];
MARKING.push('environmentId', 'invoiceId');

export interface Tenants {
  readonly world: ReachWorld;
  readonly actors: Readonly<Record<Actor, Somebody>>;
  /** What the first tenant's things are called; `secret` is the address of its owner's calendar. */
  readonly ids: Readonly<Record<string, string>>;
  /** What nobody else may ever read of a tenant: its canary, and ids that nobody sends. */
  readonly marks: Readonly<Record<Tenant, readonly string[]>>;
  readonly logged: () => string;
  end(): Promise<void>;
}

/** Two tenants with something of everything, and everybody who may try to see it. */
export async function twoTenants(): Promise<Tenants> {
  let logged = '';
  const log = pino(
    { level: 'debug' },
    new Writable({ write: (line: Buffer, _, done) => ((logged += line.toString()), done()) }),
  );
  const world = await reachWorld({ log, metricsToken: 'a token for the tests' });
  const page = await canaryPage(world);
  const owner = await world.signUp(`${CANARY.first}-owner`);
  const operator = await world.signUp('operator');
  const { person } = await operator.call<MeDto>('query', 'session.me');
  await rows(world.app, sql`insert into operator (person_id) values (${person?.id})`);
  const other = await world.signUp(`${CANARY.second}-owner`);
  const [ids, others] = await furnish(world, operator, [
    { owner, canary: CANARY.first },
    { owner: other, canary: CANARY.second },
  ]);
  const join = (name: string, role: string, to = owner, account = ids) =>
    memberOf(world, { name, role, owner: to, accountId: account['accountId'] ?? '' });
  const actors: Record<Actor, Somebody> = {
    anonymous: world.nobody(),
    'other viewer': await join(`${CANARY.second}-viewer`, 'viewer', other, others),
    // Names the first tenant's account as its own: what it does not belong to is not taken.
    'other owner': other.actFor(ids['accountId'] ?? ''),
    viewer: await join(`${CANARY.first}-viewer`, 'viewer'),
    designer: await join(`${CANARY.first}-designer`, 'designer'),
    owner,
    expired: await join('expired', 'owner'),
    'signed out': await join('leaver', 'owner'),
    removed: await join('removed', 'owner'),
    operator,
  };
  await lose(world, owner, actors);
  // From here on nothing changes but by those who ask.
  await world.reconciler.stop();
  const marks = {
    first: [CANARY.first, ...MARKING.map((name) => ids[name] ?? '')],
    second: [CANARY.second, ...MARKING.map((name) => others[name] ?? '')],
  };
  const end = async () => {
    await world.end();
    page.closeAllConnections();
    page.close();
  };
  return { world, actors, ids, marks, logged: () => logged, end };
}

/** What a machine of the first tenant serves, and a file on it. */
async function canaryPage({ machines }: ReachWorld) {
  const page = createServer((_, res) => res.end(`a page of ${CANARY.first}`)).listen(0, '127.0.0.1');
  await once(page, 'listening');
  machines.ports.set(80, (page.address() as AddressInfo).port);
  machines.files.set('/srv/data/own.txt', Buffer.from(CANARY.first));
  return page;
}

async function memberOf(
  world: ReachWorld,
  wish: { name: string; role: string; owner: Somebody; accountId: string },
): Promise<Somebody> {
  const own = await world.signUp(wish.name);
  await wish.owner.call('mutation', 'members.add', { email: own.email, role: wish.role });
  return own.actFor(wish.accountId);
}

/** Three who were owners a moment ago: one session has run out, one was withdrawn, one membership as well. */
async function lose(world: ReachWorld, owner: Somebody, actors: Record<Actor, Somebody>): Promise<void> {
  const admin = world.app.db.identity.db;
  await admin.execute(sql`update identity.session set expires_at = now() - interval '1 hour'
    where user_id = (select id from identity."user" where email = ${actors.expired.email})`);
  await actors['signed out'].call('mutation', 'session.signOut', {});
  const { person } = await actors.removed.call<MeDto>('query', 'session.me');
  await owner.call('mutation', 'members.remove', { personId: person?.id });
}

interface Owned {
  readonly owner: Somebody;
  readonly canary: string;
}
type Ids = Readonly<Record<string, string>>;

/** Something of everything that an account can have, for both; each has a slot that is over, one that runs and one ahead. */
async function furnish(world: ReachWorld, operator: Somebody, both: [Owned, Owned]): Promise<[Ids, Ids]> {
  const over = await Promise.all(both.map((one) => drawAndBook(world, one, 1)));
  await world.skip(Date.parse(over[0]?.slot.end ?? '') + 60_000);
  const live = await Promise.all(both.map((one) => drawAndBook(world, one, 12)));
  const [first, second] = [await own(both[0], live[0]), await own(both[1], live[1])];
  await world.skip(Date.parse(live[0]?.slot.start ?? '') + 60_000);
  const [host] = await rows(world.app, sql`select id from host order by id limit 1`);
  for (const { channelId } of [first, second]) {
    const reason = `${channelId === first.channelId ? CANARY.first : CANARY.second} reason`;
    const credit = { key: randomUUID(), channelId, amountMinor: 100, reason };
    await operator.call('mutation', 'invoices.giveCredit', credit);
  }
  const hostId = String(host?.['id']);
  return [
    { ...first, hostId },
    { ...second, hostId },
  ];
}

type Live = Awaited<ReturnType<typeof drawAndBook>>;

async function drawAndBook(world: ReachWorld, { owner, canary }: Owned, hours: number) {
  const design = await draw(owner, canary);
  const start = (Math.floor((await world.now()) / HOUR) + 1) * HOUR;
  const wish = { ...design, start, end: start + hours * HOUR };
  return { ...design, ...(await book(callsOf(owner), wish)) };
}

async function own({ owner, canary }: Owned, live: Live | undefined) {
  if (!live) throw new Error('nothing was booked');
  const me = await owner.call<MeDto>('query', 'session.me');
  const saved = await owner.call<SavedVersionDto>('mutation', 'abstractions.save', {
    ...(inputFor('abstractions.save', {}, canary) as object),
    name: `${canary} abstraction`,
    summary: `${canary} summary`,
  });
  const start = Date.parse(live.slot.end) + 20 * HOUR;
  const { designId, revision } = live;
  const ahead = await book(callsOf(owner), { designId, revision, start, end: start + HOUR });
  await owner.call('mutation', 'budgets.set', inputFor('budgets.set', {}, canary));
  const calendar = await owner.call<CalendarAddressDto>('mutation', 'calendar.subscribe');
  const [invoice] = await owner.call<InvoiceRowDto[]>('query', 'invoices.list');
  return {
    personId: me.person?.id ?? '',
    accountId: me.account?.id ?? '',
    channelId: me.account?.channelId ?? '',
    designId,
    abstractionId: saved.abstraction.id,
    versionType: saved.content.id,
    reservationId: ahead.id,
    slotId: ahead.slotId,
    environmentId: live.environmentId,
    invoiceId: invoice?.id ?? '',
    start: ahead.slot.start,
    end: ahead.slot.end,
    secret: calendar.path,
  };
}

const callsOf = (who: Somebody): Calls => ({
  query: (path, input) => who.call('query', path, input),
  mutate: (path, input) => who.call('mutation', path, input),
});

async function draw(owner: Somebody, canary: string): Promise<{ designId: string; revision: number }> {
  const { id, revision } = await owner.call<DesignDto>('mutation', 'designs.create', {
    key: randomUUID(),
    name: `${canary} design`,
    abstraction: 'easy-word-processing',
  });
  const plain = webDesign();
  const parts = Object.values(plain.components).map((part) => ({ ...part, name: `${canary} ${part.id}` }));
  const document = { ...plain, components: Object.fromEntries(parts.map((part) => [part.id, part])) };
  const input = { id, baseRevision: revision, document };
  const saved = await owner.call<SavedDto>('mutation', 'designs.save', input);
  return { designId: id, revision: saved.revision };
}
