CREATE TABLE "host_closure" (
	"maintenance_id" text NOT NULL,
	"host_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "host_closure_maintenance_id_host_id_pk" PRIMARY KEY("maintenance_id","host_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"site_id" text NOT NULL,
	"reason" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"planned_at" timestamptz NOT NULL,
	"planned_by" text NOT NULL,
	"cancelled_at" timestamptz
);
--> statement-breakpoint
ALTER TABLE "host_closure" ADD CONSTRAINT "host_closure_maintenance_id_maintenance_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_closure" ADD CONSTRAINT "host_closure_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table maintenance
  add check (scope in ('host', 'rack')),
  add check (lower(during) < upper(during));
--> statement-breakpoint
alter table host_closure
  add check (not isempty(during)),
  add constraint host_closure_once exclude using gist (host_id with =, during with &&);
--> statement-breakpoint
alter table maintenance enable row level security;
--> statement-breakpoint
alter table maintenance force row level security;
--> statement-breakpoint
create policy platform_all on maintenance to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, update on maintenance to patchbay_platform;
--> statement-breakpoint
alter table host_closure enable row level security;
--> statement-breakpoint
alter table host_closure force row level security;
--> statement-breakpoint
create policy platform_all on host_closure to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on host_closure to patchbay_platform;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- As before; a closure gives back what the capacity of its time has counted down (CAP-1).
create or replace function host_overdraw(p_hosts text[], p_during tstzrange, p_now timestamptz, p_extra jsonb)
returns table (host_id text, cpu_milli bigint, memory_mib bigint, disk_mib bigint, gpu bigint)
language sql volatile security definer set search_path = public, pg_temp as $$
  with span as (
    -- Capacity counts down, claims count up. Nothing before, after or between capacity periods is capacity.
    select c.host_id, c.during, -c.cpu_milli as cpu, -c.memory_mib as mem, -c.disk_mib as disk, -c.gpu as gpu
      from host_capacity c where c.host_id = any (p_hosts) and c.during && p_during
    union all
    select c.host_id, c.during * x.during, c.cpu_milli, c.memory_mib, c.disk_mib, c.gpu
      from host_capacity c join host_closure x on x.host_id = c.host_id and x.during && c.during
     where c.host_id = any (p_hosts) and c.during && p_during and x.during && p_during
    union all
    select c.host_id, c.during, c.cpu_milli, c.memory_mib, c.disk_mib, c.gpu
      from host_claim c
     where c.host_id = any (p_hosts) and c.during && p_during and c.state <> 'released'
       and (c.state = 'confirmed' or c.hold_until > p_now)
    union all
    select e.x ->> 'hostId', p_during, (e.x ->> 'cpuMilli')::bigint, (e.x ->> 'memoryMiB')::bigint, (e.x ->> 'diskMiB')::bigint, (e.x ->> 'gpu')::bigint
      from jsonb_array_elements(p_extra) as e (x)
  ), change as (
    select s.host_id, greatest(lower(s.during), lower(p_during)) as at, s.cpu, s.mem, s.disk, s.gpu from span s
    union all
    select s.host_id, upper(s.during), -s.cpu, -s.mem, -s.disk, -s.gpu from span s where upper(s.during) < upper(p_during)
    union all
    select h, lower(p_during), 0, 0, 0, 0 from unnest(p_hosts) as h
  ), instant as (
    select host_id, at, sum(cpu) as cpu, sum(mem) as mem, sum(disk) as disk, sum(gpu) as gpu from change group by host_id, at
  ), running as (
    select host_id, sum(cpu) over w as cpu, sum(mem) over w as mem, sum(disk) over w as disk, sum(gpu) over w as gpu
      from instant window w as (partition by host_id order by at)
  )
  select host_id, max(cpu)::bigint, max(mem)::bigint, max(disk)::bigint, max(gpu)::bigint
    from running group by host_id having max(cpu) > 0 or max(mem) > 0 or max(disk) > 0 or max(gpu) > 0
$$;
--> statement-breakpoint
-- The same of many hosts, each with its periods (0032).
create or replace function overdrawn_hosts(p_hosts text[], p_periods tstzmultirange[], p_now timestamptz) returns setof text
language sql volatile security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select * from unnest(p_hosts, p_periods) as a (host_id, periods)
  ), span as (
    -- Capacity counts down, claims count up, as in host_overdraw.
    select c.host_id, c.during, -c.cpu_milli as cpu, -c.memory_mib as mem, -c.disk_mib as disk, -c.gpu as gpu
      from asked a join host_capacity c on c.host_id = a.host_id and c.during && range_merge(a.periods)
    union all
    select c.host_id, c.during * x.during, c.cpu_milli, c.memory_mib, c.disk_mib, c.gpu
      from asked a join host_capacity c on c.host_id = a.host_id and c.during && range_merge(a.periods)
      join host_closure x on x.host_id = a.host_id and x.during && c.during
    union all
    select c.host_id, c.during, c.cpu_milli, c.memory_mib, c.disk_mib, c.gpu
      from asked a join host_claim c on c.host_id = a.host_id and c.during && range_merge(a.periods)
     where c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > p_now)
  ), change as (
    select host_id, coalesce(lower(during), '-infinity') as at, cpu, mem, disk, gpu from span
    union all
    select host_id, upper(during), -cpu, -mem, -disk, -gpu from span where not upper_inf(during)
  ), instant as (
    select host_id, at, sum(cpu) as cpu, sum(mem) as mem, sum(disk) as disk, sum(gpu) as gpu from change group by host_id, at
  ), running as (
    select host_id, tstzrange(at, lead(at) over w, '[)') as step,
           sum(cpu) over w as cpu, sum(mem) over w as mem, sum(disk) over w as disk, sum(gpu) over w as gpu
      from instant window w as (partition by host_id order by at)
  )
  select distinct r.host_id from running r join asked a on a.host_id = r.host_id and a.periods && r.step
   where r.cpu > 0 or r.mem > 0 or r.disk > 0 or r.gpu > 0
$$;
--> statement-breakpoint
-- No host is closed while something is booked on it. At the end of the transaction, since what is there is moved away within it.
create function check_host_closure() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform lock_capacity(array[new.host_id], array[]::text[]);
  perform 1 from host_overdraw(array[new.host_id], new.during, clock(), '[]');
  if found then
    raise exception 'host % is booked while it would be closed', new.host_id using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
reset role;
--> statement-breakpoint
create constraint trigger host_closure_checked after insert or update on host_closure deferrable initially deferred
  for each row execute function check_host_closure();
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
revoke all on function check_host_closure() from public;
--> statement-breakpoint
reset role;
