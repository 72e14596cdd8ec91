import type { BookedSlot } from '../customers/requests.ts';
import { bounds, groupBy, iso, type Check } from './facts.ts';

interface Row {
  readonly id: string;
  readonly slotId: string;
  readonly accountId: string;
  readonly state: string;
  readonly capped: boolean;
  readonly start: number;
  readonly end: number;
}

const OVER = ['ending', 'ended', 'cancelled'];

/** What was acknowledged is there, as it was acknowledged, and once; what was not asked for is not there. */
export const requests: Check = ({ read, requests, now }) => {
  const rows = read<Row>(
    `select r.id, s.id as "slotId", r.account_id as "accountId", s.state, s.capped, ${bounds('s.during')}
       from reservation r join slot s on s.reservation_id = r.id`,
  );
  const byId = groupBy(rows, ({ id }) => id);
  const wrong = requests.all.flatMap((booked) => wrongOf(booked, byId.get(booked.reservationId) ?? [], now));
  const asked = groupBy(requests.all, ({ customer }) => customer.member.accountId);
  const uncalled = [...groupBy(rows, ({ accountId }) => accountId)].flatMap(([account, found]) => {
    const most = (asked.get(account)?.length ?? 0) + (requests.unknown.get(account) ?? 0) + requests.underWay;
    return found.length > most ? [`${account} has ${found.length} slots and asked for ${most}`] : [];
  });
  return [...wrong, ...uncalled].map((what) => ({ invariant: 'acknowledged-once', what }));
};

function wrongOf(booked: BookedSlot, rows: readonly Row[], now: number): string[] {
  const { reservationId: id, slotId, start, end, isEndKnown, released, releasedAt } = booked;
  const [row] = rows;
  if (rows.length !== 1 || row?.slotId !== slotId) return [`${id} is there ${rows.length} times`];
  const found: string[] = [];
  if (row.start !== start) found.push(`${id} starts at ${iso(row.start)}, booked was ${iso(start)}`);
  if (released === 'yes' && !OVER.includes(row.state) && row.end > now)
    found.push(`${id} was given back and is ${row.state}`);
  const isOver = row.state === 'ending' || row.state === 'ended';
  // One that has begun lasts a second at least.
  if (isOver && row.end > Math.max(releasedAt, start + 1000))
    found.push(`${id} was given back at ${iso(releasedAt)} and lasts until ${iso(row.end)}`);
  if (released === 'no' && isOver && !row.capped && row.end > now)
    found.push(`${id} is ${row.state} before its end at ${iso(row.end)}`);
  const mayEndOtherwise = released !== 'no' || row.capped || !isEndKnown || booked.changes > 0;
  if (!mayEndOtherwise && row.end !== end)
    found.push(`${id} ends at ${iso(row.end)}, acknowledged was ${iso(end)}`);
  return found;
}
