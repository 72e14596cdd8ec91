import type { Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import * as repository from './repository.ts';

/** When each of some hosts did not answer, as far as it was a failure. */
export const onHosts = (tx: Tx, hostIds: readonly string[], during: Interval) =>
  repository.onHosts(tx, hostIds, during);
