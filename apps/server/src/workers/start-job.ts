import { RANGES, copyKey, segments } from '@patchbay/engine/design';
import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import { hourBuckets } from '@patchbay/engine/time';
import type { Tx } from '../db/pool.ts';
import type { Form } from '../drivers/driver.ts';
import type { Lease } from '../features/environments/outbox.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { fabricOf, keptOf, modelOf, newAddresses, wantedOf, type Wanted } from './desired.ts';
import { ensureImages, IMAGE_POLL_MS } from './images.ts';
import { move } from './relocate.ts';
import { matching, observe, sightsOf, type Sight } from './observe.ts';
import {
  bounded,
  DONE,
  inParallel,
  look,
  pollAt,
  readSubject,
  removeAll,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

const WATCH_MS = 10_000;

/** Brings an environment up, one step at a time, from whatever state it is found in (ENV-1). */
export async function startStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const { slot } = subject.booked;
  if (slot.during.end <= subject.now) return DONE;
  if (slot.state === 'scheduled') return begin(tools, lease, subject);
  if (slot.state !== 'starting') return DONE;
  if (slot.deadline !== null && slot.deadline < subject.now) return giveUp(tools, lease, subject);
  const stage = await tools.platform.tx(null, (tx) => currentStage(tx, subject));
  switch (stage) {
    case 'bind':
      return (await leaveLost(tools, subject)) ?? bind(tools, lease, subject);
    case 'images':
      return images(tools, lease, subject);
    case 'networks':
      return make(tools, lease, subject, { forms: ['network', 'volume'], stage, next: 'machines' });
    case 'machines':
      return make(tools, lease, subject, { forms: ['machine'], stage, next: 'start' });
    case 'start':
      return powerOn(tools, lease, subject);
    default:
      return awaitReady(tools, lease, subject);
  }
}

/** Every state on its way somewhere has a deadline; past it the owner decides: try again, or release (ENV-2). */
async function giveUp(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    const state = next('starting', 'give-up');
    if (state && (await slots.moveSlot(tx, booked.slot.id, 'give-up', state, null)))
      await environments.addEvent(tx, environment, 'given-up');
    return DONE;
  });
}

const ORDER = ['bind', 'images', 'networks', 'machines', 'start', 'ready'] as const;

async function currentStage(tx: Tx, { environment }: Subject): Promise<(typeof ORDER)[number]> {
  const rows = await environments.stagesOf(tx, environment.id, environment.generation);
  return ORDER.find((name) => rows.some((row) => row.stage === name && !row.endedAt)) ?? 'ready';
}

/** The slot begins: a new generation, which fences off whatever an older one still does. */
async function begin(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { booked, environment } = subject;
  return write(tools, lease, async (tx) => {
    if (await slots.isFollowing(tx, environment.id, booked.slot.id))
      return { again: pollAt(subject, tx.now) };
    const state = next('scheduled', 'start');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'start', state, tx.now + START_DEADLINE_MS)))
      return DONE;
    const raised = await environments.nextGeneration(tx, environment);
    if (!raised) return DONE;
    await environments.beginStage(tx, raised, 'bind', null);
    await environments.addEvent(tx, environment, 'starting', { generation: raised.generation });
    return { again: tx.now };
  });
}

/** A host that was lost before the slot began is left before anything is made on it. */
async function leaveLost(tools: Tools, { booked, driver, hosts, now }: Subject): Promise<StepResult | null> {
  if (!driver.real) return null;
  const claims = await tools.platform.tx(null, (tx) => slots.hostClaimsOf(tx, booked.slot.id));
  const lost = claims.find(({ hostId }) => !hosts.includes(hostId));
  if (!lost) return null;
  await move(tools, booked.slot.id, lost.hostId);
  return { again: now };
}

/**
 * Interchangeable identities were counted at booking and are bound now; private ranges and addresses are given once and
 * kept. Data that is kept lies from now on where the machines will be.
 */
async function bind(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { booked, environment, driver } = subject;
  return write(tools, lease, async (tx) => {
    // Back to back: whoever had these hosts before is still being taken down (ISO-3).
    if (await slots.hostsStillHeld(tx, booked.slot.id)) return { again: pollAt(subject, tx.now) };
    await slots.bindUnits(tx, booked.slot.id);
    const model = await modelOf(tx, booked);
    for (const { at } of segments(model)) await kept.takeRange(tx, environment, copyKey(at), RANGES);
    const ranges = await kept.rangesOf(tx, environment.id);
    const known = await environments.addressesOf(tx, environment.id);
    const rows = newAddresses(model, ranges, known).map((row) => ({
      ...row,
      environmentId: environment.id,
      accountId: environment.accountId,
    }));
    await environments.insertAddresses(tx, rows);
    const fabric = fabricOf(await slots.hostClaimsOf(tx, booked.slot.id), environment, driver.real);
    await kept.putVolumes(tx, environment, keptOf(model), fabric);
    await environments.beginStage(tx, environment, driver.real ? 'images' : 'networks', 'bind');
    return { again: tx.now };
  });
}

