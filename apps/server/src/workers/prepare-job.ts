import { together } from '../db/together.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import { bookedModel } from '../features/reservations/booked-design.ts';
import * as slots from '../features/reservations/slots.ts';
import { giveAddresses, takenOn } from './addresses.ts';
import { wantedOf } from '../features/environments/making/desired.ts';
import { ensureImages, IMAGE_POLL_MS } from './images.ts';
import { DONE, readSubject, write, type Held, type StepResult, type Tools } from './step.ts';

const LOST_POLL_MS = 10_000;

/** What can be done outside the slot, so that its start need not wait for it: addresses are given, images brought. */
export async function prepareStep(tools: Tools, lease: Held): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const { booked, environment, driver } = subject;
  if (booked.slot.state !== 'scheduled') return DONE;
  // A lost host cannot say what others use there.
  const claims = await tools.platform.tx(null, (tx) => slots.hostClaimsOf(tx, booked.slot.id));
  if (driver.real && claims.some(({ hostId }) => !subject.hosts.includes(hostId)))
    return { again: subject.now + LOST_POLL_MS };
  const taken = await takenOn(subject, lease.gone);
  const wanted = await write(tools, lease, async (tx) => {
    const [model, ranges, addresses] = await together(
      bookedModel(tx, booked),
      kept.rangesOf(tx, environment.id),
      environments.addressesOf(tx, environment.id),
    );
    await giveAddresses(tx, environment, model, { ranges, addresses }, taken);
    return wantedOf(tx, booked, environment, driver.real);
  });
  const there = await ensureImages(driver, wanted, lease.gone);
  return there ? DONE : { again: subject.now + IMAGE_POLL_MS };
}
