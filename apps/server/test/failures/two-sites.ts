import { sql } from 'drizzle-orm';
import { rows, type TestApp } from '../app.ts';

/** A site just like Tartu-1, beside it; Berlin-2 takes nothing. */
export async function twin(server: TestApp): Promise<void> {
  for (const statement of [
    sql`insert into site (id, name, grade, driver) values ('site_twin', 'Riga-1', 2, 'simulated')`,
    sql`insert into rack (id, site_id, name) values ('rack_twin', 'site_twin', 'q1')`,
    sql`insert into host (id, site_id, rack_id, name, rack_unit, model, arch, clock_mhz, year)
        select 'twin_' || id, 'site_twin', 'rack_twin', 'q-' || name, rack_unit, model, arch, clock_mhz, year from host where site_id = 'site_tartu'`,
    sql`insert into host_capacity select 'twin_' || host_id, during, cpu_milli, memory_mib, disk_mib, gpu from host_capacity
        where host_id in (select id from host where site_id = 'site_tartu')`,
    sql`insert into pool (id, site_id, resource_class) select 'twin_' || id, 'site_twin', resource_class from pool where site_id = 'site_tartu'`,
    sql`insert into pool_capacity select 'twin_' || pool_id, during, capacity from pool_capacity where pool_id in (select id from pool where site_id = 'site_tartu')`,
    sql`insert into unit (id, pool_id, identity) select 'twin_' || id, 'twin_' || pool_id, identity from unit where pool_id in (select id from pool where site_id = 'site_tartu')`,
    sql`update host set draining = true where site_id = 'site_berlin'`,
  ])
    await rows(server.app, statement);
}

/** Claims and units of open slots that are not at the site of their environment; and what is exceeded. */
export async function misplaced(server: TestApp): Promise<unknown[]> {
  return rows(
    server.app,
    sql`select e.id, 'host' as what from environment e join slot s on s.environment_id = e.id and s.state not in ('ended', 'cancelled')
          join host_claim c on c.slot_id = s.id and c.state <> 'released' and upper(c.during) > clock() join host h on h.id = c.host_id where h.site_id <> e.site_id
        union all
        select e.id, 'pool' from environment e join slot s on s.environment_id = e.id and s.state not in ('ended', 'cancelled')
          join pool_claim c on c.slot_id = s.id and c.state <> 'released' and upper(c.during) > clock() join pool p on p.id = c.pool_id where p.site_id <> e.site_id
        union all
        select e.id, 'unit' from environment e join slot s on s.environment_id = e.id and s.state not in ('ended', 'cancelled')
          join unit_binding b on b.slot_id = s.id join pool p on p.id = b.pool_id where p.site_id <> e.site_id
        union all
        select e.id, 'range' from environment e join address_range r on r.environment_id = e.id where r.site_id <> e.site_id
        union all
        select o, 'overdrawn' from overdrawn_hosts(array(select id from host order by id), array(select tstzmultirange(tstzrange(clock(), 'infinity')) from host order by id), clock()) as o
        union all
        select o, 'overdrawn' from overdrawn_pools(array(select id from pool order by id), array(select tstzmultirange(tstzrange(clock(), 'infinity')) from pool order by id), clock()) as o`,
  );
}
