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

/** What a driver reads off a machine. Instants are world time. */
export interface Reading extends Omit<Sample, 'counters'> {
  /** vCPU-ms since the start of the incarnation. */
  readonly cpuMs: number;
  readonly trafficBytes: number;
  /** An engine says how much is in use at this instant; others know the sum over time. */
  readonly memory: { readonly MiB: number } | { readonly MiBSeconds: number };
}

/**
 * A reading as counters. What is in use now is taken to have been in use since the reading before (a step integral,
 * rounded down), so the counter grows by no more than was seen.
 */
export function sampleOf(before: Sample | null, reading: Reading): Sample {
  const { cpuMs, trafficBytes, memory, ...rest } = reading;
  const since = before?.at ?? reading.startedAt;
  const used =
    'MiBSeconds' in memory
      ? memory.MiBSeconds
      : (before?.counters['memory.used'] ?? 0) +
        Math.floor((memory.MiB * Math.max(0, reading.at - since)) / 1000);
  return {
    ...rest,
    counters: { 'cpu.used': cpuMs, 'memory.used': used, 'traffic.used': trafficBytes },
  };
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
