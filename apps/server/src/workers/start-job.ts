import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import { hold } from '../features/environments/outbox.ts';
import * as caps from '../features/budgets/caps.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { running } from './bring-up.ts';
import { make, type Making } from './making.ts';
import { skipSlot } from './skip-slot.ts';
import { DONE, pollAt, readSubject, type Held, type StepResult, type Subject, type Tools } from './step.ts';

/** Brings an environment up, as far as it goes in one step, from whatever state it is found in (ENV-1). */
export async function startStep(tools: Tools, lease: Held): Promise<StepResult> {
  const opened = await tools.platform.tx(null, (tx) => open(tx, tools, lease));
  if ('over' in opened) return opened.over;
  return make(tools, lease, { ...opened, stands: false, finish: running });
}

type Opened = { readonly over: StepResult } | Pick<Making, 'subject' | 'bound'>;

async function open(tx: Tx, tools: Tools, lease: Held): Promise<Opened> {
  const subject = await readSubject(tx, tools, lease);
  const { slot } = subject.booked;
  if (slot.during.end <= tx.now) return { over: DONE };
  if (slot.state === 'scheduled') return begin(tx, lease, subject);
  if (slot.state !== 'starting') return { over: DONE };
  if (slot.deadline !== null && slot.deadline < tx.now) return { over: await giveUp(tx, lease, subject) };
  const stages = await environments.stagesOf(tx, subject.environment.id, subject.environment.generation);
  return { subject, bound: stages.some(({ stage, endedAt }) => stage === 'bind' && endedAt !== null) };
}

/** The slot begins: a new generation, which fences off whatever an older one still does. */
async function begin(tx: Tx, lease: Held, subject: Subject): Promise<Opened> {
  const { booked, environment } = subject;
  const [, following] = await together(
    hold(tx, lease),
    slots.isFollowing(tx, environment.id, booked.slot.id),
  );
  if (following) return { over: { again: pollAt(subject, tx.now) } };
  if (await caps.isReached(tx, booked.reservation)) {
    await skipSlot(tx, subject, 'not-started-at-cap', await caps.capValues(tx, booked.reservation));
    return { over: DONE };
  }
  const state = next('scheduled', 'start');
  if (!state || !(await slots.moveSlot(tx, booked.slot.id, 'start', state, tx.now + START_DEADLINE_MS)))
    return { over: DONE };
  const raised = await environments.nextGeneration(tx, environment);
  if (!raised) return { over: DONE };
  await together(
    environments.beginStage(tx, raised, 'bind', null),
    environments.addEvent(tx, environment, 'starting', { generation: raised.generation }),
    environments.notify(tx, environment.id),
  );
  const begun = { ...booked, slot: { ...booked.slot, state, stateSince: tx.now } };
  return { subject: { ...subject, booked: begun, environment: raised }, bound: false };
}

/** Every state on its way somewhere has a deadline; past it the owner decides: try again, or release (ENV-2). */
async function giveUp(tx: Tx, lease: Held, { booked, environment }: Subject): Promise<StepResult> {
  await hold(tx, lease);
  const state = next('starting', 'give-up');
  if (state && (await slots.moveSlot(tx, booked.slot.id, 'give-up', state, null)))
    await environments.addEvent(tx, environment, 'given-up');
  await environments.notify(tx, environment.id);
  return DONE;
}
