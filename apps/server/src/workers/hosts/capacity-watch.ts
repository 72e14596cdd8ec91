import type { Logger } from 'pino';
import type { Pool } from '../../db/pool.ts';
import { env } from '../../env.ts';
import { look } from '../../features/data-center/events/service.ts';

const EVERY_MS = 30_000;

/** Looks twice a minute for what has no room any more, and what has again. Any number of processes may. */
export function watchCapacity(platform: Pool, log: Logger): () => void {
  let stop = () => {};
  const round = () => {
    look(platform).catch((error: unknown) =>
      log.warn({ err: error }, 'looking for room failed and will be repeated'),
    );
    stop = env.after(EVERY_MS, round);
  };
  round();
  return () => stop();
}
