import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What this process counts, for Prometheus. The only file that knows the library: others call plain functions. Labels are
 * words of closed sets, never ids, so the number of series is bounded.
 */
const registry = new Registry();
const registers = [registry];

const calls = new Histogram({
  name: 'patchbay_call_seconds',
  help: 'Calls of procedures by outcome: ok, or an error code.',
  labelNames: ['procedure', 'outcome'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers,
});
const steps = new Histogram({
  name: 'patchbay_step_seconds',
  help: 'Steps of jobs by outcome: done, again, failed, or lost to another worker.',
  labelNames: ['job', 'outcome'],
  buckets: [0.02, 0.1, 0.5, 2, 10, 60],
  registers,
});
const poolWaits = new Histogram({
  name: 'patchbay_pool_wait_seconds',
  help: 'How long a transaction waited for a connection.',
  labelNames: ['role'],
  buckets: [0.001, 0.01, 0.1, 1, 5],
  registers,
});
const claims = new Counter({
  name: 'patchbay_claims_total',
  help: 'Reservations that were asked for: confirmed, replayed, or refused and why.',
  labelNames: ['outcome'],
  registers,
});
const streams = new Gauge({
  name: 'patchbay_open_streams',
  help: 'Streams of events that browsers listen to.',
  registers,
});
const jobs = new Gauge({
  name: 'patchbay_jobs',
  help: 'Open jobs that are due, due for more than a minute, and tried again after a failure.',
  labelNames: ['state'],
  registers,
});
const hosts = new Gauge({
  name: 'patchbay_hosts',
  help: 'Hosts by status.',
  labelNames: ['status'],
  registers,
});

export function countCall(procedure: string, outcome: string, seconds: number): void {
  calls.observe({ procedure, outcome }, seconds);
}

export function countStep(job: string, outcome: 'done' | 'again' | 'failed' | 'lost', seconds: number): void {
  steps.observe({ job, outcome }, seconds);
}

export function countPoolWait(role: string, seconds: number): void {
  poolWaits.observe({ role }, seconds);
}

export function countClaim(outcome: string): void {
  claims.inc({ outcome });
}

let openStreams: () => number = () => 0;

/** Where the number of open streams is asked for. */
export function measureStreams(count: () => number): void {
  openStreams = count;
}

/** What was measured of one outcome since this process began. */
export interface Measured {
  readonly outcome: string;
  readonly count: number;
  readonly seconds: number;
  /** How many took at most so long; each includes those before. */
  readonly within: readonly { readonly seconds: number; readonly count: number }[];
}

/** Calls and steps by outcome, waits for connections, and claims: the same figures as in the text for Prometheus. */
export async function measured() {
  const outcomes = (await claims.get()).values.map(({ labels, value }) => [String(labels['outcome']), value]);
  return {
    openStreams: openStreams(),
    calls: await byOutcome(calls, 'outcome'),
    steps: await byOutcome(steps, 'outcome'),
    poolWaits: await byOutcome(poolWaits, 'role'),
    claims: Object.fromEntries(outcomes) as Readonly<Record<string, number>>,
  };
}

/** A histogram, its other labels summed up. */
async function byOutcome<T extends string>(histogram: Histogram<T>, label: T): Promise<Measured[]> {
  const found = new Map<string, { count: number; seconds: number; within: Map<number, number> }>();
  const { name, values } = await histogram.get();
  for (const { labels, value, metricName } of values) {
    const outcome = String(labels[label]);
    const one = found.get(outcome) ?? { count: 0, seconds: 0, within: new Map<number, number>() };
    found.set(outcome, one);
    const at = Number((labels as { le?: string | number }).le);
    if (metricName === `${name}_count`) one.count += value;
    else if (metricName === `${name}_sum`) one.seconds += value;
    else if (Number.isFinite(at)) one.within.set(at, (one.within.get(at) ?? 0) + value);
  }
  return [...found].map(([outcome, { count, seconds, within }]) => ({
    outcome,
    count,
    seconds,
    within: [...within].map(([at, n]) => ({ seconds: at, count: n })),
  }));
}

/** What is not counted as it happens, but looked up when somebody asks. */
export interface Figures {
  readonly jobs: Readonly<Record<'due' | 'overdue' | 'retried', number>>;
  readonly hosts: Readonly<Record<string, number>>;
}

let withProcess = false;

/** Everything counted, as Prometheus reads it. */
export async function metricsText(figures: Figures): Promise<{ type: string; text: string }> {
  if (!withProcess) collectDefaultMetrics({ register: registry });
  withProcess = true;
  streams.set(openStreams());
  for (const [state, count] of Object.entries(figures.jobs)) jobs.set({ state }, count);
  for (const [status, count] of Object.entries(figures.hosts)) hosts.set({ status }, count);
  return { type: registry.contentType, text: await registry.metrics() };
}
