import { APIError } from 'better-auth/api';
import type { App, Context, Member, Person } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import * as members from '../members/service.ts';
import * as world from '../world/service.ts';
import * as repository from './repository.ts';
import { takeGuess } from './rate-limit.ts';
import type { MeDto } from './dto.ts';

export interface Identity {
  /** The session by which the person was known; it can be withdrawn at any time. */
  readonly sessionId: string | null;
  readonly person: Person | null;
  readonly member: Member | null;
  readonly accounts: readonly Member[];
}

/** For so long a password that was given lets somebody do what takes it. */
const CONFIRMED_MINUTES = 30;

const NOBODY: Identity = { sessionId: null, person: null, member: null, accounts: [] };

/**
 * Who a request comes from, by its session cookie alone. The header `x-patchbay-account` or the cookie
 * `patchbay_account` only chooses among the person's own accounts.
 */
export async function identify(app: App, headers: Headers): Promise<Identity> {
  const cookie = headers.get('cookie');
  if (cookie === null) return NOBODY;
  const found = await app.auth.api.getSession({ headers });
  if (!found) return NOBODY;
  const { id, name, email } = found.user;
  const wanted =
    headers.get('x-patchbay-account') ?? /(?:^|;\s*)patchbay_account=([\w-]+)/.exec(cookie)?.[1] ?? null;
  const { member, accounts, operator } = await members.actingFor(app, { id, name }, wanted);
  return { sessionId: found.session.id, person: { id, name, email, operator }, member, accounts };
}

/** Who a session belongs to and what they are in one account, for connections that outlive the request that opened them. */
export async function stillMember(
  app: App,
  sessionId: string,
  accountId: string,
): Promise<{ personId: string; member: Member | null } | null> {
  const person = await repository.personOfSession(app.db.identity.db, sessionId);
  if (!person) return null;
  const { accounts } = await members.actingFor(app, person, accountId);
  return {
    personId: person.id,
    member: accounts.find((account) => account.accountId === accountId) ?? null,
  };
}

export async function me({ app, person, member, accounts }: Context): Promise<MeDto> {
  return {
    person: person && { id: person.id, name: person.name, email: person.email },
    account: member && {
      id: member.accountId,
      name: member.accountName,
      role: member.role,
      channelId: member.channelId,
      channelName: member.channelName,
    },
    accounts: accounts.map(({ accountId, accountName, role }) => ({
      id: accountId,
      name: accountName,
      role,
    })),
    operator: person?.operator ?? false,
    world: await world.current(app),
  };
}

export async function signUp(
  ctx: Context,
  body: { name: string; email: string; password: string },
): Promise<{ ok: true }> {
  await register(ctx, body);
  return { ok: true };
}

/**
 * Makes a person and signs them in. Somebody new gets an account of their own at once, before anybody can add them to
 * another.
 * @returns the id of the person
 */
export async function register(
  ctx: Context,
  body: { name: string; email: string; password: string },
): Promise<string> {
  const { headers, response } = await guarded(() =>
    ctx.app.auth.api.signUpEmail({ body, headers: ctx.headers, returnHeaders: true }),
  );
  await members.actingFor(ctx.app, response.user, null);
  passCookies(headers, ctx.resHeaders);
  return response.user.id;
}

export async function signIn(ctx: Context, body: { email: string; password: string }): Promise<{ ok: true }> {
  await takeGuess(ctx.app.db, body.email);
  const { headers } = await guarded(() =>
    ctx.app.auth.api.signInEmail({ body, headers: ctx.headers, returnHeaders: true }),
  );
  passCookies(headers, ctx.resHeaders);
  return { ok: true };
}

/** Whoever is signed in gives their password once more, so that they may do what takes that. */
export async function confirm(
  { app, headers, person, sessionId }: Context & { person: Person },
  password: string,
): Promise<{ ok: true }> {
  await takeGuess(app.db, person.email);
  await guarded(() => app.auth.api.verifyPassword({ body: { password }, headers }));
  await repository.confirmNow(app.db.identity.db, sessionId ?? '');
  return { ok: true };
}

/** Whether the password was given lately, at the sign-in or since. */
export async function isConfirmed({ app, sessionId }: Context): Promise<boolean> {
  return sessionId !== null && repository.isConfirmed(app.db.identity.db, sessionId, CONFIRMED_MINUTES);
}

export async function signOut(ctx: Context): Promise<{ ok: true }> {
  const { headers } = await guarded(() =>
    ctx.app.auth.api.signOut({ headers: ctx.headers, returnHeaders: true }),
  );
  passCookies(headers, ctx.resHeaders);
  return { ok: true };
}

export async function resetPassword(
  ctx: Context,
  input: { token: string; password: string },
): Promise<{ ok: true }> {
  await guarded(() =>
    ctx.app.auth.api.resetPassword({ body: { token: input.token, newPassword: input.password } }),
  );
  return { ok: true };
}

function passCookies(from: Headers, to: Headers): void {
  for (const cookie of from.getSetCookie()) to.append('set-cookie', cookie);
}

/** Turns the library's refusals into ours; one sentence for a wrong address and a wrong password alike. */
async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    const code = error.body?.code ?? '';
    if (code.startsWith('USER_ALREADY_EXISTS'))
      throw new PatchbayError('CONFLICT', 'This address has signed up already. Sign in instead.');
    if (code === 'INVALID_TOKEN')
      throw new PatchbayError(
        'NOT_FOUND',
        'This link was used already or is too old. Ask an operator for a new one.',
      );
    if (code === 'INVALID_PASSWORD')
      throw new PatchbayError('CONFIRM', 'This is not the password. Nothing was changed.');
    if (error.statusCode === 401)
      throw new PatchbayError('UNAUTHENTICATED', 'The address or the password is not right.');
    throw new PatchbayError('BAD_INPUT', 'This could not be accepted. Nothing was changed.', {
      issues: [code],
    });
  }
}
