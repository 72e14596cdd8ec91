import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { SlotState } from '@patchbay/engine/reservation';
import type { Interval } from '@patchbay/engine/time';
import { readInterval } from '../../../db/columns.ts';
import type { Tx } from '../../../db/pool.ts';
import { host, hostDrain } from '../tables.ts';

/** Which hosts are meant. */
export type Scope = { readonly siteId: string } | { readonly rackId: string } | { readonly hostId: string };

export async function hostIds(tx: Tx, scope: Scope): Promise<string[]> {
  const column =
    'hostId' in scope
      ? eq(host.id, scope.hostId)
      : 'rackId' in scope
        ? eq(host.rackId, scope.rackId)
        : eq(host.siteId, scope.siteId);
  return (await tx.db.select({ id: host.id }).from(host).where(column).orderBy(host.id)).map(({ id }) => id);
}

/** What slots took of hosts in a period, the past included: one row for each host and slot. */
export async function claims(tx: Tx, hosts: readonly string[], { start, end }: Interval, limit: number) {
  const during = sql`tstzrange(${new Date(start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz, '[)')`;
  const rows = await tx.db.execute<
    Record<'host_id' | 'slot_id' | 'channel_id' | 'during' | 'n' | 'cpu' | 'mem' | 'disk' | 'gpu', string> & {
      state: SlotState;
    }
  >(sql`
    select c.host_id, c.slot_id, r.channel_id, c.during::text as during, s.state, count(*) as n,
           sum(c.cpu_milli) as cpu, sum(c.memory_mib) as mem, sum(c.disk_mib) as disk, sum(c.gpu) as gpu
      from host_claim c join slot s on s.id = c.slot_id join reservation r on r.id = s.reservation_id
     where c.host_id in ${[...hosts]} and c.during && ${during} and c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > clock())
     group by c.host_id, c.slot_id, r.channel_id, c.during, s.state order by lower(c.during), c.host_id, c.slot_id limit ${limit}`);
  return rows.map((row) => ({
    hostId: row.host_id,
    slotId: row.slot_id,
    channelId: row.channel_id,
    state: row.state,
    during: readInterval(row.during),
    machines: Number(row.n),
    vector: {
      cpuMilli: Number(row.cpu),
      memoryMiB: Number(row.mem),
      diskMiB: Number(row.disk),
      gpu: Number(row.gpu),
    },
  }));
}

export function drains(tx: Tx, hosts: readonly string[], { start, end }: Interval) {
  return tx.db
    .select()
    .from(hostDrain)
    .where(
      and(
        inArray(hostDrain.hostId, [...hosts]),
        lt(hostDrain.since, end),
        or(isNull(hostDrain.until), gt(hostDrain.until, start)),
      ),
    )
    .orderBy(hostDrain.since);
}
