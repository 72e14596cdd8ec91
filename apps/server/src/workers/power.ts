import { copyKey, type Copy } from '@patchbay/engine/design';
import type { Tx } from '../db/pool.ts';
import type { Reading } from '../drivers/driver.ts';
import * as asked from '../features/environments/power/asked.ts';
import { namesOf } from '../features/environments/power/names.ts';
import * as environments from '../features/environments/repository.ts';
import { bookedModel } from '../features/reservations/booked-design.ts';
import { isMachine, isOff, isReady, type Sight } from './observe.ts';
import { bounded, inParallel, type Subject } from './step.ts';

/** What was asked of single machines, as far as one step brings it. */
export interface Switched {
  readonly readings: readonly Reading[];
  /** Asked to be off or to begin anew, and seen off: what was stopped just now counts once it is looked at again. */
  readonly off: readonly Sight[];
  /** Asked to run, and answering. */
  readonly on: readonly Sight[];
}

/** Stops what is to be off or to begin anew, and keeps what it used until then. Stopping what is off already is no harm. */
export async function switchOff({ driver }: Subject, sights: readonly Sight[]): Promise<Switched> {
  const machines = sights.filter(isMachine);
  const away = machines.filter(({ wanted: { power } }) => power === 'off' || power === 'restart');
  const readings: Reading[] = [];
  await inParallel(
    away.filter(({ seen }) => seen?.state === 'running'),
    async ({ wanted: { host, key } }) => {
      const last = await driver.stop(host, key, bounded());
      if (last) readings.push(last);
    },
  );
  return {
    readings,
    off: away.filter(isOff),
    on: machines.filter((sight) => sight.wanted.power === 'starting' && isReady(sight)),
  };
}

/** Writes down how far it came, and tells it once. Whether anything changed. */
export async function keepSwitched(tx: Tx, subject: Subject, { off, on }: Switched): Promise<boolean> {
  const { booked, environment } = subject;
  const slotId = booked.slot.id;
  const before = await asked.askedOf(tx, slotId);
  const fresh = off.filter(({ wanted }) => before.get(copyKey(wanted.key))?.isOff === false);
  await asked.wentOff(tx, slotId, fresh.map(copyOf));
  await asked.cameOn(tx, slotId, on.map(copyOf));
  const stopped = fresh.filter(({ wanted }) => before.get(copyKey(wanted.key))?.asked === 'off');
  if (stopped.length + on.length === 0) return fresh.length > 0;
  const model = await bookedModel(tx, booked);
  const tell = (code: string, sights: readonly Sight[]) =>
    environments.addEvent(tx, environment, code, namesOf(model, sights.map(copyOf)));
  if (stopped.length > 0) await tell('machines-off', stopped);
  if (on.length > 0) await tell('machines-on', on);
  return true;
}

function copyOf({ wanted: { key } }: Sight): Copy {
  return { component: key.component, idx: key.idx };
}
