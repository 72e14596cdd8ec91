import type { Logger } from 'pino';
import type { Driver } from '../../drivers/driver.ts';
import * as engines from '../../features/data-center/engines.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as environments from '../../features/environments/repository.ts';
import * as slots from '../../features/reservations/slots.ts';
import { evacuate, resume } from './relocate.ts';
import { sweep } from './sweep.ts';
import type { Tools } from '../step.ts';

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
    works: new Map(),
    sweptAt: new Map(),
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
      await Promise.all(state.works.values());
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
  /** What is under way, by name: never two of one at once. */
  readonly works: Map<string, Promise<void>>;
  /** Real time at which each was last due for what is done once a minute. */
  readonly sweptAt: Map<string, number>;
  stopped: boolean;
}

/** Names of works that belong to no host in particular. */
const PAPER = 'paper';
const STRANDED = 'stranded';

/** Begins what is to be done, and waits for none of it: a slow host holds up nobody else. */
async function round(state: State): Promise<void> {
  const { tools, log, wake } = state;
  const all = await tools.platform.tx(null, engines.engines);
  for (const one of all) begin(state, one.hostId, () => look(state, one));
  begin(state, PAPER, async () => {
    if (isDue(state, PAPER)) await sweepPaper(state);
  });
  begin(state, STRANDED, async () => {
    if (isDue(state, STRANDED) && (await resume(tools, log)) > 0) wake();
  });
}

function begin({ works, log, stopped }: State, name: string, work: () => Promise<void>): void {
  if (stopped || works.has(name)) return;
  const done = work()
    .catch((error: unknown) => log.error({ err: error, of: name }, 'looking after a host failed'))
    .finally(() => works.delete(name));
  works.set(name, done);
}

/** Whether it is time again; it counts as done from then on. */
function isDue({ sweptAt }: State, name: string): boolean {
  const now = performance.now();
  if (now - (sweptAt.get(name) ?? Number.NEGATIVE_INFINITY) < SWEEP_EVERY_MS) return false;
  sweptAt.set(name, now);
  return true;
}

async function look(state: State, one: Engine): Promise<void> {
  const { hostId, status } = one;
  const { docker } = state.tools.drivers;
  const answers = await docker.ping(hostId, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );
  if (!answers) return unanswered(state, one);
  await answered(state, hostId, status);
  // Not a part of this look: a host that dies meanwhile is noticed all the same.
  if (status === 'up' && isDue(state, hostId))
    begin(state, `sweep of ${hostId}`, () => swept(state, docker, [hostId]));
}

async function unanswered(state: State, { hostId, status }: Engine): Promise<void> {
  const { tools, log } = state;
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
