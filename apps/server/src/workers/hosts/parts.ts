import { sqlState } from '../../db/pool.ts';
import * as slots from '../../features/reservations/slots.ts';

/** So many slots are written in one transaction: nobody waits long for the hosts that it locks. */
const AT_ONCE = 250;

/**
 * Writes some things part by part. A part for which somebody else took the room meanwhile is not written, and named in the
 * answer; one that fails otherwise is not written either, and holds up no other.
 */
export async function inParts<T>(
  all: readonly T[],
  write: (some: readonly T[]) => Promise<number>,
  failed: (error: unknown) => void,
  sizeOf: (one: T) => number = () => 1,
): Promise<{ done: number; raced: readonly T[] }> {
  let done = 0;
  const raced: T[] = [];
  for (const some of partsOf(all, sizeOf))
    done += await write(some).catch((error: unknown) => {
      if (sqlState(error) === slots.OVERDRAWN) raced.push(...some);
      else failed(error);
      return 0;
    });
  return { done, raced };
}

function partsOf<T>(all: readonly T[], sizeOf: (one: T) => number): T[][] {
  const parts: T[][] = [];
  let size = AT_ONCE;
  for (const one of all) {
    if (size >= AT_ONCE) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(one);
    size += sizeOf(one);
  }
  return parts;
}
