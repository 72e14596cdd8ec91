import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import { hold } from '../features/environments/outbox.ts';
import * as caps from '../features/budgets/caps.ts';
import * as kept from '../features/environments/kept.ts';
import { askedOf } from '../features/environments/power/asked.ts';
import * as environments from '../features/environments/repository.ts';
import { bookedModel } from '../features/reservations/booked-design.ts';
import * as slots from '../features/reservations/slots.ts';
import { bareSegments, giveAddresses, takeBack, takenOn } from './addresses.ts';
import { bringUp } from './bring-up.ts';
import { describe, fabricOf, wantedOf, type Wanted } from '../features/environments/making/desired.ts';
import { followData, layData } from './lay-data.ts';
import { skipSlot } from './skip-slot.ts';
import {
  DONE,
  look,
  pollAt,
  readSubject,
  write,
  type Held,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

/** Brings an environment up, as far as it goes in one step, from whatever state it is found in (ENV-1). */
export async function startStep(tools: Tools, lease: Held): Promise<StepResult> {
  const opened = await tools.platform.tx(null, (tx) => open(tx, tools, lease));
  if ('over' in opened) return opened.over;
  const { subject, bound } = opened;
  const [found, before] = await together(
    bound ? tools.platform.tx(null, (tx) => placed(tx, subject)) : bind(tools, lease, subject, null),
    look(subject, lease.gone),
  );
  const placing =
    'bare' in found ? await bind(tools, lease, subject, await takenOn(subject, lease.gone)) : found;
  if (!('wanted' in placing)) return { again: 'again' in placing ? placing.again : subject.now };
  return bringUp(tools, lease, { subject, wanted: placing.wanted, before });
}

type Opened = { readonly over: StepResult } | { readonly subject: Subject; readonly bound: boolean };
type Placing =
  | { readonly wanted: readonly Wanted[] }
  | { readonly again: number }
  /** It needs private ranges that were not prepared: first it must be known which others use. */
  | { readonly bare: true };

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

const placed = async (tx: Tx, { booked, environment, driver }: Subject): Promise<Placing> => ({
  wanted: await wantedOf(tx, booked, environment, driver.real),
});

/**
 * Interchangeable identities were counted at booking and are bound now; private ranges and addresses are given once and
 * kept. Data that is kept lies from now on where the machines will be.
 */
async function bind(
  tools: Tools,
  lease: Held,
  subject: Subject,
  taken: readonly string[] | null,
): Promise<Placing> {
  const { booked, environment, driver } = subject;
  return write(tools, lease, async (tx) => {
    const [held, claims, model, ranges, addresses, asked] = await together(
      // Back to back: whoever had these hosts before is still being taken down (ISO-3).
      slots.hostsStillHeld(tx, booked.slot.id),
      slots.hostClaimsOf(tx, booked.slot.id),
      bookedModel(tx, booked),
      kept.rangesOf(tx, environment.id),
      environments.addressesOf(tx, environment.id),
      askedOf(tx, booked.slot.id),
    );
    // Nothing is begun on a lost host: whoever watches the hosts moves the slot, or the host comes back.
    const lost = driver.real && claims.some(({ hostId }) => !subject.hosts.includes(hostId));
    if (held || lost) return { again: pollAt(subject, tx.now) };
    if (taken === null && driver.real && bareSegments(model, ranges).length > 0) return { bare: true };
    if (driver.real && (await followData(tx, booked, environment, claims))) return { again: tx.now };
    const stay = await takeBack(tx, environment.id, model, addresses);
    const [units, given] = await together(
      slots.bindUnits(tx, booked.slot.id),
      giveAddresses(tx, environment, model, { ranges, addresses: stay }, taken ?? []),
      layData(tx, environment, model, fabricOf(claims, environment, driver.real)),
      environments.reachStage(tx, environment, driver.real ? 'images' : 'networks'),
    );
    return { wanted: describe({ environment, model, claims, units, asked, ...given }, driver.real) };
  });
}
