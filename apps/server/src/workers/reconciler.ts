import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import { sqlState, type Tx } from '../db/pool.ts';
import { env } from '../env.ts';
import * as outbox from '../features/environments/outbox.ts';
import * as invoices from '../features/invoices/lifecycle.ts';
import * as world from '../features/world/service.ts';
import { countStep } from '../metrics.ts';
import { capStep } from './cap-job.ts';
import { changeStep } from './change-job.ts';
import { clearStep } from './clear-job.ts';
import { endStep } from './end-job.ts';
import { mendStep } from './hosts/mend-job.ts';
import { prepareStep } from './prepare-job.ts';
import { startStep } from './start-job.ts';
import type { Held, StepResult, Tools } from './step.ts';
import { meterStep, watchStep } from './watch-job.ts';

/** A worker looks at least this often, so that a lost wake-up costs no more than that. */
const IDLE_MS = 1000;
const MIN_PAUSE_MS = 20;
/** Jobs that one process works on at the same time, so that a slow host does not hold up the others. */
const LANES = 4;
/** Real time between tries of a job that failed: doubles from the first to the last. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 30_000;
/** Real time that steps under way get when a worker stops. What is cut short is repeated once its lease has run out. */
const LAST_MS = 8000;
/** A third of a lease, so that one lost renewal costs nothing. */
const RENEW_MS = 10_000;

export interface Reconciler {
  /** Looks for due work now rather than at the next round. */
  wake(): void;
  /** Real time since it last looked for due work. */
  quietMs(): number;
  /** Begins nothing more, and waits for the steps under way; a step that takes too long is left to another worker. */
  stop(): Promise<void>;
}

/** Runs due jobs, one idempotent step at a time, until it is stopped. Any number of them may run side by side. */
export function startReconciler(tools: Tools, log: Logger, lanes = LANES): Reconciler {
  let stopped = false;
  let lookedAt = env.elapsedMs();
  const clock = alarm();
  const busy = new Set<Promise<void>>();
  const begin = (lease: outbox.Lease) => {
    const work = run(tools, log, lease)
      .catch((error: unknown) => log.error({ err: error }, 'the end of a step could not be written'))
      .finally(() => {
        busy.delete(work);
        // There is a lane free again, and what this step was followed by may be due.
        clock.wake();
      });
    busy.add(work);
  };
  const dispatching = (async () => {
    while (!stopped) {
      const free = busy.size < lanes;
      lookedAt = env.elapsedMs();
      clock.set();
      const lease = free ? await taken(tools, log) : null;
      if (lease) begin(lease);
      else if (free && (await changed(tools, log))) continue;
      else await clock.ring(free ? await untilDue(tools, log) : IDLE_MS);
    }
    await Promise.race([Promise.all(busy), over(env.limit(LAST_MS))]);
  })();
  return {
    wake: clock.wake,
    quietMs: () => env.elapsedMs() - lookedAt,
    stop: async () => {
      stopped = true;
      clock.wake();
      await dispatching;
    },
  };
}

/** Takes and runs one step of one due job; false when nothing was due. */
export async function runOne(tools: Tools, log: Logger): Promise<boolean> {
  const lease = await taken(tools, log);
  if (!lease) return changed(tools, log);
  await run(tools, log, lease);
  return true;
}

const over = (limit: AbortSignal) =>
  new Promise<void>((resolve) => limit.addEventListener('abort', () => resolve(), { once: true }));

/** Rings after a time, or when it is woken; also when that was since it was set, so that no wake-up is lost. */
function alarm() {
  let woken = false;
  let wakeUp = () => {};
  return {
    set: () => {
      woken = false;
    },
    wake: () => {
      woken = true;
      wakeUp();
    },
    ring: (ms: number) =>
      new Promise<void>((resolve) => {
        if (woken) return resolve();
        const stop = env.after(ms, resolve);
        wakeUp = () => {
          stop();
          resolve();
        };
      }),
  };
}

async function taken(tools: Tools, log: Logger): Promise<outbox.Lease | null> {
  return tools.platform.tx(null, outbox.take).catch((error: unknown) => {
    log.error({ err: error }, 'looking for due work failed');
    return null;
  });
}

