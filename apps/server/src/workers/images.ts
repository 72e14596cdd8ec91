import { hashOf } from '../db/ids.ts';
import { DriverError, type Driver } from '../drivers/driver.ts';
import type { Wanted } from '../features/environments/making/desired.ts';
import { bounded } from './step.ts';

/** How soon an image that is being made is asked for again. */
export const IMAGE_POLL_MS = 2000;

/** One that is there is found sooner. Else it goes on being made without us, and the next step sees whether it is still wanted. */
const WAIT_MS = 2000;

/**
 * Every image that the machines start from, on the hosts where they will be, one after the other since each is a big
 * load. False while one is still being made, which goes on without us.
 */
export async function ensureImages(
  driver: Driver,
  wanted: readonly Wanted[],
  gone?: AbortSignal,
): Promise<boolean> {
  const known = new Set<string>();
  for (const { host, spec } of wanted) {
    if (spec.form !== 'machine' || spec.image === null) continue;
    const key = `${host} ${hashOf(spec.image)}`;
    if (known.has(key)) continue;
    known.add(key);
    try {
      await driver.ensureImage(host, spec.image, bounded(gone, WAIT_MS));
    } catch (error) {
      if (error instanceof DriverError && error.code === 'timeout') return false;
      throw error;
    }
  }
  return true;
}
