import type { Context } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import { identify } from '../session/service.ts';
import type { EnvironmentDto } from './dto.ts';
import * as environments from './service.ts';

/** Without news the state is read again after this long, so a lost notification costs no more than that. */
const REFRESH_MS = 5000;

/**
 * An environment's state, whole, at once and again after each change.
 * The caller is identified anew before every answer: a withdrawn session or membership ends the stream.
 */
export async function* watch(
  ctx: Context,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<EnvironmentDto> {
  let last = '';
  while (!signal?.aborted) {
    const changed = ctx.app.changes.next(id, REFRESH_MS, signal);
    const { person, member } = await identify(ctx.app, ctx.headers);
    if (!person || !member || member.accountId !== ctx.member?.accountId)
      throw new PatchbayError('UNAUTHENTICATED', 'Sign in to go on.');
    const state = await environments.get({ app: ctx.app, person, member }, id);
    const { asOf: _, ...rest } = state;
    const seen = JSON.stringify(rest);
    if (seen !== last) yield state;
    last = seen;
    await changed;
  }
}
