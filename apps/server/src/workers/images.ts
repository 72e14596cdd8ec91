import { hashOf } from '../db/ids.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Lease } from '../features/environments/outbox.ts';
import type { Wanted } from './desired.ts';
import { wantedOf } from './desired.ts';
import { boundedImage, DONE, readSubject, type StepResult, type Tools } from './step.ts';

/** Every image that the machines start from, on the hosts where they will be. One after the other: each is a big load. */
export async function ensureImages(driver: Driver, wanted: readonly Wanted[]): Promise<void> {
  const known = new Set<string>();
  for (const { host, spec } of wanted) {
    if (spec.form !== 'machine' || spec.image === null) continue;
    const key = `${host} ${hashOf(spec.image)}`;
    if (known.has(key)) continue;
    known.add(key);
    await driver.ensureImage(host, spec.image, boundedImage());
  }
}

/** Outside the slot, so that its start does not wait for it. */
export async function prepareStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const { subject, wanted } = await tools.platform.tx(null, async (tx) => {
    const found = await readSubject(tx, tools, lease);
    return { subject: found, wanted: await wantedOf(tx, found.booked, found.environment, found.driver.real) };
  });
  if (subject.booked.slot.state === 'scheduled') await ensureImages(subject.driver, wanted);
  return DONE;
}
