import type { Drivers } from '../context.ts';
import type { Pool, Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import { env } from '../env.ts';
import type { Driver, Form, Observed, Options } from '../drivers/driver.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import * as environments from '../features/environments/repository.ts';
import { hold, type Lease } from '../features/environments/outbox.ts';
import type { Booked } from '../features/reservations/slots.ts';
import * as slots from '../features/reservations/slots.ts';

/** What a worker needs, handed in so that tests can put a failing driver or a crashing database in its place. */
export interface Tools {
  readonly platform: Pool;
  readonly drivers: Drivers;
}

/** One idempotent step of a job: done with the whole job, or again at an instant of world time. */
export type StepResult = { readonly done: true } | { readonly again: number };
export const DONE: StepResult = { done: true };

/** Every driver call is bounded. */
const CALL_MS = 20_000;
export function bounded(gone?: AbortSignal, ms = CALL_MS): Options {
  const limit = env.limit(ms);
  if (!gone) return { signal: limit };
  const either = new AbortController();
  const end = () => either.abort();
  for (const one of [limit, gone]) one.addEventListener('abort', end, { once: true });
  if (gone.aborted) end();
  return { signal: either.signal };
}

/** A lease in hand. Once it is somebody else's, calls that are under way end. */
export interface Held extends Lease {
  readonly gone: AbortSignal;
}

/** How many calls of one step a data center answers at the same time. */
const AT_ONCE = 8;

/** Runs over all items, a few at a time; the first failure is thrown once those under way have ended. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** How soon a state that is on its way is looked at again, in world time. */
export const POLL_MS = 400;
/** Real machines are up sooner than paper ones. */
const REAL_POLL_MS = 100;
const LONGEST_POLL_MS = 15_000;

/** The longer something has been on its way, the less often it is looked at: a tenth of the time, between the two bounds. */
export function pollAt({ booked, driver }: Subject, now: number): number {
  const least = driver.real ? REAL_POLL_MS : POLL_MS;
  return now + Math.min(LONGEST_POLL_MS, Math.max(least, Math.round((now - booked.slot.stateSince) / 10)));
}

export interface Subject {
  readonly booked: Booked;
  readonly environment: environments.EnvironmentRow;
  readonly driver: Driver;
  /** Every host that may hold something of the environment, its site for what belongs to none. */
  readonly hosts: readonly string[];
  readonly now: number;
}

export async function readSubject(tx: Tx, { drivers }: Tools, lease: Lease): Promise<Subject> {
  const [booked, environment, placed] = await together(
    slots.bySlot(tx, lease.slotId),
    environments.environmentById(tx, lease.accountId, lease.environmentId),
    slots.hostsOfSlot(tx, lease.slotId),
  );
  if (!booked || !environment) throw new Error('a job without its slot or environment');
  const [driverName, answering] = await together(
    dataCenter.driverOf(tx, environment.siteId),
    dataCenter.answering(tx, placed),
  );
  const driver = drivers[driverName];
  const hosts = driver.real ? answering : [environment.siteId, ...answering];
  return { booked, environment, driver, hosts, now: tx.now };
}

/** What the driver sees of an environment, on every host that answers. */
export function look({ driver, hosts, environment }: Subject, gone?: AbortSignal): Promise<Observed[]> {
  return driver.list(hosts, environment.id, bounded(gone));
}

const REMOVE_ORDER: readonly Form[] = ['machine', 'network', 'volume'];

/** Removes things in the order in which nothing is left hanging: machines before what they hang on. */
export async function removeAll(
  { driver }: Pick<Subject, 'driver'>,
  things: readonly Observed[],
): Promise<void> {
  for (const form of REMOVE_ORDER)
    await inParallel(
      things.filter((one) => one.form === form),
      (one) => driver.remove(one.host, one, bounded()),
    );
}

/** A worker's write: proves the lease first, and tells whoever watches. */
export function write<T>(tools: Tools, lease: Lease, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tools.platform.tx(null, async (tx) => {
    // One trip: where the lease is lost, all of it is rolled back.
    const [, result] = await together(
      hold(tx, lease),
      work(tx),
      environments.notify(tx, lease.environmentId),
    );
    return result;
  });
}
