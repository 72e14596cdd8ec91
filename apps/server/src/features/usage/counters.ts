/**
 * By how much a counter has grown since an earlier reading. One that is lower than it was has begun anew, with a machine that was
 * made anew: then it has grown by all that it shows.
 */
export function grown(now: number, before = 0): number {
  return now >= before ? now - before : now;
}
