import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';

/** Slots that hold something of some hosts in a period: what runs comes first, then what begins first. */
export async function holding(
  tx: Tx,
  hostIds: readonly string[],
  { start, end }: { start: number; end: number },
): Promise<string[]> {
  const rows = await tx.db.execute<{ id: string }>(sql`
    select s.id from slot s join plan p on p.slot_id = s.id and p.state = 'current'
     where s.state not in ('ended', 'cancelled')
       and exists (select 1 from host_claim c where c.slot_id = s.id and c.plan_no = p.no and c.state <> 'released' and c.host_id in ${[...hostIds]}
                      and c.during && tstzrange(${new Date(start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz, '[)'))
     order by case s.state when 'running' then 0 when 'starting' then 1 else 2 end, lower(s.during), s.id`);
  return rows.map(({ id }) => id);
}
