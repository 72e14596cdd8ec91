import { DAY, MINUTE } from '@patchbay/engine/time';
import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import type { App } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import { sqlState, type Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import { leave, type Leaving } from '../../environments/moving/leaving.ts';
import { planning } from '../../environments/moving/replan.ts';
import * as slots from '../../reservations/slots.ts';
import { areThose, dtosOf, notWhatWasShown, tried } from '../emptying.ts';
import * as dataCenter from '../inventory.ts';
import type { ImpactDto, MaintenanceDto } from './dto.ts';
import * as repository from './repository.ts';

/** What is in the way of one window is moved in one transaction; more than this is asked to be done host by host. */
export const MAX_SLOTS = 200;
const SHORTEST = 5 * MINUTE;
const LONGEST = 31 * DAY;

export interface Where {
  readonly scope: 'host' | 'rack';
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** What a window would move, and what would fit nowhere: found by doing it and undoing it. */
export async function preview(app: App, where: Where): Promise<ImpactDto> {
  return tried(app, async (tx) => {
    const { hosts, moves } = await close(tx, where, { reason: '', by: '' });
    return { hosts: hosts.map(({ name }) => name), moves: await dtosOf(tx, moves) };
  });
}

export interface Confirmed extends Where {
  readonly reason: string;
  readonly slotIds: readonly string[];
}

/** Closes hosts for a time, and moves what was shown to move. Where something cannot go, nothing is done (CAP-3). */
export async function plan(app: App, person: { id: string }, input: Confirmed): Promise<{ id: string }> {
  const id = await planning(() =>
    app.db.platform.tx(null, async (tx) => {
      const closed = await close(tx, input, { reason: input.reason, by: person.id });
      refuseStaying(closed.moves);
      if (!areThose(closed.moves, input.slotIds)) throw notWhatWasShown();
      return closed.id;
    }),
  );
  app.wake();
  return { id };
}

function refuseStaying(moves: readonly Leaving[]): void {
  const count = (why: Leaving['stays']) => moves.filter(({ stays }) => stays === why).length;
  const [full, real] = [count('full'), count('real')];
  if (full + real === 0) return;
  const reasons = [
    ...(full === 0 ? [] : [`${full === 1 ? 'One slot fits' : `${full} slots fit`} nowhere else`]),
    ...(real === 0
      ? []
      : [`${real === 1 ? 'one slot has its data' : `${real} slots have their data`} on these hosts`]),
  ].join(', and ');
  throw new PatchbayError(
    'CONFLICT',
    `${reasons[0]?.toUpperCase()}${reasons.slice(1)}. No reservation is given up for maintenance. Nothing was changed; choose another time, or fewer hosts.`,
    { issues: ['stays'] },
  );
}

async function close(tx: Tx, where: Where, why: { reason: string; by: string }) {
  const during = { start: Date.parse(where.from), end: Date.parse(where.to) };
  refuseTimes(during, tx.now);
  const hosts = await repository.hostsOf(tx, where.scope, where.id);
  const [first] = hosts;
  if (!first) throw notFound(where.scope);
  const hostIds = hosts.map(({ id }) => id);
  // Booking takes these locks as well, so nobody comes in between.
  await repository.lock(tx, hostIds);
  const id = newId('mnt');
  const row = { id, scope: where.scope, scopeId: where.id, siteId: first.siteId, during };
  await repository
    .insert(tx, { ...row, reason: why.reason, plannedAt: tx.now, plannedBy: why.by }, hostIds)
    .catch((error: unknown) => {
      throw sqlState(error) === '23P01' ? overlapping() : error;
    });
  const inTheWay = await slots.holding(tx, hostIds, during);
  if (inTheWay.length > MAX_SLOTS)
    throw new PatchbayError(
      'CONFLICT',
      `More than ${MAX_SLOTS} slots are booked there then. Nothing was changed; choose fewer hosts or a shorter time.`,
      { issues: ['many'] },
    );
  const moves: Leaving[] = [];
  for (const slotId of inTheWay) {
    const one = await leave(tx, slotId, { hostIds, why: 'maintenance' });
    if (one) moves.push(one);
  }
  return { id, hosts, moves };
}

function refuseTimes({ start, end }: { start: number; end: number }, now: number): void {
  const problem =
    end - start < SHORTEST
      ? (['short', 'A window is at least 5 minutes long and ends after it begins.'] as const)
      : end - start > LONGEST
        ? (['long', 'A window is at most 31 days long.'] as const)
        : start < now
          ? (['past', 'This start has passed already.'] as const)
          : end > now + MAX_AHEAD
            ? (['far', 'This is further ahead than anything can be booked.'] as const)
            : null;
  if (problem)
    throw new PatchbayError('BAD_INPUT', `${problem[1]} Nothing was changed; choose another time.`, {
      issues: [problem[0]],
    });
}

function overlapping(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'One of these hosts is under maintenance then already. Nothing was changed; cancel that window, or choose a time beside it.',
    { issues: ['overlap'] },
  );
}

/** Opens the hosts again: all of the window before its start, the rest of it afterwards. What was moved stays where it is. */
export async function cancel(app: App, id: string): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const row = await repository.byId(tx, id);
    if (!row) throw notFound('maintenance');
    if (row.during.end <= tx.now || !(await repository.cancel(tx, id, tx.now)))
      throw new PatchbayError('CONFLICT', 'This window is over or cancelled already. Nothing was changed.');
  });
  return { ok: true };
}

/** Every window, the latest first. */
export async function list(app: App): Promise<MaintenanceDto[]> {
  return app.db.platform.tx(null, async (tx) => {
    const rows = await repository.newest(tx);
    if (rows.length === 0) return [];
    const names = new Map([...(await dataCenter.hostNames(tx)), ...(await dataCenter.rackNames(tx))]);
    const sites = await dataCenter.siteNames(tx);
    const closed = await repository.closedHosts(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map(({ during, plannedBy: _, ...row }) => ({
      ...row,
      name: names.get(row.scopeId) ?? row.scopeId,
      siteName: sites.get(row.siteId) ?? '',
      hosts: closed.filter(({ maintenanceId }) => maintenanceId === row.id).map(({ name }) => name),
      start: iso(during.start),
      end: iso(during.end),
      state: stateOf({ during, cancelledAt: row.cancelledAt }, tx.now),
      plannedAt: iso(row.plannedAt),
      cancelledAt: row.cancelledAt === null ? null : iso(row.cancelledAt),
    }));
  });
}

function stateOf(
  { during, cancelledAt }: Pick<repository.MaintenanceRow, 'during' | 'cancelledAt'>,
  now: number,
): MaintenanceDto['state'] {
  if (cancelledAt !== null) return 'cancelled';
  if (now < during.start) return 'ahead';
  return now < during.end ? 'under-way' : 'over';
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
