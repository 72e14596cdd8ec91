// A server that ends of itself is started again, and not for ever. Node built-ins only.

/** What ended longer ago says nothing about the next try. */
const REMEMBER_MS = 10 * 60_000;
const FIRST_MS = 500;
const MOST = 5;

/**
 * How long to wait before the server is started again: 0.5 s, then 1, 2 and 4.
 * @param {number[]} ends when it ended of itself, this time included, in milliseconds of a clock that only goes on
 * @returns {number | null} milliseconds; null where it ended five times within ten minutes: something is wrong that a start
 *   does not mend
 */
export function pauseBefore(ends) {
  const last = ends.at(-1) ?? 0;
  const lately = ends.filter((end) => last - end < REMEMBER_MS).length;
  return lately >= MOST ? null : FIRST_MS * 2 ** (lately - 1);
}
