import { and, eq, sql } from 'drizzle-orm';
import { PatchbayError } from '../errors.ts';
import { idempotency } from './tables.ts';
import { hashOf } from './ids.ts';
import type { Tx } from './pool.ts';

/** The reply that a key was answered with before; null when it is new. Another body is refused (KEY_REUSED). */
export async function replyTo(
  tx: Tx,
  accountId: string,
  input: { key: string },
): Promise<{ reply: unknown } | null> {
  const { key, ...body } = input;
  const [known] = await tx.db
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.accountId, accountId), eq(idempotency.key, key)));
  if (!known) return null;
  if (known.bodyHash !== hashOf(body))
    throw new PatchbayError('KEY_REUSED', 'This key was used for another request. Nothing was changed.');
  return { reply: known.reply };
}

/**
 * Runs an effect once per key: the reply is stored in the transaction of the effect, and a retry gets the same reply.
 * The same key with another body is refused (KEY_REUSED).
 */
export async function once<T>(
  tx: Tx,
  accountId: string,
  input: { key: string },
  effect: () => Promise<T>,
): Promise<T> {
  const { key, ...body } = input;
  const bodyHash = hashOf(body);
  const inserted = await tx.db
    .insert(idempotency)
    .values({ accountId, key, bodyHash, reply: null, createdAt: sql`real_clock()` })
    .onConflictDoNothing()
    .returning({ key: idempotency.key });
  const mine = and(eq(idempotency.accountId, accountId), eq(idempotency.key, key));
  if (inserted.length === 0) {
    const [known] = await tx.db.select().from(idempotency).where(mine);
    if (known?.bodyHash !== bodyHash)
      throw new PatchbayError('KEY_REUSED', 'This key was used for another request. Nothing was changed.');
    return known.reply as T;
  }
  const reply = await effect();
  await tx.db.update(idempotency).set({ reply }).where(mine);
  return reply;
}
