import type { Context } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import { identify } from '../session/service.ts';
import type { NewsDto } from './dto.ts';
import { list } from './list.ts';
import * as environments from './service.ts';

/** Without news the state is read again after this long, so a lost notification costs no more than that. */
const REFRESH_MS = 5000;

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
