import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import { excess, peak, type Taken } from '@patchbay/engine/time';
import type { App } from '../../../context.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import { groupBy } from '../group-by.ts';
import { STORAGE } from '../real-pools.ts';
import * as dataCenter from '../repository.ts';
import type { PoolChangedDto, StockPoolDto } from './dto.ts';
import { addressesFrom, isNamed, lastNumber } from './named-units.ts';
import * as pools from './pool-repository.ts';
import { lockEditing } from './repository.ts';

/** Beyond it nothing is booked. */
const horizon = (now: number) => ({ start: now, end: now + 2 * MAX_AHEAD });

/** Every pool of every site: what it has, what of it is reserved and used now, and the most that is reserved from now on. */
export async function list(app: App): Promise<StockPoolDto[]> {
  return app.db.platform.tx(null, async (tx) => {
    const sites = new Map((await dataCenter.openSites(tx)).map((site) => [site.id, site]));
    const all = await dataCenter.poolsWithCapacity(tx, tx.now, tx.now + 1);
    const { start, end } = horizon(tx.now);
    const claims = groupBy(await dataCenter.poolClaims(tx, start, end), ({ poolId }) => poolId);
    const used = await dataCenter.poolsUsed(tx);
    return all
      .filter(({ siteId }) => sites.has(siteId))
      .map(({ id, siteId, resourceClass, capacity }) => {
        const taken = claims.get(id) ?? [];
        const most = mostOf(taken, tx.now);
        return {
          id,
          siteId,
          resourceClass,
          capacity,
          used: used.get(id) ?? 0,
          reserved: peak(taken, { start: tx.now, end: tx.now + 1 }),
          mostReserved: most?.amount ?? 0,
          mostUntil: most && new Date(most.until).toISOString(),
          named: isNamed(resourceClass),
          ofHosts: resourceClass === STORAGE && sites.get(siteId)?.driver !== 'simulated',
        };
      });
  });
}

function mostOf(taken: readonly Taken[], now: number): { amount: number; until: number } | null {
  const amount = peak(taken, horizon(now));
  const over = excess(taken, amount - 1, now);
  return over && { amount, until: over.until };
}

export interface PoolChange {
  readonly poolId: string;
  readonly capacity: number;
  /** Where more addresses come in, the first of them. */
  readonly firstAddress?: string | undefined;
}

/** More or less of a pool from now on; never less than is reserved at any instant ahead (CAP-1), and no unit that a slot has. */
export async function change(
  app: App,
  { poolId, capacity, firstAddress }: PoolChange,
): Promise<PoolChangedDto> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await lockEditing(tx);
    const row = await pools.poolById(tx, poolId);
    if (!row) throw notFound('pool');
    if (row.resourceClass === STORAGE && row.driver !== 'simulated')
      throw refusal('hosts', 'Storage of a real site is that of its hosts, and grows and shrinks with them.');
    if (isNamed(row.resourceClass)) refuseBeyond(capacity, row.resourceClass);
    await pools.lockPool(tx, poolId);
    const { start, end } = horizon(at);
    const taken = await dataCenter.poolClaims(tx, start, end, { poolId });
    const over = excess(taken, capacity, at);
    if (over)
      return {
        outcome: 'claimed',
        needed: peak(taken, horizon(at)),
        until: new Date(over.until).toISOString(),
      };
    if (isNamed(row.resourceClass)) await nameUnits(tx, at, row, capacity, firstAddress);
    await pools.setPoolCapacity(tx, at, poolId, capacity);
    return { outcome: 'done' };
  });
}

async function nameUnits(
  tx: Tx,
  at: number,
  { id, resourceClass }: { id: string; resourceClass: string },
  capacity: number,
  firstAddress: string | undefined,
): Promise<void> {
  const inUse = await pools.countUnits(tx, id);
  if (capacity < inUse) {
    if ((await pools.retireUnits(tx, at, id, inUse - capacity)) < inUse - capacity)
      throw refusal('bound', 'More units than that are bound to slots that are not torn down yet.');
    return;
  }
  const missing = capacity - inUse - (await pools.reviveUnits(tx, id, capacity - inUse));
  if (missing === 0) return;
  if (resourceClass === 'public-address')
    await pools.insertUnits(tx, id, await newAddresses(tx, firstAddress, missing));
  else await addNumbered(tx, id, resourceClass, missing);
}

/** So many more, with the numbers after the highest that there is. */
async function addNumbered(tx: Tx, id: string, resourceClass: string, count: number): Promise<void> {
  const first =
    resourceClass === 'vlan'
      ? { prefix: 'vlan ', number: 99 }
      : { prefix: `${resourceClass.replace(/^seat\//, '')}-`, number: 0 };
  const { prefix, number } = (await pools.lastNumbered(tx, id)) ?? first;
  refuseBeyond(number + count, resourceClass);
  await pools.insertNumbered(tx, id, prefix, { from: number + 1, to: number + count });
}

function refuseBeyond(number: number, resourceClass: string): void {
  const last = lastNumber(resourceClass);
  if (number > last) throw refusal('most', `Units of this pool are numbered up to ${last}.`);
}

async function newAddresses(tx: Tx, first: string | undefined, count: number): Promise<string[]> {
  const found = first === undefined ? null : addressesFrom(first, count);
  if (!found)
    throw refusal(
      'address',
      `Say the first of ${count} new addresses that follow each other in one network.`,
    );
  const [taken] = await pools.takenAddresses(tx, found);
  if (taken !== undefined) throw refusal('address-taken', `${taken} is counted already.`);
  return found;
}

function refusal(issue: string, why: string): PatchbayError {
  return new PatchbayError('CONFLICT', `${why} Nothing was changed.`, { issues: [issue] });
}
