import type { Pool, Tx } from '../db/pool.ts';
import type { Driver, Options } from '../drivers/driver.ts';
import * as environments from '../features/environments/repository.ts';
import { hold, type Lease } from '../features/environments/outbox.ts';
import * as slots from '../features/reservations/slots.ts';
import type { Booked } from './desired.ts';

/** What a worker needs, handed in so that tests can put a failing driver or a crashing database in its place. */
export interface Tools {
  readonly platform: Pool;
  readonly driver: Driver;
}

/** One idempotent step of a job: done with the whole job, or again at an instant of world time. */
export type StepResult = { readonly done: true } | { readonly again: number };
export const DONE: StepResult = { done: true };

/** Every driver call is bounded. */
const CALL_MS = 5000;
export const bounded = (): Options => ({ signal: AbortSignal.timeout(CALL_MS) });

/** How soon a state that is on its way is looked at again, in world time. */
export const POLL_MS = 400;
const LONGEST_POLL_MS = 15_000;

/** The longer something has been on its way, the less often it is looked at: a tenth of the time, between the two bounds. */
export function pollAt({ booked }: Subject, now: number): number {
  return now + Math.min(LONGEST_POLL_MS, Math.max(POLL_MS, Math.round((now - booked.slot.stateSince) / 10)));
}

export interface Subject {
  readonly booked: Booked;
  readonly environment: environments.EnvironmentRow;
  readonly now: number;
}

export async function readSubject(tx: Tx, lease: Lease): Promise<Subject> {
  const booked = await slots.bySlot(tx, lease.slotId);
  const environment = await environments.environmentById(tx, lease.accountId, lease.environmentId);
  if (!booked || !environment) throw new Error('a job without its slot or environment');
  return { booked, environment, now: tx.now };
}

/** A worker's write: proves the lease first, and tells whoever watches. */
export function write<T>(tools: Tools, lease: Lease, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tools.platform.tx(null, async (tx) => {
    await hold(tx, lease);
    const result = await work(tx);
    await environments.notify(tx, lease.environmentId);
    return result;
  });
}
