import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Pool } from '../db/pool.ts';
import { env } from '../env.ts';
import { logHeads } from '../features/audit/service.ts';

const EVERY_MS = 3_600_000;

/**
 * Tidies once an hour what nothing asks for any more: counts of past minutes, and replies to keys after seven days; and says
 * how far the logs of acts have come.
 * Nothing depends on it having run.
 */
export function startJanitor(platform: Pool, log: Logger): () => void {
  const tidy = () => {
    platform
      .tx(null, async (tx) => {
        await tx.db.execute(sql`delete from rate_limit where minute < real_clock() - interval '1 hour'`);
        await tx.db.execute(sql`delete from idempotency where created_at < real_clock() - interval '7 days'`);
      })
      .then(() => logHeads(platform, log))
      .catch((error: unknown) => log.warn({ err: error }, 'tidying failed and will be repeated'));
  };
  let stop = () => {};
  const round = () => {
    tidy();
    stop = env.after(EVERY_MS, round);
  };
  round();
  return () => stop();
}
