import type { Lease } from '../features/environments/outbox.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { bounded, DONE, inParallel, readSubject, write, type StepResult, type Tools } from './step.ts';

/** Deletes what an environment kept between slots, unless another slot has been booked meanwhile. */
export async function clearStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const { environment, driver } = subject;
  const volumes = await tools.platform.tx(null, async (tx) =>
    (await slots.isBookedAhead(tx, environment.id)) ? null : kept.volumesOf(tx, environment.id),
  );
  if (volumes === null) return DONE;
  await inParallel(volumes, ({ host, component, idx }) => {
    const key = { environmentId: environment.id, generation: 0, component, idx };
    return driver.remove(host, { form: 'volume', key }, bounded());
  });
  return write(tools, lease, async (tx) => {
    await kept.dropAll(tx, environment.id);
    await kept.setDataUntil(tx, environment.id, null);
    if (volumes.length > 0)
      await environments.addEvent(tx, environment, 'cleared', { volumes: volumes.length });
    return DONE;
  });
}
