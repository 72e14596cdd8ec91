import type { Logger } from 'pino';
import { env } from '../../env.ts';
import * as engines from '../../features/data-center/engines.ts';
import * as environments from '../../features/environments/repository.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Watched } from '../../features/data-center/silence.ts';
import * as world from '../../features/world/service.ts';
import type { Tools } from '../step.ts';
import { lookAtPaper, sweepPaper } from './paper-watch.ts';
import { evacuate } from './relocate.ts';
import { resume } from './resume.ts';
import { giveUp, suspect, sweepOf, takeBack } from './verdict.ts';

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
  /** Looks at simulated hosts now rather than in the next round: the world's clock may have been moved. */
  wake(): void;
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
        const stop = env.after(EVERY_MS, resolve);
        wakeUp = () => {
          stop();
          resolve();
        };
      });
    }
  })();
  return {
    wake: () => lookSoon(state),
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
const PAPER_SWEEP = 'sweep of paper';
const STRANDED = 'stranded';

/** Begins what is to be done, and waits for none of it: a slow host holds up nobody else. */
async function round(state: State): Promise<void> {
  const { tools, log, wake } = state;
  if (await tools.platform.tx(null, world.isPaused)) return;
  const all = await tools.platform.tx(null, engines.engines);
  for (const one of all) begin(state, one.hostId, () => look(state, one));
  lookSoon(state);
  begin(state, PAPER_SWEEP, async () => {
    if (isDue(state, PAPER_SWEEP)) await sweepPaper(tools, log);
  });
  begin(state, STRANDED, async () => {
    if (isDue(state, STRANDED) && (await resume(tools, log)) > 0) wake();
  });
}

function lookSoon(state: State): void {
  begin(state, PAPER, async () => {
    if (await lookAtPaper(state.tools, state.log)) state.wake();
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
  const now = env.elapsedMs();
  if (now - (sweptAt.get(name) ?? Number.NEGATIVE_INFINITY) < SWEEP_EVERY_MS) return false;
  sweptAt.set(name, now);
  return true;
}

async function look(state: State, one: Engine): Promise<void> {
  const { tools, log } = state;
  const { docker } = tools.drivers;
  const host = { id: one.hostId, status: one.status, statusSince: one.statusSince };
  const silent = await docker.silent([host.id], { signal: env.limit(ANSWER_MS) });
  if (silent.length > 0) {
    if (!one.closed) return unanswered(state, host);
    // Under maintenance it may be off, and that counts for nothing afterwards.
    state.silent.delete(host.id);
    return;
  }
  await answered(state, host);
  // Not a part of this look: a host that dies meanwhile is noticed all the same.
  if (host.status === 'up' && isDue(state, host.id))
    begin(state, `sweep of ${host.id}`, () => sweepOf(tools, docker, [host.id], log));
}

async function unanswered(state: State, host: Watched): Promise<void> {
  const { tools, log } = state;
  const before = state.silent.get(host.id) ?? { misses: 0, since: env.elapsedMs() };
  const misses = before.misses + 1;
  state.silent.set(host.id, { ...before, misses });
  await suspect(tools, [host]);
  if (misses < LOST_AFTER && host.status !== 'lost') return;
  await giveUp(tools, [host], log);
  // In every round: whoever began to leave it may have ended halfway.
  const patienceMs = tools.patienceMs - (env.elapsedMs() - before.since);
  if ((await evacuate(tools, { hostIds: [host.id], patienceMs, soonMs: null }, log)) > 0) state.wake();
}

async function answered(state: State, host: Watched): Promise<void> {
  const { tools, log } = state;
  state.silent.delete(host.id);
  await tools.platform.tx(null, (tx) => engines.seen(tx, host.id));
  if (host.status !== 'up') {
    await takeBack(tools, tools.drivers.docker, [host], log);
    state.wake();
  }
  if (state.streams.has(host.id)) return;
  const end = new AbortController();
  state.streams.set(host.id, { end, ended: listen(state, host.id, end.signal) });
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
