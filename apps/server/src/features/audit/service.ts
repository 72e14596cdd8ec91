import type { Logger } from 'pino';
import type { Actor, App, Context } from '../../context.ts';
import type { Pool } from '../../db/pool.ts';
import * as members from '../members/service.ts';
import * as people from '../session/directory.ts';
import { actOf } from './acts.ts';
import type { AuditPageDto } from './dto.ts';
import * as repository from './repository.ts';

/** The log of what belongs to no account: what operators do, and who came from nowhere. */
const PLATFORM = 'platform';

export interface Call {
  readonly path: string;
  readonly input: unknown;
  readonly operator: boolean;
}

/**
 * Writes that something was asked for, before it is done: where this fails the call does, so nothing is done that is not
 * written down. Answers how to write what it was refused with; null where the act is of no interest.
 */
export async function asked(ctx: Context, call: Call): Promise<((code: string) => Promise<void>) | null> {
  const act = actOf(call.path, call.input);
  if (!act) return null;
  const { app } = ctx;
  const who = call.path.startsWith('session.') ? await whoseSession(ctx, call.input) : inAccount(ctx, call);
  const facts = { ...act.facts, ...who.facts };
  const entry = { ...act, facts, accountId: who.accountId, personId: who.personId };
  const write = (outcome: string) => {
    const pool = entry.accountId === PLATFORM ? app.db.platform : app.db.app;
    const scope = entry.accountId === PLATFORM ? null : entry;
    return pool.tx(scope && { accountId: scope.accountId }, (tx) =>
      repository.insertEntry(tx, { ...entry, outcome }),
    );
  };
  await write('asked');
  return write;
}

interface Who {
  readonly accountId: string;
  readonly personId: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

function inAccount({ person, member }: Context, { operator }: Call): Who {
  const accountId = operator ? PLATFORM : (member?.accountId ?? PLATFORM);
  return { accountId, personId: person?.id ?? null, facts: {} };
}

/**
 * Whoever signs in or out is told to the account that they joined first. What nobody has signed up with goes to the
 * operators by another name: it may be a password in the wrong field.
 */
async function whoseSession({ app, client, member, person }: Context, input: unknown): Promise<Who> {
  const email = (input as { email?: unknown } | null | undefined)?.email;
  const facts = { from: client };
  if (typeof email !== 'string')
    return { accountId: member?.accountId ?? PLATFORM, personId: person?.id ?? null, facts };
  const personId = await people.idByEmail(app, email.toLowerCase());
  const accountId =
    personId && (await app.db.platform.tx(null, (tx) => members.firstAccountOf(tx, personId)));
  if (!personId || !accountId)
    return {
      accountId: PLATFORM,
      personId: null,
      facts: { ...facts, address: app.aliasOf(email.toLowerCase()) },
    };
  return { accountId, personId, facts };
}

const PAGE = 100;

export async function list({ app, member }: Actor, filter: repository.Filter): Promise<AuditPageDto> {
  return pageOf(app, app.db.app, member.accountId, filter);
}

/** What operators did, for operators. */
export async function platform(app: App, filter: repository.Filter): Promise<AuditPageDto> {
  return pageOf(app, app.db.platform, PLATFORM, filter);
}

async function pageOf(
  app: App,
  pool: Pool,
  accountId: string,
  filter: repository.Filter,
): Promise<AuditPageDto> {
  const found = await pool.tx(accountId === PLATFORM ? null : { accountId }, (tx) =>
    repository.entriesOf(tx, accountId, filter, PAGE + 1),
  );
  const rows = found.slice(0, PAGE);
  const ids = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const names = await people.namesOf(app, [...new Set(ids)]);
  const entries = rows.map(({ no, at, personId, act, outcome, subject, facts, hash }) => ({
    no,
    at: new Date(at).toISOString(),
    person: personId === null ? null : { id: personId, name: names.get(personId)?.name ?? '' },
    act,
    outcome,
    subject,
    facts,
    hash,
  }));
  return { entries, before: found.length > PAGE ? (rows.at(-1)?.no ?? null) : null };
}

const HEADS = 5000;

/**
 * Puts the newest numbers and hashes into the log of the server, where whoever can write into the database cannot reach
 * them: `npm run audit -- server.log` holds the one against the other.
 */
export async function logHeads(platformPool: Pool, log: Logger): Promise<void> {
  const heads = await platformPool.tx(null, (tx) => repository.changedHeads(tx, 2, HEADS));
  for (const { accountId, no, hash } of heads) log.info({ accountId, no, hash }, 'audit head');
}
