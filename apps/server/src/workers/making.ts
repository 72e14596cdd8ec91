import type { Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import { describe, fabricOf, wantedOf, type Wanted } from '../features/environments/making/desired.ts';
import * as kept from '../features/environments/kept.ts';
import { askedOf } from '../features/environments/power/asked.ts';
import * as environments from '../features/environments/repository.ts';
import { bookedModel } from '../features/reservations/booked-design.ts';
import * as slots from '../features/reservations/slots.ts';
import { bareSegments, giveAddresses, takeBack, takenOn } from './addresses.ts';
import { bringUp, type Finish } from './bring-up.ts';
import { followData, layData } from './lay-data.ts';
import { look, pollAt, write, type Held, type StepResult, type Subject, type Tools } from './step.ts';

/** An environment that is to be made, or made otherwise. */
export interface Making {
  readonly subject: Subject;
  /** Whether it was given all that it is bound to. */
  readonly bound: boolean;
  /** Whether some of it stands and runs. */
  readonly stands: boolean;
  readonly finish: Finish;
}

/** Gives it what it is bound to, and makes what is missing, as far as one step goes (ENV-1). */
export async function make(tools: Tools, lease: Held, making: Making): Promise<StepResult> {
  const { subject, bound, finish } = making;
  const [found, before] = await together(
    bound ? tools.platform.tx(null, (tx) => placed(tx, subject)) : bind(tools, lease, making, null),
    look(subject, lease.gone),
  );
  const placing =
    'bare' in found ? await bind(tools, lease, making, await takenOn(subject, lease.gone)) : found;
  if (!('wanted' in placing)) return { again: 'again' in placing ? placing.again : subject.now };
  // A host may be lost after it was bound.
  if (placing.wanted.some(({ host }) => !subject.hosts.includes(host)))
    return { again: pollAt(subject, subject.now) };
  return bringUp(tools, lease, { subject, wanted: placing.wanted, before, finish });
}

type Placing =
  | { readonly wanted: readonly Wanted[] }
  | { readonly again: number }
  /** It needs private ranges that were not prepared: first it must be known which others use. */
  | { readonly bare: true };

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
  { subject, stands }: Making,
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
    const lost = claims.some(({ hostId }) => !subject.hosts.includes(hostId));
    if (held || lost) return { again: pollAt(subject, tx.now) };
    if (taken === null && driver.real && bareSegments(model, ranges).length > 0) return { bare: true };
    if (driver.real && (await followData(tx, booked, environment, claims))) return { again: tx.now };
    const stay = stands ? addresses : await takeBack(tx, environment.id, model, addresses);
    const [units, given] = await together(
      slots.bindUnits(tx, booked.slot.id),
      giveAddresses(tx, environment, model, { ranges, addresses: stay }, taken ?? []),
      layData(tx, environment, model, fabricOf(claims, environment, driver.real)),
      environments.reachStage(tx, environment, driver.real ? 'images' : 'networks'),
    );
    return { wanted: describe({ environment, model, claims, units, asked, ...given }, driver.real) };
  });
}
