import * as dataCenter from '../features/data-center/inventory.ts';
import type { Lease } from '../features/environments/outbox.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { bounded, DONE, inParallel, readSubject, write, type StepResult, type Tools } from './step.ts';

/**
 * Deletes what an environment kept between slots, unless another slot has been booked meanwhile. First nobody may find
 * it any more, then it goes: whoever books in between starts anew. What a crash leaves is swept, and so is what lies on
 * a host that does not answer.
 */
export async function clearStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const { environment, driver } = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const places = await write(tools, lease, async (tx) => {
    await kept.setDataUntil(tx, environment.id, null);
    if (await slots.isBookedAhead(tx, environment.id)) return [];
    const volumes = (await kept.volumesOf(tx, environment.id)).length;
    const spares = (await kept.sparesOf(tx, environment.id)).map(({ host }) => host);
    const found = await kept.placesOf(tx, [environment.id]);
    await kept.dropAll(tx, environment.id);
    if (found.length > 0) {
      const names = await dataCenter.hostNames(tx);
      const on = [...new Set(spares)].map((host) => names.get(host) ?? '').join(', ');
      await environments.addEvent(tx, environment, 'cleared', { volumes, spares: on });
    }
    if (!driver.real) return found;
    const answering = new Set(
      await dataCenter.answering(
        tx,
        found.map(({ host }) => host),
      ),
    );
    return found.filter(({ host }) => answering.has(host));
  });
  await inParallel(places, ({ host, ...rest }) => {
    const key = { ...rest, generation: 0 };
    return driver.remove(host, { form: 'volume', key }, bounded());
  });
  return DONE;
}
