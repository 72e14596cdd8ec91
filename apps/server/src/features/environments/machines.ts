import type { SlotState } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import * as slots from '../reservations/slots.ts';
import * as repository from './repository.ts';

/** One copy of a component. */
export interface Place {
  readonly environmentId: string;
  readonly component: string;
  readonly idx: number;
}

export interface MachineNow {
  readonly slot: SlotState;
  /** Null while this copy does not run, or runs in a generation that has been replaced. */
  readonly running: { readonly host: string; readonly generation: number } | null;
}

/** Where a copy runs right now; null when the account has no such copy. */
export async function machineNow(tx: Tx, accountId: string, place: Place): Promise<MachineNow | null> {
  const row = await repository.environmentById(tx, accountId, place.environmentId);
  const booked = row && (await slots.byEnvironment(tx, accountId, row.id));
  const part = row && (await repository.partAt(tx, row.id, place.component, place.idx));
  if (!booked || !part) return null;
  const { host, generation, state } = part;
  const runs = state === 'running' && host !== null && generation === row.generation;
  return { slot: booked.slot.state, running: runs ? { host, generation } : null };
}
