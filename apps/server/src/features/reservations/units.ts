import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { together } from '../../db/together.ts';

/** Interchangeable identities of a slot: ports, addresses, VLANs, seats. */

/**
 * Binds what is counted and not bound yet, of every claim of a slot, to free units of its pool, in id order. Idempotent: what is
 * bound stays bound.
 * An exclusion constraint refuses a unit that is taken after all.
 */
export async function bindUnits(tx: Tx, slotId: string): Promise<BoundUnit[]> {
  // One at a time for each pool: two that look for the first free unit would find the same.
  const alone = tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(pool_id, 13))
      from (select distinct pool_id from pool_claim where slot_id = ${slotId} order by pool_id) as p`);
  const binding = tx.db.execute(sql`
    with wanted as (
      select c.*, u.places, row_number() over (partition by c.pool_id order by c.component, c.idx, g.n) as place
        from pool_claim c
        cross join lateral (select count(*) as bound from unit_binding b
                             where b.slot_id = c.slot_id and b.component = c.component and b.idx = c.idx and b.pool_id = c.pool_id) as b
        cross join lateral generate_series(1, c.quantity - b.bound) as g (n)
        cross join lateral (select count(*) as places from unit where pool_id = c.pool_id) as u
       where c.slot_id = ${slotId} and c.state <> 'released' and u.places > 0
    ), free as (
      select u.id, w.pool_id, row_number() over (partition by w.pool_id order by u.id) as place
        from (select pool_id, count(*) as count from wanted group by pool_id) as w
        cross join lateral (
          select u.id from unit u
           where u.pool_id = w.pool_id
             and u.retired_at is null
             and not exists (select 1 from unit_binding b join slot s on s.id = ${slotId} join slot o on o.id = b.slot_id
                              where b.unit_id = u.id and (b.during && s.during or (o.id <> s.id and upper(o.during) <= clock() and o.state not in ('ended', 'cancelled'))))
           order by u.id limit w.count) as u
    )
    insert into unit_binding (unit_id, account_id, slot_id, component, idx, pool_id, during)
    select f.id, w.account_id, w.slot_id, w.component, w.idx, w.pool_id, w.during
      from wanted w join free f on f.pool_id = w.pool_id and f.place = w.place`);
  await together(alone, binding);
  const asked = tx.db.execute<{ n: string }>(sql`
    select coalesce(sum(c.quantity), 0) - (select count(*) from unit_binding where slot_id = ${slotId}) as n
      from pool_claim c where c.slot_id = ${slotId} and c.state <> 'released' and exists (select 1 from unit u where u.pool_id = c.pool_id)`);
  const [[short], bound] = await together(asked, boundUnits(tx, slotId));
  if (Number(short?.n) !== 0)
    throw new Error(`${short?.n} units that were counted at booking are not free yet`);
  return bound;
}

export interface BoundUnit {
  readonly component: string;
  readonly idx: number;
  readonly identity: string;
  readonly resourceClass: string;
}

export async function boundUnits(tx: Tx, slotId: string): Promise<BoundUnit[]> {
  const rows = await tx.db.execute<{
    component: string;
    idx: number;
    identity: string;
    resource_class: string;
  }>(sql`
    select b.component, b.idx, u.identity, p.resource_class
      from unit_binding b join unit u on u.id = b.unit_id join pool p on p.id = b.pool_id
     where b.slot_id = ${slotId} order by b.component, b.idx, u.id`);
  return rows.map(({ resource_class: resourceClass, ...row }) => ({ ...row, resourceClass }));
}
