import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../db/pool.ts';
import type { Observed } from '../drivers/driver.ts';
import { hashOf } from '../db/ids.ts';
import type { Lease } from '../features/environments/outbox.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { hourBuckets } from '@patchbay/engine/time';
import { modelOf, privateAddresses, wantedOf, type Wanted } from './desired.ts';
import {
  bounded,
  DONE,
  pollAt,
  readSubject,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

const WATCH_MS = 10_000;

/** Brings an environment up, one step at a time, from whatever state it is found in (ENV-1). */
export async function startStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, lease));
  const { slot } = subject.booked;
  if (slot.during.end <= subject.now) return DONE;
  if (slot.state === 'scheduled') return begin(tools, lease, subject);
  if (slot.state !== 'starting') return DONE;
  if (slot.deadline !== null && slot.deadline < subject.now) return giveUp(tools, lease, subject);
  const stage = await tools.platform.tx(null, (tx) => currentStage(tx, subject));
  switch (stage) {
    case 'bind':
      return bind(tools, lease, subject);
    case 'networks':
      return make(tools, lease, subject, {
        forms: ['network', 'volume'],
        stage: 'networks',
        next: 'machines',
        until: ['ready'],
      });
    case 'machines':
      return make(tools, lease, subject, {
        forms: ['machine'],
        stage: 'machines',
        next: 'start',
        until: ['created', 'starting', 'ready'],
      });
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

const ORDER = ['bind', 'networks', 'machines', 'start', 'ready'] as const;

async function currentStage(tx: Tx, { environment }: Subject): Promise<(typeof ORDER)[number]> {
  const known = new Map(
    (await environments.stagesOf(tx, environment.id, environment.generation)).map((row) => [row.stage, row]),
  );
  return ORDER.find((name) => !known.get(name)?.endedAt) ?? 'ready';
}

/** The slot begins: a new generation, which fences off whatever an older one still does. */
async function begin(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
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

/** Interchangeable identities were counted at booking and are bound now; private addresses are given once and kept. */
async function bind(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { booked, environment } = subject;
  return write(tools, lease, async (tx) => {
    // Back to back: whoever had these hosts before is still being taken down (ISO-3).
    if (await slots.hostsStillHeld(tx, booked.slot.id)) return { again: pollAt(subject, tx.now) };
    await slots.bindUnits(tx, booked.slot.id);
    const model = await modelOf(tx, booked);
    const rows = privateAddresses(model).map((row) => ({
      ...row,
      environmentId: environment.id,
      accountId: environment.accountId,
    }));
    await environments.insertAddresses(tx, rows);
    await environments.beginStage(tx, environment, 'networks', 'bind');
    return { again: tx.now };
  });
}

interface Making {
  readonly forms: readonly Wanted['spec']['form'][];
  readonly stage: 'networks' | 'machines';
  readonly next: 'machines' | 'start';
  readonly until: readonly Observed['state'][];
}

/** Ensures what is wanted, then looks: only what the driver lists counts as made. */
async function make(
  tools: Tools,
  lease: Lease,
  subject: Subject,
  { forms, stage, next: following, until }: Making,
): Promise<StepResult> {
  const { environment } = subject;
  const all = await tools.platform.tx(null, (tx) => wantedOf(tx, subject.booked, environment));
  const wanted = all.filter(({ spec }) => forms.includes(spec.form));
  await tools.driver.sweep(environment.id, environment.generation, bounded());
  const before = await tools.driver.list(environment.id, bounded());
  for (const one of wanted) if (!matching(before, one)) await ensure(tools, one);
  const seen = await tools.driver.list(environment.id, bounded());
  const made = wanted.every((one) => until.includes(matching(seen, one)?.state ?? 'creating'));
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, seen);
    if (made) await environments.beginStage(tx, environment, following, stage);
    return { again: made ? tx.now : pollAt(subject, tx.now) };
  });
}

function matching(seen: readonly Observed[], { key, spec }: Wanted): Observed | undefined {
  return seen.find(
    (one) =>
      one.form === spec.form &&
      one.key.component === key.component &&
      one.key.idx === key.idx &&
      one.specHash === hashOf(spec),
  );
}

function ensure({ driver }: Tools, { host, key, spec }: Wanted): Promise<void> {
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

async function powerOn(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { environment } = subject;
  const machines = (await tools.driver.list(environment.id, bounded())).filter(
    (one) => one.form === 'machine',
  );
  for (const one of machines)
    if (one.state === 'created') await tools.driver.start(one.host, one.key, bounded());
  const seen = await tools.driver.list(environment.id, bounded());
  const on = seen.every((one) => one.form !== 'machine' || one.state === 'starting' || one.state === 'ready');
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, seen);
    if (on) await environments.beginStage(tx, environment, 'ready', 'start');
    return { again: on ? tx.now : pollAt(subject, tx.now) };
  });
}

async function awaitReady(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { booked, environment } = subject;
  const seen = await tools.driver.list(environment.id, bounded());
  const wanted = await tools.platform.tx(null, (tx) => wantedOf(tx, booked, environment));
  const ready = wanted.every((one) => matching(seen, one)?.state === 'ready');
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, seen);
    if (!ready) return { again: pollAt(subject, tx.now) };
    const state = next('starting', 'ready');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'ready', state, null))) return DONE;
    await slots.setReady(tx, booked.slot.id);
    await environments.endStage(tx, environment, 'ready');
    await environments.addEvent(tx, environment, 'running', { parts: wanted.length });
    const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: booked.slot.id };
    await environments.putJob(tx, owner, 'watch', tx.now + WATCH_MS);
    const firstHour = hourBuckets(booked.slot.during)[0];
    if (firstHour && firstHour.end < booked.slot.during.end)
      await environments.putJob(tx, owner, 'meter', firstHour.end);
    return DONE;
  });
}

const PART_STATES = {
  creating: 'creating',
  created: 'creating',
  starting: 'starting',
  ready: 'running',
} as const;

/** What the driver saw becomes the state that the live view shows. */
export async function observe(tx: Tx, { environment }: Subject, seen: readonly Observed[]): Promise<void> {
  const parts = seen
    .filter((one) => one.key.generation === environment.generation)
    .map(({ key, state, host, form }) => ({
      component: key.component,
      idx: key.idx,
      state: PART_STATES[state],
      host: form === 'machine' ? host : null,
    }));
  await environments.observeParts(tx, environment, parts);
}
