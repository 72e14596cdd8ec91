ALTER TABLE "environment" ADD COLUMN "site_chosen" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- Of what was booked before, nobody knows whether its customer asked for the site.
update environment set site_chosen = true;
--> statement-breakpoint
-- Of some pools, each with the periods that are looked at, those of which claims exceed the capacity at some instant of them: one sweep, as
-- in overdrawn_hosts.
create function overdrawn_pools(p_pools text[], p_periods tstzmultirange[], p_now timestamptz) returns setof text
language sql volatile security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select * from unnest(p_pools, p_periods) as a (pool_id, periods)
  ), span as (
    select c.pool_id, c.during, -c.capacity as n
      from asked a join pool_capacity c on c.pool_id = a.pool_id and c.during && range_merge(a.periods)
    union all
    select c.pool_id, c.during, c.quantity
      from asked a join pool_claim c on c.pool_id = a.pool_id and c.during && range_merge(a.periods)
     where c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > p_now)
  ), change as (
    select pool_id, coalesce(lower(during), '-infinity') as at, n from span
    union all
    select pool_id, upper(during), -n from span where not upper_inf(during)
  ), instant as (
    select pool_id, at, sum(n) as n from change group by pool_id, at
  ), running as (
    select pool_id, tstzrange(at, lead(at) over w, '[)') as step, sum(n) over w as n
      from instant window w as (partition by pool_id order by at)
  )
  select distinct r.pool_id from running r join asked a on a.pool_id = r.pool_id and a.periods && r.step where r.n > 0
$$;
--> statement-breakpoint
-- The backstop as before, in one sweep.
create or replace function check_pool_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare v_pools text[]; v_periods tstzmultirange[]; v_worst text;
begin
  select array_agg(pool_id), array_agg(periods) into v_pools, v_periods
    from (select pool_id, range_agg(during) as periods from fresh where state <> 'released' group by pool_id) as taken;
  if v_pools is null then
    return null;
  end if;
  perform lock_capacity(array[]::text[], v_pools);
  select o into v_worst from overdrawn_pools(v_pools, v_periods, clock()) as o limit 1;
  if found then
    raise exception 'pool % would be overdrawn', v_worst using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- As before (migrations/0032_rehouse.sql), and of slots at attention as well, which begin again where they have come to be.
