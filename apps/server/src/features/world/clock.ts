import type { Tx } from '../../db/pool.ts';
import { readWorld } from './repository.ts';

/** Whether this world is one to try things in. */
export async function isDemo(tx: Tx): Promise<boolean> {
  return (await readWorld(tx))?.demo ?? false;
}
