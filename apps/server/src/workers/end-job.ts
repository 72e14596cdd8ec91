import { END_DEADLINE_MS, next } from '@patchbay/engine/reservation';
import type { Tx } from '../db/pool.ts';
import type { Observed, Reading } from '../drivers/driver.ts';
import { othersAtWork, type Lease } from '../features/environments/outbox.ts';
import { keepFor } from '../features/environments/keeping/keep.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import * as usage from '../features/usage/service.ts';
import { cameUp } from './hosts/came-up.ts';
import { skipSlot } from './skip-slot.ts';
import {
  bounded,
  DONE,
  inParallel,
  look,
  POLL_MS,
  readSubject,
  removeAll,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

/** Takes an environment down, one step at a time, until nothing of it is left running or claimed (ENV-3). */
export async function endStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
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
  if (stage === 'remove') return removeParts(tools, lease, subject);
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
async function missed(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    await skipSlot(tx, subject, 'missed');
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
    await environments.dropJobs(tx, [booked.slot.id], ['start', 'change', 'mend', 'meter', 'watch', 'cap']);
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
  const { booked, environment, driver, hosts } = subject;
  const running = await driver.sample(hosts, environment.id, bounded());
  await write(tools, lease, (tx) => usage.keepReadings(tx, booked, environment.generation, running));
  const machines = (await look(subject)).filter((one) => one.form === 'machine');
  const last: Reading[] = [];
  await inParallel(machines, async (one) => {
    const reading = await driver.stop(one.host, one.key, bounded());
    if (reading) last.push(reading);
  });
  return write(tools, lease, async (tx) => {
    await usage.keepReadings(tx, booked, environment.generation, last);
    await environments.observeParts(
      tx,
      environment,
      machines.map(({ key, host }) => ({ component: key.component, idx: key.idx, state: 'stopping', host })),
    );
    await environments.beginStage(tx, environment, 'remove', 'stop');
    return { again: tx.now };
  });
}

/** What is listed is what exists, of this generation and of older ones. Data stays for the next slot. */
async function removeParts(tools: Tools, lease: Lease, subject: Subject): Promise<StepResult> {
  const { environment } = subject;
  await removeAll(subject, (await look(subject)).filter(isNotKept));
  const left = (await look(subject)).filter(isNotKept);
  return write(tools, lease, async (tx) => {
    if (left.length > 0) return { again: tx.now + POLL_MS };
    await environments.partsGone(tx, environment);
    await environments.beginStage(tx, environment, 'release', 'remove');
    return { again: tx.now };
  });
}

const isNotKept = ({ form }: Observed) => form !== 'volume';

/** The last transaction: usage up to the end is charged, the claims are given back, the slot is over. */
async function release(tools: Tools, lease: Lease, { booked, environment }: Subject): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    const state = next('ending', 'gone');
    if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'gone', state, null))) return DONE;
    await usage.settle(tx, booked, environment.generation, Math.max(tx.now, booked.slot.during.end));
    await cameUp(tx, booked, 'ended-by-failure');
    await slots.releaseClaims(tx, booked.slot.id, tx.now);
    await environments.endStage(tx, environment, 'release');
    await keepFor(tx, lease.slotId, environment);
    await environments.addEvent(tx, environment, booked.slot.readyAt === null ? 'never-ran' : 'ended');
    return DONE;
  });
}
