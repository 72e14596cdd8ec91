import { randomBytes } from 'node:crypto';
import type { App, Context } from '../../context.ts';
import { hashOf } from '../../db/ids.ts';
import { PatchbayError } from '../../errors.ts';
import * as members from '../members/service.ts';
import { takeGuess } from '../session/rate-limit.ts';
import * as session from '../session/service.ts';
import type { SetUpStateDto } from './dto.ts';
import * as repository from './repository.ts';

/**
 * A token with which the first operator is made, for whoever can read what the server prints; null where there is an
 * operator. Each offer replaces the one before, since only a hash of it is kept.
 */
export async function offer(app: App): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  return app.db.platform.tx(null, async (tx) => {
    if ((await members.operatorIds(tx)).size > 0) return null;
    await repository.putToken(tx, hashOf(token));
    return token;
  });
}

export async function state(app: App): Promise<SetUpStateDto> {
  return app.db.platform.tx(null, async (tx) => ({ open: (await members.operatorIds(tx)).size === 0 }));
}

/**
 * Makes the first operator and signs them in. The token is used up first, so that of many at once one goes on. A crash
 * halfway leaves no operator, and the next start offers another token.
 */
export async function make(
  ctx: Context,
  { token, ...person }: { token: string; name: string; email: string; password: string },
): Promise<{ ok: true }> {
  const { app } = ctx;
  await takeGuess(app.db, 'set-up token');
  const tokenHash = hashOf(token);
  if (!(await app.db.platform.tx(null, (tx) => repository.takeToken(tx, tokenHash)))) throw badToken();
  try {
    const personId = await session.register(ctx, person);
    await app.db.platform.tx(null, async (tx) => {
      await repository.lockSetUp(tx);
      if ((await members.operatorIds(tx)).size > 0) throw badToken();
      await members.makeOperator(tx, personId);
    });
  } catch (error) {
    await app.db.platform.tx(null, (tx) => repository.giveTokenBack(tx, tokenHash));
    throw error;
  }
  return { ok: true };
}

function badToken(): PatchbayError {
  return new PatchbayError(
    'NOT_FOUND',
    'This token is not the newest, was used already, or is too old. Start the server again for another one.',
  );
}
