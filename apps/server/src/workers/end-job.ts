import { END_DEADLINE_MS, next } from '@patchbay/engine/reservation';
import type { Sample } from '@patchbay/engine/metering';
import type { Tx } from '../db/pool.ts';
import type { MachineSample, Observed } from '../drivers/driver.ts';
import { othersAtWork, type Lease } from '../features/environments/outbox.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import * as usage from '../features/usage/service.ts';
import {
  bounded,
  DONE,
  POLL_MS,
  readSubject,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

/** Takes an environment down, one step at a time, until nothing of it is left running or claimed (ENV-3). */
export async function endStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, lease));
  switch (subject.booked.slot.state) {
    case 'scheduled':
      return missed(tools, lease, subject);
    case 'starting':
    case 'running':
    case 'attention':
      return begin(tools, lease, subject);
    case 'ending':
      break;
    default:
      return DONE;
  }
  const stage = await tools.platform.tx(null, (tx) => currentStage(tx, subject));
  if (stage === 'stop') return powerOff(tools, lease, subject);
  if (stage === 'remove') return removeAll(tools, lease, subject);
  return release(tools, lease, subject);
}

const ORDER = ['stop', 'remove', 'release'] as const;

async function currentStage(tx: Tx, { environment }: Subject): Promise<(typeof ORDER)[number]> {
  const known = new Map(
    (await environments.stagesOf(tx, environment.id, environment.generation)).map((row) => [row.stage, row]),
  );
  return ORDER.find((name) => !known.get(name)?.endedAt) ?? 'release';
}

/** The slot passed while nothing of ours was running: its owner is told and charged nothing (CAP-3). */
async function missed(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    const state = next('scheduled', 'cancel');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'cancel', state, null))) return DONE;
    await slots.releaseClaims(tx, booked.slot.id, booked.slot.during.start);
    await environments.dropJobs(tx, booked.slot.id, ['start', 'meter', 'watch']);
    await environments.setWanted(tx, environment.id, 'gone');
    await environments.addEvent(tx, environment, 'missed');
    return DONE;
  });
}

async function begin(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    // A start that is in the middle of a driver call could make something after everything was removed.
    if (await othersAtWork(tx, lease)) return { again: tx.now + POLL_MS };
    const state = next(booked.slot.state, 'end');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'end', state, tx.now + END_DEADLINE_MS)))
      return { again: tx.now };
    await environments.dropJobs(tx, booked.slot.id, ['start', 'meter', 'watch']);
    await environments.setWanted(tx, environment.id, 'gone');
    await environments.beginStage(tx, environment, 'stop', null);
    await environments.addEvent(tx, environment, 'ending');
    return { again: tx.now };
  });
}

/**
 * Final readings first: each is stored before its machine may be removed.
 * A machine that was stopped already gives none; its last reading was stored by the step that stopped it or by a watch.
 */
async function powerOff(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { booked, environment } = subject;
  const running = await tools.driver.sample(environment.id, bounded());
  await write(tools, lease, (tx) =>
    usage.keepSamples(tx, booked, environment.generation, running.map(toSample)),
  );
  const machines = await machinesOf(tools, subject);
  const last: MachineSample[] = [];
  for (const one of machines) {
    const sample = await tools.driver.stop(one.host, one.key, bounded());
    if (sample) last.push(sample);
  }
  return write(tools, lease, async (tx) => {
    await usage.keepSamples(tx, booked, environment.generation, last.map(toSample));
    await environments.observeParts(
      tx,
      environment,
      machines.map(({ key, host }) => ({ component: key.component, idx: key.idx, state: 'stopping', host })),
    );
    await environments.beginStage(tx, environment, 'remove', 'stop');
    return { again: tx.now };
  });
}

/** Machines before networks and volumes; what is listed is what exists, of this generation and of older ones. */
async function removeAll(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { environment } = subject;
  await tools.driver.fence(environment.id, environment.generation, bounded());
  const before = await tools.driver.list(environment.id, bounded());
  const order = [...before].sort((a, b) => Number(b.form === 'machine') - Number(a.form === 'machine'));
  for (const one of order) await tools.driver.remove(one.host, one.key, bounded());
  const left = await tools.driver.list(environment.id, bounded());
  return write(tools, lease, async (tx) => {
    const gone = before.filter(
      (one) =>
        !left.some((still) => still.key.component === one.key.component && still.key.idx === one.key.idx),
    );
    await environments.observeParts(
      tx,
      environment,
      gone.map(({ key }) => ({ component: key.component, idx: key.idx, state: 'gone', host: null })),
    );
    if (left.length > 0) return { again: tx.now + POLL_MS };
    await environments.beginStage(tx, environment, 'release', 'remove');
    return { again: tx.now };
  });
}

/** The last transaction: usage up to the end is charged, the claims are given back, the slot is over. */
async function release(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    const state = next('ending', 'gone');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'gone', state, null))) return DONE;
    await usage.settle(tx, booked, environment.generation, Math.max(tx.now, booked.slot.during.end));
    await slots.releaseClaims(tx, booked.slot.id, tx.now);
    await environments.endStage(tx, environment, 'release');
    await environments.addEvent(tx, environment, booked.slot.readyAt === null ? 'never-ran' : 'ended');
    return DONE;
  });
}

async function machinesOf({ driver }: Tools, { environment }: Subject): Promise<Observed[]> {
  const seen = await driver.list(environment.id, bounded());
  return seen.filter((one) => one.form === 'machine');
}

export function toSample({ key, incarnation, startedAt, at, counters }: MachineSample): Sample {
  return { component: key.component, idx: key.idx, incarnation, startedAt, at, counters };
}
