import type { Logger } from 'pino';
import type { Driver } from '../drivers/driver.ts';
import * as engines from '../features/data-center/engines.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { evacuate, resume } from './relocate.ts';
import { sweep } from './sweep.ts';
import type { Tools } from './step.ts';

/** Real time between two looks at each real host, and for one answer. */
const EVERY_MS = 1000;
const ANSWER_MS = 1500;
/** So many looks in a row without an answer, and a host is taken to be lost. */
const LOST_AFTER = 3;
/** How often hosts are swept of what nobody wants any more, although nothing was seen to fail. */
const SWEEP_EVERY_MS = 60_000;

/** Real time of silence for which data on a host is waited for, before its environment goes on without it. */
export const PATIENCE_MS = 60_000;

export interface WatchTools extends Tools {
  readonly patienceMs: number;
}

type Engine = Awaited<ReturnType<typeof engines.engines>>[number];

/** Watches the hosts of the world: notices those that are lost, and takes them back clean. */
export interface HostWatch {
  stop(): Promise<void>;
}

export function watchHosts(tools: WatchTools, log: Logger, wake: () => void): HostWatch {
  const state: State = {
    tools,
    log,
    wake,
    silent: new Map(),
    streams: new Map(),
    lastSweep: 0,
    stopped: false,
  };
  let wakeUp = () => {};
  const loop = (async () => {
    while (!state.stopped) {
      await round(state).catch((error: unknown) => log.error({ err: error }, 'looking at the hosts failed'));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      state.stopped = true;
      wakeUp();
      await loop;
      // What a stream has just told is written before the database may go.
      const open = [...state.streams.values()];
      for (const { end } of open) end.abort();
      await Promise.all(open.map(({ ended }) => ended));
    },
  };
}

interface State {
  readonly tools: WatchTools;
  readonly log: Logger;
  readonly wake: () => void;
  /** Hosts that do not answer: how many looks in a row, and the real time of the first of them. */
  readonly silent: Map<string, { readonly misses: number; readonly since: number }>;
  /** Hosts whose events are listened to. */
  readonly streams: Map<string, { readonly end: AbortController; readonly ended: Promise<void> }>;
  lastSweep: number;
  stopped: boolean;
}

async function round(state: State): Promise<void> {
  const { tools, log } = state;
  const all = await tools.platform.tx(null, engines.engines);
  await Promise.all(
    all.map((one) =>
      look(state, one).catch((error: unknown) =>
        log.error({ err: error, host: one.hostId }, 'looking at a host failed'),
      ),
    ),
  );
  if (performance.now() - state.lastSweep < SWEEP_EVERY_MS && state.lastSweep > 0) return;
  state.lastSweep = performance.now();
  await sweepPaper(state);
  if ((await resume(tools, log)) > 0) state.wake();
  for (const one of all)
    if (one.status === 'up')
      await swept(state, tools.drivers.docker, [one.hostId]).catch((error: unknown) =>
        log.warn({ err: error, host: one.hostId }, 'sweeping a host failed and will be repeated'),
      );
}

async function look(state: State, { hostId, status }: Engine): Promise<void> {
  const { tools, log } = state;
  const options = { signal: AbortSignal.timeout(ANSWER_MS) };
  const answers = await tools.drivers.docker.ping(hostId, options).then(
    () => true,
    () => false,
  );
  if (answers) return answered(state, hostId, status);
  const before = state.silent.get(hostId) ?? { misses: 0, since: performance.now() };
  const misses = before.misses + 1;
  state.silent.set(hostId, { ...before, misses });
  if (status === 'up') await tools.platform.tx(null, (tx) => engines.moveStatus(tx, hostId, 'up', 'suspect'));
  if (misses < LOST_AFTER && status !== 'lost') return;
  if (await tools.platform.tx(null, (tx) => engines.moveStatus(tx, hostId, 'suspect', 'lost')))
    log.warn({ host: hostId }, 'a host is lost');
  // In every round: whoever began to leave it may have ended halfway.
  const patienceMs = tools.patienceMs - (performance.now() - before.since);
  if ((await evacuate(tools, { hostId, patienceMs }, log)) > 0) state.wake();
}

/**
 * A host that was lost is swept before it takes work again: what ran there may run elsewhere by now. What waited for it
 * is looked at, and what has no host is started again.
 */
async function answered(state: State, hostId: string, status: Engine['status']): Promise<void> {
  const { tools } = state;
  state.silent.delete(hostId);
  if (status === 'lost') await swept(state, tools.drivers.docker, [hostId]);
  await tools.platform.tx(null, async (tx) => {
    await engines.seen(tx, hostId);
    if (status === 'up') return;
    await engines.moveStatus(tx, hostId, status, 'up');
    for (const slotId of await slots.underWayOn(tx, hostId))
      await environments.moveJob(tx, slotId, 'watch', tx.now);
  });
  if (status === 'lost') await resume(tools, state.log);
  if (status !== 'up') state.wake();
  if (state.streams.has(hostId)) return;
  const end = new AbortController();
  state.streams.set(hostId, { end, ended: listen(state, hostId, end.signal) });
}

async function swept(state: State, driver: Driver, hosts: readonly string[]): Promise<void> {
  const gone = await sweep(state.tools, driver, hosts);
  if (gone.length > 0) state.log.warn({ hosts, count: gone.length }, 'swept what nobody wants any more');
}

async function sweepPaper(state: State): Promise<void> {
  const hosts = await state.tools.platform.tx(null, dataCenter.paperHosts);
  if (hosts.length > 0) await swept(state, state.tools.drivers.simulated, hosts);
}

/** Events are hints: what they name is looked at now rather than at the next round. */
async function listen(state: State, hostId: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const { what, key } of state.tools.drivers.docker.events(hostId, { signal })) {
      if (what === 'started') continue;
      await state.tools.platform.tx(null, async (tx) => {
        const slotId = await slots.runningNow(tx, key.environmentId);
        if (slotId) await environments.moveJob(tx, slotId, 'watch', tx.now);
      });
      state.wake();
    }
  } catch {
    // The next look at the host tells whether it is lost.
  } finally {
    state.streams.delete(hostId);
  }
}