/** Most are there already: they were prepared when the slot was booked. */
async function images(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const wanted = await tools.platform.tx(null, (tx) => wantedNow(tx, subject));
  const there = await ensureImages(subject.driver, wanted);
  return write(tools, lease, async (tx) => {
    if (!there) return { again: tx.now + IMAGE_POLL_MS };
    await environments.beginStage(tx, subject.environment, 'networks', 'images');
    return { again: tx.now };
  });
}

const wantedNow = (tx: Tx, { booked, environment, driver }: Subject) =>
  wantedOf(tx, booked, environment, driver.real);

interface Making {
  readonly forms: readonly Form[];
  readonly stage: 'networks' | 'machines';
  readonly next: 'machines' | 'start';
}

/** Ensures what is wanted, then looks: only what the driver lists counts as made. */
async function make(tools: Tools, lease: Lease, subject: Subject, making: Making): Promise<StepResult> {
  const { environment } = subject;
  const all = await tools.platform.tx(null, (tx) => wantedNow(tx, subject));
  const wanted = all.filter(({ spec }) => making.forms.includes(spec.form));
  const before = await look(subject);
  const stale = before.filter(({ key }) => key.generation > 0 && key.generation < environment.generation);
  await removeAll(subject, stale);
  await inParallel(
    wanted.filter((one) => !matching(before, one)),
    (one) => ensure(subject, one),
  );
  const sights = await sightsOf(subject, all, await look(subject));
  const made = sights
    .filter(({ wanted: { spec } }) => making.forms.includes(spec.form))
    .every(({ seen }) => seen !== undefined && seen.state !== 'creating');
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, sights);
    if (made) await environments.beginStage(tx, environment, making.next, making.stage);
    return { again: made ? tx.now : pollAt(subject, tx.now) };
  });
}

export function ensure({ driver }: Pick<Subject, 'driver'>, { host, key, spec }: Wanted): Promise<void> {
  switch (spec.form) {
    case 'network':
      return driver.ensureNetwork(host, key, spec, bounded());
    case 'volume':
      return driver.ensureVolume(host, key, spec, bounded());
    case 'machine':
      return driver.ensureMachine(host, key, spec, bounded());
    default:
      return spec satisfies never;
  }
}

/** Machines are started in the order of what runs on them: databases answer before what asks them is started. */
async function powerOn(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { environment } = subject;
  const wanted = await tools.platform.tx(null, (tx) => wantedNow(tx, subject));
  const sights = await sightsOf(subject, wanted, await look(subject));
  const order = orderOf(sights);
  await inParallel(
    sights.filter((sight) => isMachine(sight) && sight.wanted.order <= order && isOff(sight)),
    ({ wanted: { host, key } }) => subject.driver.start(host, key, bounded()),
  );
  const after = await sightsOf(subject, wanted, await look(subject));
  const on = after.filter(isMachine).every(({ seen }) => seen?.state === 'running');
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, after);
    // The next ones need not wait for those that answer already.
    if (!on) return { again: orderOf(after) > order ? tx.now : pollAt(subject, tx.now) };
    await environments.beginStage(tx, environment, 'ready', 'start');
    return after.every(({ ready }) => ready) ? running(tx, subject, drawn(wanted).length) : { again: tx.now };
  });
}

const isMachine = ({ wanted }: Sight): boolean => wanted.spec.form === 'machine';

/** The lowest order of which not all machines answer. */
function orderOf(sights: readonly Sight[]): number {
  const waited = sights.filter((sight) => isMachine(sight) && !sight.ready);
  return Math.min(...waited.map(({ wanted }) => wanted.order), Number.POSITIVE_INFINITY);
}

export const isOff = ({ seen }: Sight): boolean => seen?.state === 'created' || seen?.state === 'exited';

/** The copies that somebody drew; a folder that software keeps has no size of its own and is none of them. */
function drawn(wanted: readonly Wanted[]) {
  return wanted.flatMap(({ spec, parts }) => (spec.form === 'volume' && spec.capacityGiB === 0 ? [] : parts));
}

async function awaitReady(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const wanted = await tools.platform.tx(null, (tx) => wantedNow(tx, subject));
  const sights = await sightsOf(subject, wanted, await look(subject));
  const ready = sights.every((sight) => sight.ready);
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, sights);
    return ready ? running(tx, subject, drawn(wanted).length) : { again: pollAt(subject, tx.now) };
  });
}

/** All of it answers: from here on it is watched and metered. */
async function running(tx: Tx, { booked, environment }: Subject, parts: number): Promise<StepResult> {
  const state = next('starting', 'ready');
  if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'ready', state, null))) return DONE;
  if (booked.slot.readyAt === null) await slots.setReady(tx, booked.slot.id);
  await environments.endStage(tx, environment, 'ready');
  await environments.addEvent(tx, environment, 'running', { parts });
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: booked.slot.id };
  await environments.putJob(tx, owner, 'watch', tx.now + WATCH_MS);
  const ahead = hourBuckets(booked.slot.during).find(({ end }) => end > tx.now);
  if (ahead && ahead.end < booked.slot.during.end) await environments.putJob(tx, owner, 'meter', ahead.end);
  return DONE;
}
