import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import type { DesignDocument } from '@patchbay/engine/design';
import { chance, type Batch, type Flavour, type Trace } from './trace.ts';

/** Ten sites of equal hosts, forty to a rack where there are that many. */
const SITES = 10;
const rackSize = (count: number) => Math.min(40, Math.ceil(count / 25));
const LOAD = 0.8;
export const HOST = { cpus: 32, memoryMiB: 128 * 1024, diskMiB: 4000 * 1024 };
const DISK_GIB = 4;

export interface Placed {
  readonly slotId: string;
  readonly component: string;
  readonly idx: number;
  readonly host: number;
  readonly flavour: Flavour;
}

export interface BenchWorld {
  readonly hosts: readonly { readonly id: string; readonly site: string; readonly rack: string }[];
  readonly placed: readonly Placed[];
  readonly slots: number;
  /** Share of all cores that is taken. */
  readonly load: number;
}

interface Slot {
  readonly id: string;
  readonly batch: Batch;
}

/** Of the hosts that a scope has, by its size. */
export const hostsIn = (world: BenchWorld, scope: 'host' | 'rack' | 'site', nth: number): string[] => {
  const of = (one: BenchWorld['hosts'][number]) => (scope === 'host' ? one.id : one[scope]);
  const names = [...new Set(world.hosts.map(of))];
  // Spread over the world, so that none is lost twice.
  const name = names[Math.floor(((nth + 0.5) * names.length) / 10)];
  return world.hosts.filter((one) => of(one) === name).map(({ id }) => id);
};

/**
 * Fills a database with hosts, and with slots that run on them as the trace asks, at random, up to 80 % of all cores. Written as its
 * superuser with triggers off, as a restore would be; that nothing is overdrawn is counted afterwards.
 */
export async function fill(sql: postgres.Sql, trace: Trace, count: number): Promise<BenchWorld> {
  const hosts = Array.from({ length: count }, (_, n) => {
    const site = Math.floor((n * SITES) / count);
    const id = String(n).padStart(5, '0');
    return {
      id: `bench_${id}`,
      site: `bench_s${site}`,
      rack: `bench_s${site}_r${Math.floor(n / rackSize(count))}`,
    };
  });
  const { slots, placed, load } = place(trace, count);
  await sql`set session_replication_role = replica`;
  await insertHosts(sql, hosts);
  await insertSlots(sql, slots, hosts, placed);
  await sql`set session_replication_role = origin`;
  await sql`analyze`;
  const [over] = await sql`
    select count(*) as n from overdrawn_hosts(
      array(select id from host order by id), array(select tstzmultirange(tstzrange(clock(), 'infinity')) from host order by id), clock())`;
  if (Number(over?.['n']) > 0) throw new Error('the world that was made is overdrawn');
  return { hosts, placed, slots: slots.length, load };
}

/** All machines of a batch stand at one site, each on a host drawn at random of those with room. */
function place(trace: Trace, count: number): { slots: Slot[]; placed: Placed[]; load: number } {
  const next = chance(count);
  const free = Array.from({ length: count }, () => ({ cpus: HOST.cpus, memoryMiB: HOST.memoryMiB }));
  const perSite = count / SITES;
  const slots: Slot[] = [];
  const placed: Placed[] = [];
  const wanted = LOAD * count * HOST.cpus;
  let taken = 0;
  for (let n = 0; taken < wanted; n += 1) {
    const batch = trace.batches[n % trace.batches.length] as Batch;
    const site = Math.floor(next() * SITES);
    const slotId = `slot_b${n}`;
    const mine = batch.flavours.flatMap((flavour, at): Placed[] => {
      for (let tries = 0; tries < 50; tries += 1) {
        const host = Math.floor((site + next()) * perSite);
        const room = free[host];
        if (!room || room.cpus < flavour.cpus || room.memoryMiB < flavour.memoryMiB) continue;
        room.cpus -= flavour.cpus;
        room.memoryMiB -= flavour.memoryMiB;
        const idx = batch.flavours.slice(0, at).filter(({ id }) => id === flavour.id).length;
        return [{ slotId, component: `c-${flavour.id}`, idx, host, flavour }];
      }
      return [];
    });
    if (mine.length < batch.flavours.length) {
      for (const { host, flavour } of mine) {
        const room = free[host] as (typeof free)[number];
        room.cpus += flavour.cpus;
        room.memoryMiB += flavour.memoryMiB;
      }
      if (n > 50 * count) throw new Error('the trace does not fill the hosts');
      continue;
    }
    slots.push({ id: slotId, batch });
    placed.push(...mine);
    taken += mine.reduce((sum, { flavour }) => sum + flavour.cpus, 0);
  }
  return { slots, placed, load: taken / (count * HOST.cpus) };
}

async function insertHosts(sql: postgres.Sql, hosts: BenchWorld['hosts']): Promise<void> {
  await sql`insert into site (id, name, grade, driver)
    select distinct x ->> 'site', x ->> 'site', 3, 'simulated' from jsonb_array_elements(${sql.json([...hosts])}::jsonb) as x`;
  await sql`insert into rack (id, site_id, name)
    select distinct x ->> 'rack', x ->> 'site', x ->> 'rack' from jsonb_array_elements(${sql.json([...hosts])}::jsonb) as x`;
  await sql`insert into host (id, site_id, rack_id, name, rack_unit, model, arch, clock_mhz, year)
    select x ->> 'id', x ->> 'site', x ->> 'rack', x ->> 'id', 1, 'Bench', 'x86-64', 2600, 2024 from jsonb_array_elements(${sql.json([...hosts])}::jsonb) as x`;
  await sql`insert into host_capacity
    select id, tstzrange('-infinity', 'infinity'), ${HOST.cpus * 1000}, ${HOST.memoryMiB}, ${HOST.diskMiB}, 0 from host where id like 'bench%'`;
}

