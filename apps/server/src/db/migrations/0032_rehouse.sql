set local role patchbay_platform;
--> statement-breakpoint
-- Of some hosts, each with the periods that are looked at, those on which claims exceed capacity at some instant of them. One sweep for
-- all of them, however many periods there are.
create function overdrawn_hosts(p_hosts text[], p_periods tstzmultirange[], p_now timestamptz) returns setof text
language sql volatile security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select * from unnest(p_hosts, p_periods) as a (host_id, periods)
  ), span as (
    -- Capacity counts down, claims count up, as in host_overdraw.
    select c.host_id, c.during, -c.cpu_milli as cpu, -c.memory_mib as mem, -c.disk_mib as disk, -c.gpu as gpu
      from asked a join host_capacity c on c.host_id = a.host_id and c.during && range_merge(a.periods)
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
-- The backstop as before, in one sweep: what a failure moves at once has as many periods as slots.
create or replace function check_host_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare v_hosts text[]; v_periods tstzmultirange[]; v_worst text;
begin
  -- What is given back, or nothing at all, takes no lock and cannot overdraw.
  select array_agg(host_id), array_agg(periods) into v_hosts, v_periods
    from (select host_id, range_agg(during) as periods from fresh where state <> 'released' group by host_id) as taken;
  if v_hosts is null then
    return null;
  end if;
  perform lock_capacity(v_hosts, array[]::text[]);
  select o into v_worst from overdrawn_hosts(v_hosts, v_periods, clock()) as o limit 1;
  if found then
    raise exception 'host % would be overdrawn', v_worst using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Moves machines of many slots to other hosts from now on, each slot by a plan whose parent is still the current one (REP-1). What a slot has
-- elsewhere stays there, as part of the new plan. Called by the platform role.
-- p: [{slotId, parentNo, hostClaims: [{component, idx, hostId, cpuMilli, memoryMiB, diskMiB, gpu}]}]. Answers the slots of which it was
-- done: not of those that were planned anew meanwhile, end or are over. Raises PB001 where room is gone, and does nothing.
create function rehouse(p jsonb) returns setof text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_slots text[];
  v_claims jsonb;
begin
  perform 1 from slot where id in (select x ->> 'slotId' from jsonb_array_elements(p) as x) order by id for update;
  with replaced as (
    update plan pl set state = 'replaced'
      from jsonb_to_recordset(p) as a ("slotId" text, "parentNo" int), slot s
     where s.id = a."slotId" and pl.slot_id = s.id and pl.no = a."parentNo" and pl.state = 'current'
       and s.state in ('scheduled', 'starting', 'running') and upper(s.during) > v_now
    returning pl.slot_id, pl.account_id, pl.no
  ), planned as (
    insert into plan (slot_id, no, account_id, parent_no, state)
      select slot_id, no + 1, account_id, no, 'current' from replaced returning slot_id
  )
  select array_agg(slot_id order by slot_id) into v_slots from planned;
  if v_slots is null then
    return;
  end if;
  -- All that the new plans claim: what moves, and what stays as it is.
  with moving as (
    select a."slotId" as slot_id, a."parentNo" as parent_no, c.*
      from jsonb_to_recordset(p) as a ("slotId" text, "parentNo" int, "hostClaims" jsonb),
           jsonb_to_recordset(a."hostClaims") as c (component text, idx int, "hostId" text, "cpuMilli" bigint, "memoryMiB" bigint, "diskMiB" bigint, gpu bigint)
     where a."slotId" = any (v_slots)
  ), staying as (
    select c.slot_id, c.plan_no, c.component, c.idx, c.host_id, c.cpu_milli, c.memory_mib, c.disk_mib, c.gpu
      from host_claim c join (select distinct slot_id, parent_no from moving) as m on m.slot_id = c.slot_id and m.parent_no = c.plan_no
     where c.state <> 'released'
       and not exists (select 1 from moving o where o.slot_id = c.slot_id and o.component = c.component and o.idx = c.idx)
  )
  select jsonb_agg(claim) into v_claims from (select * from moving union all select * from staying) as claim;
  perform lock_capacity(array(select distinct x ->> 'hostId' from jsonb_array_elements(v_claims) as x), array[]::text[]);
  update host_claim set state = 'released'
   where slot_id = any (v_slots) and lower(during) >= v_now and state <> 'released';
  update host_claim set during = tstzrange(lower(during), v_now, '[)')
   where slot_id = any (v_slots) and lower(during) < v_now and upper(during) > v_now and state <> 'released';
  insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, host_id, cpu_milli, memory_mib, disk_mib, gpu)
    select s.account_id, s.id, c.parent_no + 1, c.component, c.idx, tstzrange(greatest(v_now, lower(s.during)), upper(s.during), '[)'),
           'confirmed', null, c."hostId", c."cpuMilli", c."memoryMiB", c."diskMiB", c.gpu
      from jsonb_to_recordset(v_claims) as c (slot_id text, parent_no int, component text, idx int, "hostId" text, "cpuMilli" bigint, "memoryMiB" bigint, "diskMiB" bigint, gpu bigint)
      join slot s on s.id = c.slot_id;
  return query select unnest(v_slots);
end $$;
--> statement-breakpoint
revoke all on function overdrawn_hosts(text[], tstzmultirange[], timestamptz), rehouse(jsonb) from public;
--> statement-breakpoint
reset role;
