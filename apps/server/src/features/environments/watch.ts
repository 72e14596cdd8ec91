import type { App, Context } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import { identify } from '../session/service.ts';
import type { NewsDto } from './dto.ts';
import { list } from './list.ts';
import * as environments from './service.ts';

/** Without news the state is read again after this long, so a lost notification costs no more than that. */
const REFRESH_MS = 5000;

/** Streams of one person in this process; a browser has six connections in all. */
export const MAX_STREAMS = 6;
const open = new WeakMap<App, Map<string, number>>();

/**
 * An environment's state and the list of its account, whole, at once and again after each change. One stream for both:
 * a browser has six connections for all of its tabs (HTTP/1.1).
 * The caller is identified anew before every answer: a withdrawn session or membership ends the stream.
 */
export async function* watch(
  ctx: Context,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<NewsDto> {
  const streams = open.get(ctx.app) ?? new Map<string, number>();
  open.set(ctx.app, streams);
  const personId = ctx.person?.id ?? '';
  const count = streams.get(personId) ?? 0;
  if (count >= MAX_STREAMS)
    throw new PatchbayError(
      'TOO_MANY',
      `${MAX_STREAMS} live views of yours are open already. Close one of them, then look again.`,
    );
  streams.set(personId, count + 1);
  try {
    yield* news(ctx, id, signal);
  } finally {
    const left = (streams.get(personId) ?? 1) - 1;
    if (left > 0) streams.set(personId, left);
    else streams.delete(personId);
  }
}

async function* news(ctx: Context, id: string, signal: AbortSignal | undefined): AsyncGenerator<NewsDto> {
  const last = { environment: '', list: '' };
  while (!signal?.aborted) {
    const { person, member } = await identify(ctx.app, ctx.headers);
    if (!person || !member || member.accountId !== ctx.member?.accountId)
      throw new PatchbayError('UNAUTHENTICATED', 'Sign in to go on.');
    const changed = ctx.app.changes.next(member.accountId, REFRESH_MS, signal);
    const actor = { app: ctx.app, person, member };
    const environment = await environments.get(actor, id);
    const rows = await list(actor);
    const { asOf: _, ...rest } = environment;
    const seen = { environment: JSON.stringify(rest), list: JSON.stringify(rows) };
    const news = seen.list !== last.list;
    if (news || seen.environment !== last.environment) yield { environment, list: news ? rows : null };
    Object.assign(last, seen);
    await changed;
  }
}
