import { nextChange, type InvoiceState } from '@patchbay/engine/invoicing';
import type { Tx } from '../../db/pool.ts';
import * as repository from './repository.ts';

const AFTER = { draft: 'review', review: 'final', final: 'final' } as const satisfies Record<
  InvoiceState,
  InvoiceState
>;

/**
 * Takes one invoice whose time has come into its next state: from draft to review at the end of its month, and to final once
 * the days of review are over. False when none is due. Its row is locked, so charges under way come before or after.
 */
export async function changeNext(tx: Tx): Promise<boolean> {
  const row = await repository.lockDue(tx);
  if (!row) return false;
  const state = AFTER[row.state];
  await repository.setState(tx, row.id, state, nextChange(row.period, state));
  return true;
}

export const soonestChange = (tx: Tx) => repository.soonestChange(tx);
