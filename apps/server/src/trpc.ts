import { initTRPC, TRPCError } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import type { Actor, Context } from './context.ts';
import { env } from './env.ts';
import { ERROR_CODES, PatchbayError, type ErrorCode } from './errors.ts';
import { sqlState } from './db/pool.ts';
import { inputProblem } from './inputs.ts';
import { countCall } from './metrics.ts';
import * as audit from './features/audit/service.ts';
import { takeTokens } from './features/session/rate-limit.ts';
import * as session from './features/session/service.ts';
import type { Role } from './features/session/dto.ts';

/** Who may call a procedure. A procedure without one fails the build (test/walker.test.ts). */
export type Policy = 'public' | 'person' | Role | 'operator';
export interface Meta {
  policy: Policy;
  /** Tokens that one call takes of its caller's minute; see rate-limit.ts. */
  cost?: number;
  /** Gives rights or money away: whoever asks has to have given their password lately. */
  sensitive?: true;
}

const RANK: Record<Role, number> = { viewer: 1, designer: 2, owner: 3 };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    sse: { ping: { enabled: true, intervalMs: 5000 }, client: { reconnectAfterInactivityMs: 15_000 } },
    errorFormatter: ({ shape, error, ctx }) => ({
      code: shape.code,
      message: error.cause instanceof PatchbayError ? error.cause.message : sentenceOf(codeOf(error)),
      data: {
        httpStatus: ERROR_CODES[codeOf(error)],
        patchbay: {
          code: codeOf(error),
          id: ctx?.requestId ?? 'unknown',
          issues: error.cause instanceof PatchbayError ? error.cause.issues : inputIssues(error),
        },
      },
    }),
  });

export const router = t.router;

/** SQLSTATEs of a database that is busy or on its way down: lock and statement time-outs, too many connections, shutdown. */
const BUSY = /^(55P03|57014|53300|57P0\d)$/;

/** Maps every error once: what a service threw on purpose keeps its code, anything else is INTERNAL and goes to the log. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok || result.error.cause instanceof PatchbayError) {
    if (!result.ok)
      throw new TRPCError({
        code: trpcCode(codeOf(result.error)),
        cause: result.error.cause,
        message: result.error.message,
      });
    return result;
  }
  if (BUSY.test(sqlState(result.error.cause) ?? '')) {
    throw new TRPCError({
      code: 'SERVICE_UNAVAILABLE',
      cause: new PatchbayError(
        'UNAVAILABLE',
        'Too much is going on right now. Nothing was changed; try again in a moment.',
        { cause: result.error.cause },
      ),
    });
  }
  if (codeOf(result.error) === 'INTERNAL')
    ctx.app.log.error(
      { err: result.error.cause ?? result.error, procedure: path, requestId: ctx.requestId },
      'request failed',
    );
  return result;
});

/** Counts each call, and logs who asked for what and what came of it. Inputs and outputs are nobody's business here. */
const logged = t.middleware(async ({ ctx, path, next }) => {
  const began = env.elapsedMs();
  const result = await next();
  const outcome = result.ok ? 'ok' : codeOf(result.error);
  const ms = Math.round(env.elapsedMs() - began);
  countCall(path, outcome, ms / 1000);
  const who = { accountId: ctx.member?.accountId ?? null, personId: ctx.person?.id ?? null };
  ctx.app.log.info({ requestId: ctx.requestId, procedure: path, ...who, ms, outcome }, 'call');
  return result;
});

const limit = t.middleware(async ({ ctx, meta, next }) => {
  await takeTokens(ctx.app.db, {
    client: ctx.client,
    personId: ctx.person?.id ?? null,
    cost: meta?.cost ?? 1,
  });
  return next();
});

/** Bounds every input before any validator walks it, and refuses keys that reach for a prototype. */
const bounded = t.middleware(async ({ getRawInput, next }) => {
  const problem = inputProblem(await getRawInput());
  if (problem)
    throw new PatchbayError('BAD_INPUT', 'The request could not be understood. Nothing was changed.', {
      issues: [problem],
    });
  return next();
});

/**
 * Writes acts into the log of their account, before they are done, and with what they are refused: also for want of a role, so
 * it stands before that check. Whoever is nobody has asked for nothing but what is public.
 */
