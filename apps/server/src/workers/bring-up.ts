import { copyKey } from '@patchbay/engine/design';
import { next } from '@patchbay/engine/reservation';
import { hourBuckets } from '@patchbay/engine/time';
import type { Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import type { Answer, Driver, Observed, Options } from '../drivers/driver.ts';
import { networksOf } from '../features/environments/making/effect.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import type { Wanted } from '../features/environments/making/desired.ts';
import { cameUp } from './hosts/came-up.ts';
import { ensureImages, IMAGE_POLL_MS } from './images.ts';
import { isBegun, isMachine, isReady, matching, observe, type Sight } from './observe.ts';
import {
  bounded,
  DONE,
  inParallel,
  look,
  pollAt,
  removeAll,
  write,
  type Held,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

const WATCH_MS = 10_000;

/** What is to be, and what was seen of it before. */
interface Start {
  readonly subject: Subject;
  readonly wanted: readonly Wanted[];
  readonly before: readonly Observed[];
  readonly finish: Finish;
}

/** What follows once all of it answers. */
export type Finish = (tx: Tx, subject: Subject, parts: number) => Promise<StepResult>;

/**
 * Makes what is missing, starts what may be started, and asks whether it answers. Then it looks: only what the driver
 * lists counts. Whatever is there already is left as it is, so that the step may be repeated at any time (ENV-1).
 */
export async function bringUp(tools: Tools, lease: Held, start: Start): Promise<StepResult> {
  const { subject, wanted } = start;
  const { driver, environment } = subject;
  const stale = await staleOf(tools, start);
  const before = start.before.filter((one) => !stale.includes(one));
  const options = () => bounded(lease.gone);
  const reach = (stage: environments.StageName) =>
    write(tools, lease, (tx) => environments.reachStage(tx, environment, stage));
  const missing = wanted.filter((one) => !isMade(before, one));
  await removeAll(subject, stale);
  if (!(await ensureImages(driver, missing, lease.gone))) return { again: subject.now + IMAGE_POLL_MS };
  try {
    await inParallel(
      missing.filter(({ spec }) => spec.form !== 'machine'),
      (one) => ensure(driver, one, options()),
    );
  } catch (cause) {
    // Whoever waits sees where it hangs.
    await reach('networks');
    throw cause;
  }
  // Data counts before anything can write to it.
  if (missing.length > 0 && wanted.some(({ spec }) => spec.form === 'volume'))
    await write(tools, lease, (tx) => kept.madeVolumes(tx, environment.id));
  const [{ answers, seen }] = await together(
    powerUp({ subject, wanted, before }, lease.gone, options),
    missing.length > 0 ? reach('machines') : Promise.resolve(),
  );
  const sights = wanted.map((one) => ({
    wanted: one,
    seen: matching(seen, one),
    answer: answers.get(one),
  }));
  return write(tools, lease, (tx) => keep(tx, start, sights));
}

/** It may be released while it comes up: then what there is is not said to run. The next step makes nothing more. */
async function isOver(tx: Tx, { booked }: Subject): Promise<boolean> {
  const now = await slots.bySlot(tx, booked.slot.id);
  return !now || now.slot.during.end <= tx.now;
}

/**
 * What is of a former generation or is not wanted as it is, and data that was deleted and is still there: a new one is not to
 * find it again.
 */
async function staleOf(
  tools: Tools,
  { subject: { environment }, wanted, before }: Start,
): Promise<Observed[]> {
  const former = unwanted(before, wanted);
  const data = before.filter(({ form }) => form === 'volume');
  if (data.length === 0) return former;
  const places = await tools.platform.tx(null, (tx) => kept.volumesOf(tx, environment.id));
  const unmade = ({ host, key }: Observed) =>
    places.some(
      (row) =>
        row.host === host && row.component === key.component && row.idx === key.idx && row.madeAt === null,
    );
  return [...former, ...data.filter(unmade)];
}

/** Machines and networks that nobody wants as they are; a machine goes with a network that it hangs on. */
function unwanted(before: readonly Observed[], wanted: readonly Wanted[]): Observed[] {
  const there = new Map(wanted.map((one) => [matching(before, one), one]));
  const gone = before.filter((one) => one.form !== 'volume' && !there.has(one));
  const networks = new Set(
    gone.filter(({ form }) => form === 'network').map(({ key }) => `network ${copyKey(key)}`),
  );
  const hanging = before.filter((one) => {
    const own = there.get(one);
    return own !== undefined && networksOf(own).some((name) => networks.has(name));
  });
  return [...gone, ...hanging];
}

/** What is only begun is made again, which completes it. */
function isMade(before: readonly Observed[], one: Wanted): boolean {
  const seen = matching(before, one);
  return seen !== undefined && !isBegun(seen);
}

interface Seen {
  readonly answers: ReadonlyMap<Wanted, Answer>;
  readonly seen: readonly Observed[];
}

/**
 * Machines are started in the order of what runs on them: databases answer before what asks them is started. Those of the
 * lowest order need not wait until all others are made. After each start: what there is, and who answers.
 */
async function powerUp(
  { subject, wanted, before }: Omit<Start, 'finish'>,
  gone: AbortSignal,
  options: () => Options,
): Promise<Seen> {
  const { driver } = subject;
  const machines = wanted.filter((one) => isMachine({ wanted: one }));
  const toRun = machines.filter(({ power }) => power !== 'off');
  const orders = [...new Set(toRun.map(({ order }) => order))].sort((a, b) => a - b);
  const answers = new Map<Wanted, Answer>();
  const made = new Set(machines.filter((one) => isMade(before, one)));
  const isOn = (one: Wanted) => matching(before, one)?.state === 'running';
  for (const [at, order] of orders.entries()) {
    const group = toRun.filter((one) => one.order === order);
    await inParallel(
      machines.filter((one) => one.order === order || !made.has(one)),
      async (one) => {
        if (!made.has(one)) await ensure(driver, one, options());
        made.add(one);
        if (group.includes(one) && !isOn(one)) await driver.start(one.host, one.key, options());
      },
    );
    const [answered, seen] = await together(driver.ready(group, options()), look(subject, gone));
    for (const [n, one] of group.entries()) answers.set(one, answered[n] ?? 'silent');
    if (at === orders.length - 1 || !answered.every((answer) => answer === 'ready')) return { answers, seen };
  }
  return { answers, seen: await look(subject, gone) };
}

export function ensure(driver: Driver, { host, key, spec }: Wanted, options: Options): Promise<void> {
  switch (spec.form) {
    case 'network':
      return driver.ensureNetwork(host, key, spec, options);
    case 'volume':
      return driver.ensureVolume(host, key, spec, options);
    case 'machine':
      return driver.ensureMachine(host, key, spec, options);
    default:
      return spec satisfies never;
  }
}

async function keep(tx: Tx, { subject, finish }: Start, sights: readonly Sight[]): Promise<StepResult> {
  const { environment } = subject;
  const [over] = await together(
    isOver(tx, subject),
    observe(tx, subject, sights),
    environments.reachStage(tx, environment, stageOf(sights)),
  );
  if (over) return DONE;
  if (!sights.every(isReady)) return { again: pollAt(subject, tx.now) };
  return finish(tx, subject, drawn(sights));
}

/** How far it has come, by what there is. */
function stageOf(sights: readonly Sight[]): environments.StageName {
  const isThere = ({ seen }: Sight) => seen !== undefined && !isBegun(seen);
  if (!sights.filter((sight) => !isMachine(sight)).every(isThere)) return 'networks';
  const machines = sights.filter(isMachine);
  if (!machines.every(isThere)) return 'machines';
  return machines.every((sight) => sight.wanted.power === 'off' || sight.seen?.state === 'running')
    ? 'ready'
    : 'start';
}

/** The copies that somebody drew; a folder that software keeps has no size of its own and is none of them. */
function drawn(sights: readonly Sight[]): number {
  const parts = sights.flatMap(({ wanted: { spec, parts: own } }) =>
    spec.form === 'volume' && spec.capacityGiB === 0 ? [] : own,
  );
  return parts.length;
}

/** All of it answers: from here on it is watched and metered. */
export async function running(tx: Tx, subject: Subject, parts: number): Promise<StepResult> {
  const { slot } = subject.booked;
  const state = next('starting', 'ready');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'ready', state, null))) return DONE;
  if (slot.readyAt === null) await slots.setReady(tx, slot.id);
  return lookAfter(tx, subject, 'running', { parts });
}

/** From here on a slot that runs is watched and metered. */
export async function lookAfter(
  tx: Tx,
  { booked, environment }: Subject,
  code: 'running' | 'changed',
  values: Record<string, number>,
): Promise<StepResult> {
  const { slot } = booked;
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  const ahead = hourBuckets(slot.during).find(({ end }) => end > tx.now);
  await cameUp(tx, booked);
  await together(
    environments.endStage(tx, environment, 'ready'),
    environments.addEvent(tx, environment, code, values),
    environments.putJob(tx, owner, 'watch', tx.now + WATCH_MS),
    // When it would reach the cap of its channel is found out there.
    environments.putJob(tx, owner, 'cap', tx.now),
    ahead && ahead.end < slot.during.end
      ? environments.putJob(tx, owner, 'meter', ahead.end)
      : Promise.resolve(),
  );
  return DONE;
}
