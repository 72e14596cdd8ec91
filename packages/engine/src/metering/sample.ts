import type { Instant } from '../time/index.ts';
import { USED_METERS, type UsedMeter } from './meters.ts';
import type { Usage } from './reserved.ts';

/** Counters as a driver reports them: they only grow within one incarnation and start at zero with it. */
export interface Sample {
  readonly component: string;
  readonly idx: number;
  readonly incarnation: string;
  readonly startedAt: Instant;
  readonly at: Instant;
  readonly counters: Readonly<Record<UsedMeter, number>>;
}

/**
 * What was used between two samples of one incarnation; `before` null means since its start.
 * A counter that went backwards counts as nothing: usage is never invented and never negative.
 */
export function usageBetween(before: Sample | null, after: Sample): Usage[] {
  const start = before?.at ?? after.startedAt;
  if (after.at <= start) return [];
  const during = { start, end: after.at };
  return USED_METERS.map((meter) => {
    const quantity = Math.max(0, after.counters[meter] - (before?.counters[meter] ?? 0));
    return { component: after.component, idx: after.idx, meter, during, quantity };
  });
}