const audited = t.middleware(async ({ ctx, path, meta, getRawInput, next }) => {
  if (!ctx.person && meta?.policy !== 'public') return next();
  const call = { path, input: await getRawInput(), operator: meta?.policy === 'operator' };
  const refuse = await audit.asked(ctx, call);
  const result = await next();
  if (refuse && !result.ok)
    await refuse(codeOf(result.error)).catch((error: unknown) =>
      ctx.app.log.error(
        { err: error, procedure: path, requestId: ctx.requestId },
        'a refusal was not written',
      ),
    );
  return result;
});

/** A screen may have been left open, and a session may be days old. */
const confirmed = t.middleware(async ({ ctx, meta, next }) => {
  if (meta?.sensitive && !(await session.isConfirmed(ctx)))
    throw new PatchbayError('CONFIRM', 'This takes your password once more. Nothing was changed.');
  return next();
});

const base = t.procedure.use(logged).use(mapErrors).use(limit).use(bounded);

function requirePerson(ctx: Context) {
  if (!ctx.person) throw new PatchbayError('UNAUTHENTICATED', 'Sign in to go on.');
  return ctx.person;
}

const withPolicy = (policy: Policy) => base.meta({ policy }).use(audited);

function memberProcedure(role: Role) {
  return withPolicy(role)
    .use(({ ctx, next }) => {
      const person = requirePerson(ctx);
      if (!ctx.member || RANK[ctx.member.role] < RANK[role]) {
        throw new PatchbayError('FORBIDDEN', `This takes the role ${role} in the account.`);
      }
      const actor: Actor = { app: ctx.app, person, member: ctx.member };
      return next({ ctx: { person, actor } });
    })
    .use(confirmed);
}

export const publicProcedure = withPolicy('public');
export const personProcedure = withPolicy('person').use(({ ctx, next }) =>
  next({ ctx: { person: requirePerson(ctx) } }),
);
export const viewer = memberProcedure('viewer');
export const designer = memberProcedure('designer');
export const owner = memberProcedure('owner');
export const operator = withPolicy('operator')
  .use(({ ctx, next }) => {
    const person = requirePerson(ctx);
    if (!person.operator) throw new PatchbayError('FORBIDDEN', 'This is for operators.');
    return next({ ctx: { person } });
  })
  .use(confirmed);

/** For what gives rights or money away. */
export const sureOwner = owner.meta({ policy: 'owner', sensitive: true });
export const sureOperator = operator.meta({ policy: 'operator', sensitive: true });

function codeOf(error: TRPCError): ErrorCode {
  if (error.cause instanceof PatchbayError) return error.cause.code;
  return FROM_TRPC[error.code] ?? 'INTERNAL';
}

const FROM_TRPC: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  PARSE_ERROR: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  METHOD_NOT_SUPPORTED: 'BAD_INPUT',
  UNSUPPORTED_MEDIA_TYPE: 'BAD_INPUT',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  PAYLOAD_TOO_LARGE: 'TOO_LARGE',
  UNPROCESSABLE_CONTENT: 'NOT_BOOKABLE',
  TOO_MANY_REQUESTS: 'TOO_MANY',
  SERVICE_UNAVAILABLE: 'UNAVAILABLE',
};

const TO_TRPC: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  BAD_INPUT: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  CONFIRM: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  KEY_REUSED: 'CONFLICT',
  PRICE_CHANGED: 'CONFLICT',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  NOT_BOOKABLE: 'UNPROCESSABLE_CONTENT',
  TOO_MANY: 'TOO_MANY_REQUESTS',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

function trpcCode(code: ErrorCode): TRPC_ERROR_CODE_KEY {
  return TO_TRPC[code];
}

/** What somebody reads who calls the API by hand; the web has its own sentences. */
function sentenceOf(code: ErrorCode): string {
  switch (code) {
    case 'BAD_INPUT':
      return 'The request could not be understood. Nothing was changed.';
    case 'NOT_FOUND':
      return 'There is no such thing here. Nothing was changed.';
    case 'TOO_LARGE':
      return 'The request is too large. Nothing was changed.';
    default:
      return 'Something went wrong on our side. Nothing was changed. Quote the id if it happens again.';
  }
}

/** Where an input was wrong, bounded, without echoing it. */
function inputIssues(error: TRPCError): string[] {
  const cause: unknown = error.cause;
  if (typeof cause !== 'object' || cause === null || !('issues' in cause) || !Array.isArray(cause.issues))
    return [];
  return cause.issues
    .slice(0, 20)
    .map((issue: { path?: unknown[]; message?: string }) =>
      `${(issue.path ?? []).join('.')}: ${issue.message ?? 'invalid'}`.slice(0, 200),
    );
}