function drawing({ flavours }: Batch): DesignDocument {
  const kinds = [...new Map(flavours.map((one) => [one.id, one])).values()];
  const components = kinds.map(({ id, cpus, memoryMiB }) => ({
    id: `c-${id}`,
    type: 'server-x86-64',
    name: id,
    count: flavours.filter((one) => one.id === id).length,
    host: null,
    group: null,
    properties: { cpu: cpus, memoryMiB, diskGiB: DISK_GIB },
    x: 0,
    y: 0,
  }));
  return {
    version: 1,
    components: Object.fromEntries(components.map((one) => [one.id, one])),
    connections: {},
    groups: {},
  };
}

const CHUNK = 5000;

async function insertSlots(
  sql: postgres.Sql,
  slots: readonly Slot[],
  hosts: BenchWorld['hosts'],
  placed: readonly Placed[],
): Promise<void> {
  const [catalog] = await sql`select id from catalog_version order by published_at desc limit 1`;
  const siteOf = new Map(placed.map(({ slotId, host }) => [slotId, hosts[host]?.site ?? '']));
  const documents = new Map<string, DesignDocument>();
  const rows = slots.map(({ id, batch }) => {
    const document = drawing(batch);
    const designId = `design_${createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16)}`;
    documents.set(designId, document);
    return { id, designId, site: siteOf.get(id), lastsMs: batch.lastsMs };
  });
  const designs = [...documents].map(([id, document]) => ({
    id,
    document: JSON.parse(JSON.stringify(document)) as never,
  }));
  await sql`insert into account (id, name, created_at) values ('bench', 'Bench', clock())`;
  await sql`insert into channel (id, account_id, name, no) values ('bench', 'bench', 'Bench', 1000000)`;
  await sql`insert into design (id, account_id, name, revision, saved_at)
    select x ->> 'id', 'bench', 'Bench', 1, clock() from jsonb_array_elements(${sql.json(designs)}::jsonb) as x`;
  await sql`insert into design_revision (design_id, no, account_id, catalog_version_id, document, hash, saved_at, saved_by)
    select x ->> 'id', 1, 'bench', ${String(catalog?.['id'])}, x -> 'document', '', clock(), 'bench' from jsonb_array_elements(${sql.json(designs)}::jsonb) as x`;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const some = sql.json(rows.slice(at, at + CHUNK));
    await sql`insert into environment (id, account_id, channel_id, design_id, name, site_id, wanted, generation, created_at)
      select 'env_' || (x ->> 'id'), 'bench', 'bench', x ->> 'designId', x ->> 'id', x ->> 'site', 'running', 1, clock() from jsonb_array_elements(${some}::jsonb) as x`;
    await sql`insert into reservation (id, account_id, channel_id, environment_id, design_id, revision, price_book_version_id, site_id, zone, state, total_micros, booked_at, booked_by)
      select 'res_' || (x ->> 'id'), 'bench', 'bench', 'env_' || (x ->> 'id'), x ->> 'designId', 1, 'bench', x ->> 'site', 'UTC', 'confirmed', 0, clock(), 'bench' from jsonb_array_elements(${some}::jsonb) as x`;
    await sql`insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, ready_at, total_micros)
      select x ->> 'id', 'bench', 'res_' || (x ->> 'id'), 'env_' || (x ->> 'id'), 1,
             tstzrange(date_trunc('hour', clock()) - interval '1 hour', date_trunc('hour', clock()) + interval '1 hour' + (x ->> 'lastsMs')::float8 * interval '1 millisecond'), 'running', clock(), clock(), 0
        from jsonb_array_elements(${some}::jsonb) as x`;
  }
  await sql`insert into plan (slot_id, no, account_id, state) select id, 1, 'bench', 'current' from slot where account_id = 'bench'`;
  for (let at = 0; at < placed.length; at += CHUNK) {
    const some = placed.slice(at, at + CHUNK).map(({ slotId, component, idx, host, flavour }) => ({
      slotId,
      component,
      idx,
      hostId: hosts[host]?.id,
      cpu: flavour.cpus * 1000,
      memory: flavour.memoryMiB,
    }));
    await sql`insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, host_id, cpu_milli, memory_mib, disk_mib, gpu)
      select 'bench', s.id, 1, x ->> 'component', (x ->> 'idx')::int, s.during, 'confirmed', x ->> 'hostId', (x ->> 'cpu')::bigint, (x ->> 'memory')::bigint, ${DISK_GIB * 1024}, 0
        from jsonb_array_elements(${sql.json(some)}::jsonb) as x join slot s on s.id = x ->> 'slotId'`;
  }
  await sql`insert into part (environment_id, component, idx, account_id, generation, state, host, observed_at)
    select s.environment_id, c.component, c.idx, 'bench', 1, 'running', c.host_id, clock() from host_claim c join slot s on s.id = c.slot_id where c.account_id = 'bench'`;
}