create or replace function rehouse(p jsonb) returns setof text
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
       and s.state in ('scheduled', 'starting', 'running', 'attention') and upper(s.during) > v_now
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
-- As before (migrations/0022_apply_revision.sql); what goes on keeps the site that its price is of, wherever it is by now.
create or replace function apply_revision(p jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_account text := p ->> 'accountId';
  v_from text := p #>> '{from,slotId}';
  v_new record;
  v_environment environment%rowtype;
begin
  select * into v_new from asked_slots(p);
  perform 1 from slot where id = v_from and account_id = v_account and state = 'running' and lower(during) < lower(v_new.during)
     and upper(during) = upper(v_new.during) for update;
  if not found then
    return false;
  end if;
  select * into v_environment from environment where id = p ->> 'environmentId' and account_id = v_account for update;
  perform 1 from plan where slot_id = v_from and no = (p #>> '{from,parentNo}')::int and state = 'current' for update;
  if not found then
    return false;
  end if;
  -- What is given up first and what is taken then, in one order of locks.
  perform lock_capacity(
    array(select host_id from host_claim where slot_id = v_from union select c ->> 'hostId' from jsonb_array_elements(v_new.hosts) as c),
    array(select pool_id from pool_claim where slot_id = v_from union select c ->> 'poolId' from jsonb_array_elements(v_new.pools) as c));
  perform release_claims(v_from, lower(v_new.during));
  update slot set during = tstzrange(lower(during), lower(v_new.during), '[)'), total_micros = (p #>> '{from,totalMicros}')::bigint, state = 'ended',
         state_since = lower(v_new.during), deadline = null, sequence = sequence + 1 where id = v_from;
  update outbox set done_at = clock(), lease_epoch = lease_epoch + 1 where slot_id = v_from and done_at is null;
  insert into reservation (id, account_id, channel_id, environment_id, design_id, revision, price_book_version_id, site_id, recurrence, zone, state, hold_until, total_micros, booked_at, booked_by, overrides)
    select v_new.reservation_id, v_account, p ->> 'channelId', v_environment.id, v_environment.design_id, (p ->> 'revision')::int, p ->> 'priceBookVersionId',
           (select r.site_id from slot s join reservation r on r.id = s.reservation_id where s.id = v_from), null, p ->> 'zone', 'confirmed', null, v_new.total_micros, clock(), p ->> 'personId', nullif(p #> '{reservations,0,overrides}', 'null');
  -- It runs already, so that whoever is at work on it is not interrupted.
  insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, ready_at, total_micros)
    values (v_new.id, v_account, v_new.reservation_id, v_environment.id, (select max(no) + 1 from slot where environment_id = v_environment.id), v_new.during,
            'running', lower(v_new.during), lower(v_new.during), v_new.total_micros);
  insert into plan (slot_id, no, account_id, parent_no, state) values (v_new.id, 1, v_account, null, 'current');
  perform insert_claims(p, v_account, 1);
  -- What a part was bound to it keeps, as far as it still asks for as much.
  insert into unit_binding (unit_id, account_id, slot_id, component, idx, pool_id, during)
    select b.unit_id, v_account, v_new.id, b.component, b.idx, b.pool_id, v_new.during
      from (select *, row_number() over (partition by component, idx, pool_id order by unit_id) as n from unit_binding where slot_id = v_from) as b
      join pool_claim c on c.slot_id = v_new.id and c.state <> 'released' and c.component = b.component and c.idx = b.idx and c.pool_id = b.pool_id and b.n <= c.quantity;
  insert into machine_power (slot_id, component, idx, account_id, asked, is_off)
    select v_new.id, component, idx, account_id, asked, is_off from machine_power where slot_id = v_from;
  delete from stage where environment_id = v_environment.id and generation = v_environment.generation;
  insert into outbox (id, account_id, environment_id, slot_id, job, due)
    select 'job_' || replace(gen_random_uuid()::text, '-', ''), v_account, v_environment.id, v_new.id, j.job, j.due
      from (values ('change', lower(v_new.during)), ('cap', lower(v_new.during)), ('end', upper(v_new.during))) as j (job, due);
  return true;
end $$;
--> statement-breakpoint
-- Moves environments to another site with all of their slots that are not over, each environment with everything or not at all (CAP-2): a
-- next plan for every slot, whose parent is still the current one (REP-1), hosts and units there, nothing here. Called by the platform role.
-- p: [{environmentId, from, to, slots: [{slotId, parentNo, hostClaims, poolClaims}]}], the claims as of claim_reservation. Answers the
-- environments that were moved: not those that are at another site, of which a slot was planned anew, ends or is over meanwhile, or that
-- have another slot by now. Raises PB001 where room is gone, and does nothing.
create function resettle(p jsonb) returns setof text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_slots text[] := array(select s ->> 'slotId' from jsonb_array_elements(p) as e, jsonb_array_elements(e -> 'slots') as s);
  v_moved text[];
begin
  -- Slots, capacity, environments: in this order nobody who books or changes a slot waits for somebody who waits here.
  perform 1 from slot where id = any (v_slots) order by id for update;
  perform lock_capacity(
    array(select host_id from host_claim where slot_id = any (v_slots) and state <> 'released' and upper(during) > v_now
          union select c ->> 'hostId' from jsonb_array_elements(p) as e, jsonb_array_elements(e -> 'slots') as s, jsonb_array_elements(s -> 'hostClaims') as c),
    array(select c ->> 'poolId' from jsonb_array_elements(p) as e, jsonb_array_elements(e -> 'slots') as s, jsonb_array_elements(s -> 'poolClaims') as c));
  perform 1 from environment where id in (select e ->> 'environmentId' from jsonb_array_elements(p) as e) order by id for update;
  select array_agg(e.id) into v_moved
    from jsonb_to_recordset(p) as a ("environmentId" text, "from" text, slots jsonb)
    join environment e on e.id = a."environmentId" and e.site_id = a."from"
   where jsonb_array_length(a.slots) = (select count(*) from slot s where s.environment_id = e.id and s.state not in ('ended', 'cancelled'))
     and jsonb_array_length(a.slots) = (
       select count(*) from jsonb_to_recordset(a.slots) as x ("slotId" text, "parentNo" int)
         join slot s on s.id = x."slotId" and s.environment_id = e.id and s.state <> 'ending' and upper(s.during) > v_now
         join plan pl on pl.slot_id = s.id and pl.no = x."parentNo" and pl.state = 'current');
  if v_moved is null then
    return;
  end if;
  v_slots := array(select s ->> 'slotId' from jsonb_array_elements(p) as e, jsonb_array_elements(e -> 'slots') as s where e ->> 'environmentId' = any (v_moved));
  with replaced as (
    update plan set state = 'replaced' where slot_id = any (v_slots) and state = 'current' returning slot_id, no, account_id
  )
  insert into plan (slot_id, no, account_id, parent_no, state) select slot_id, no + 1, account_id, no, 'current' from replaced;
  update host_claim set state = 'released' where slot_id = any (v_slots) and lower(during) >= v_now and state <> 'released';
  update host_claim set during = tstzrange(lower(during), v_now, '[)')
   where slot_id = any (v_slots) and lower(during) < v_now and upper(during) > v_now and state <> 'released';
  -- Units are of a site. What was bound is bound anew at the next start.
  update pool_claim set state = 'released' where slot_id = any (v_slots) and state <> 'released';
  delete from unit_binding where slot_id = any (v_slots);
  insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, host_id, cpu_milli, memory_mib, disk_mib, gpu)
    select s.account_id, s.id, a."parentNo" + 1, c.component, c.idx, tstzrange(greatest(v_now, lower(s.during)), upper(s.during), '[)'),
           'confirmed', null, c."hostId", c."cpuMilli", c."memoryMiB", c."diskMiB", c.gpu
      from jsonb_array_elements(p) as e, jsonb_to_recordset(e -> 'slots') as a ("slotId" text, "parentNo" int, "hostClaims" jsonb),
           jsonb_to_recordset(a."hostClaims") as c (component text, idx int, "hostId" text, "cpuMilli" bigint, "memoryMiB" bigint, "diskMiB" bigint, gpu bigint), slot s
     where s.id = a."slotId" and e ->> 'environmentId' = any (v_moved);
  insert into pool_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, pool_id, quantity)
    select s.account_id, s.id, a."parentNo" + 1, c.component, c.idx, tstzrange(greatest(v_now, lower(s.during)), upper(s.during), '[)'),
           'confirmed', null, c."poolId", c.quantity
      from jsonb_array_elements(p) as e, jsonb_to_recordset(e -> 'slots') as a ("slotId" text, "parentNo" int, "poolClaims" jsonb),
           jsonb_to_recordset(a."poolClaims") as c (component text, idx int, "poolId" text, quantity bigint), slot s
     where s.id = a."slotId" and e ->> 'environmentId' = any (v_moved);
  update environment v set site_id = a."to" from jsonb_to_recordset(p) as a ("environmentId" text, "to" text)
   where v.id = a."environmentId" and v.id = any (v_moved);
  return query select unnest(v_moved);
end $$;
--> statement-breakpoint
-- Ranges of private addresses go along where their number is free at the other site; where it is not, the segment takes the lowest that is, and
-- its addresses are given anew. Answers the segments of which that was so. One at a time for each site, as in takeRange.
create function move_ranges(p_environments text[], p_to text, p_ranges int) returns table (environment_id text, network text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare v_range record; v_number int;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_to, 12));
  for v_range in select * from address_range r where r.environment_id = any (p_environments) and r.site_id <> p_to order by r.environment_id, r.network for update loop
    v_number := v_range.number;
    if exists (select 1 from address_range r where r.site_id = p_to and r.number = v_number) then
      select n into v_number from generate_series(0, p_ranges - 1) as g (n)
       where not exists (select 1 from address_range r where r.site_id = p_to and r.number = g.n) order by n limit 1;
      if not found then
        raise exception 'there is no private address range left at %', p_to;
      end if;
      delete from address a where a.environment_id = v_range.environment_id and a.network = v_range.network;
      environment_id := v_range.environment_id;
      network := v_range.network;
      return next;
    end if;
    update address_range r set site_id = p_to, number = v_number where r.environment_id = v_range.environment_id and r.network = v_range.network;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function overdrawn_pools(text[], tstzmultirange[], timestamptz), resettle(jsonb), move_ranges(text[], text, int) from public;
--> statement-breakpoint
reset role;