/** Takes one invoice whose time has come into its next state; false when there is none. */
async function changed(tools: Tools, log: Logger): Promise<boolean> {
  const change = async (tx: Tx) => !(await world.isPaused(tx)) && invoices.changeNext(tx);
  return tools.platform.tx(null, change).catch((error: unknown) => {
    log.error({ err: error }, 'an invoice could not enter its next state');
    return false;
  });
}

/** One step of a job, and what is to come of it. */
async function run(tools: Tools, log: Logger, lease: outbox.Lease): Promise<void> {
  const { gone, stop: stopRenewing } = renewing(tools, lease);
  const { job, environmentId, slotId, tries } = lease;
  const began = env.elapsedMs();
  const ended = (outcome: Parameters<typeof countStep>[1]) => {
    const ms = Math.round(env.elapsedMs() - began);
    countStep(job, outcome, ms / 1000);
    return { job, environmentId, slotId, tries, ms };
  };
  try {
    const result = await step(tools, { ...lease, gone });
    await tools.platform.tx(null, (tx) =>
      'done' in result ? outbox.done(tx, lease) : outbox.again(tx, lease, result.again),
    );
    if ('done' in result) log.info(ended('done'), 'a job is done');
    else log.debug(ended('again'), 'a step was taken');
  } catch (error) {
    if (error instanceof outbox.LostLease)
      return log.warn(ended('lost'), 'a job was taken over by another worker');
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (lease.tries - 1));
    log.warn({ err: error, ...ended('failed') }, 'a step failed and will be repeated');
    const problem = problemOf(error);
    await tools.platform.tx(null, (tx) => outbox.retryLater(tx, lease, delay, problem));
  } finally {
    stopRenewing();
  }
}

/** For people: what a data center says is for them, and what the database says is for the log alone. */
function problemOf(error: unknown): string {
  if (sqlState(error)) return 'a step could not be written; the log has it';
  return error instanceof Error ? error.message : 'unknown';
}

/** A step that waits for a slow host keeps its job. Once the job is somebody else's, its calls end. */
function renewing(tools: Tools, lease: outbox.Lease): { gone: AbortSignal; stop: () => void } {
  const gone = new AbortController();
  // Every call of a step listens to it.
  setMaxListeners(0, gone.signal);
  let stop = () => {};
  const renewSoon = () => {
    stop = env.after(RENEW_MS, () => {
      renewSoon();
      tools.platform
        .tx(null, (tx) => outbox.hold(tx, lease))
        .catch((error: unknown) => {
          if (error instanceof outbox.LostLease) gone.abort();
        });
    });
  };
  renewSoon();
  return { gone: gone.signal, stop: () => stop() };
}

function step(tools: Tools, lease: Held): Promise<StepResult> {
  switch (lease.job) {
    case 'start':
      return startStep(tools, lease);
    case 'end':
      return endStep(tools, lease);
    case 'watch':
      return watchStep(tools, lease);
    case 'meter':
      return meterStep(tools, lease);
    case 'prepare':
      return prepareStep(tools, lease);
    case 'clear':
      return clearStep(tools, lease);
    case 'cap':
      return capStep(tools, lease);
    case 'change':
      return changeStep(tools, lease);
    case 'mend':
      return mendStep(tools, lease);
    default:
      return lease.job satisfies never;
  }
}

/** Milliseconds until something is due, at most the idle time. */
async function untilDue(tools: Tools, log: Logger): Promise<number> {
  return tools.platform
    .tx(null, async (tx) => {
      if (await world.isPaused(tx)) return IDLE_MS;
      const jobs = await outbox.nextDue(tx);
      const change = await invoices.soonestChange(tx);
      const due = jobs === null || change === null ? (jobs ?? change) : Math.min(jobs, change);
      return due === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(MIN_PAUSE_MS, due - tx.now));
    })
    .catch((error: unknown) => {
      log.error({ err: error }, 'reading the next due instant failed');
      return IDLE_MS;
    });
}
