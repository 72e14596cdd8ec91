-- CAP-1 and CAP-2 in one place. Everything here is owned by the platform role: run as the app role it would see one account's claims only.

-- Per host, by how much claims exceed capacity at the worst instant of a period, in each dimension; only hosts that are overdrawn.
-- p_extra: claims that are asked for and not stored yet, [{hostId, cpuMilli, memoryMiB, diskMiB, gpu}], all over p_during.
create function host_overdraw(p_hosts text[], p_during tstzrange, p_now timestamptz, p_extra jsonb)
returns table (host_id text, cpu_milli bigint, memory_mib bigint, disk_mib bigint, gpu bigint)
language sql volatile security definer set search_path = public, pg_temp as $$
  with span as (
    -- Capacity counts down, claims count up. Nothing before, after or between capacity periods is capacity.
    select c.host_id, c.during, -c.cpu_milli as cpu, -c.memory_mib as mem, -c.disk_mib as disk, -c.gpu as gpu
      from host_capacity c where c.host_id = any (p_hosts) and c.during && p_during
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
-- The same for counted pools. p_extra: [{poolId, quantity}].
create function pool_overdraw(p_pools text[], p_during tstzrange, p_now timestamptz, p_extra jsonb)
returns table (pool_id text, quantity bigint)
language sql volatile security definer set search_path = public, pg_temp as $$
  with span as (
    select c.pool_id, c.during, -c.capacity as n from pool_capacity c where c.pool_id = any (p_pools) and c.during && p_during
    union all
    select c.pool_id, c.during, c.quantity from pool_claim c
     where c.pool_id = any (p_pools) and c.during && p_during and c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > p_now)
    union all
    select e.x ->> 'poolId', p_during, (e.x ->> 'quantity')::bigint from jsonb_array_elements(p_extra) as e (x)
  ), change as (
    select s.pool_id, greatest(lower(s.during), lower(p_during)) as at, s.n from span s
    union all
    select s.pool_id, upper(s.during), -s.n from span s where upper(s.during) < upper(p_during)
    union all
    select p, lower(p_during), 0 from unnest(p_pools) as p
  ), instant as (
    select pool_id, at, sum(n) as n from change group by pool_id, at
  ), running as (
    select pool_id, sum(n) over (partition by pool_id order by at) as n from instant
  )
  select pool_id, max(n)::bigint from running group by pool_id having max(n) > 0
$$;
--> statement-breakpoint
-- Raises the generation of hosts, then pools, each in id order: the lock that is right at every isolation level (reliability 3.2, rule 2).
create function lock_capacity(p_hosts text[], p_pools text[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r text;
begin
  for r in select distinct h from unnest(p_hosts) as h order by 1 loop
    update host set gen = gen + 1 where id = r;
  end loop;
  for r in select distinct p from unnest(p_pools) as p order by 1 loop
    update pool set gen = gen + 1 where id = r;
  end loop;
end $$;
--> statement-breakpoint
-- The backstop: no script, import or later code path can over-book. Once per statement, so that a bulk insert locks in id order.
create function check_host_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare period tstzrange; worst record;
begin
  -- What is given back, or nothing at all, takes no lock and cannot overdraw.
  if not exists (select 1 from fresh where state <> 'released') then
    return null;
  end if;
  perform lock_capacity((select array_agg(host_id) from fresh), array[]::text[]);
  for period in select distinct during from fresh where state <> 'released' loop
    select * into worst from host_overdraw((select array_agg(distinct host_id) from fresh where during = period), period, clock(), '[]') limit 1;
    if found then
      raise exception 'host % would be overdrawn', worst.host_id using errcode = 'PB001';
    end if;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create function check_pool_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare period tstzrange; worst record;
begin
  -- What is given back, or nothing at all, takes no lock and cannot overdraw.
  if not exists (select 1 from fresh where state <> 'released') then
    return null;
  end if;
  perform lock_capacity(array[]::text[], (select array_agg(pool_id) from fresh));
  for period in select distinct during from fresh where state <> 'released' loop
    select * into worst from pool_overdraw((select array_agg(distinct pool_id) from fresh where during = period), period, clock(), '[]') limit 1;
    if found then
      raise exception 'pool % would be overdrawn', worst.pool_id using errcode = 'PB001';
    end if;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger host_claim_inserted after insert on host_claim referencing new table as fresh for each statement execute function check_host_claims();
--> statement-breakpoint
create trigger host_claim_updated after update on host_claim referencing new table as fresh for each statement execute function check_host_claims();
--> statement-breakpoint
create trigger pool_claim_inserted after insert on pool_claim referencing new table as fresh for each statement execute function check_pool_claims();
--> statement-breakpoint
create trigger pool_claim_updated after update on pool_claim referencing new table as fresh for each statement execute function check_pool_claims();
--> statement-breakpoint
-- Claims a whole reservation or nothing (CAP-2). Called as one statement at READ COMMITTED by the app role, for the caller's own account.
-- Answers {outcome: 'confirmed' | 'replay' | 'key-reused' | 'full' | 'past', ...}. See features/reservations/README.md for the input.
create function claim_reservation(p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_account text := p ->> 'accountId';
  v_known idempotency%rowtype;
  v_hosts text[] := array(select distinct x ->> 'hostId' from jsonb_array_elements(p -> 'hostClaims') as x);
  v_pools text[] := array(select distinct x ->> 'poolId' from jsonb_array_elements(p -> 'poolClaims') as x);
  v_slot jsonb;
  v_during tstzrange;
  v_over jsonb;
begin
  if v_account is null or v_account is distinct from nullif(current_setting('app.account', true), '') then
    raise exception 'claim for another account' using errcode = 'insufficient_privilege';
  end if;

  -- (a) One key, one effect.
  insert into idempotency (account_id, key, body_hash, reply, created_at)
    values (v_account, p ->> 'key', p ->> 'bodyHash', p -> 'reply', real_clock()) on conflict do nothing;
  if not found then
    select * into v_known from idempotency where account_id = v_account and key = p ->> 'key';
    if v_known.body_hash is distinct from p ->> 'bodyHash' then
      return jsonb_build_object('outcome', 'key-reused');
    end if;
    return jsonb_build_object('outcome', 'replay', 'reply', v_known.reply);
  end if;

  -- (b) Every host and pool of the reservation, in id order.
  perform lock_capacity(v_hosts, v_pools);

  -- (c) The peak of every dimension over each slot.
  for v_slot in select * from jsonb_array_elements(p -> 'slots') loop
    v_during := tstzrange((v_slot ->> 'start')::timestamptz, (v_slot ->> 'end')::timestamptz, '[)');
    if lower(v_during) < v_now - interval '2 minutes' then
      delete from idempotency where account_id = v_account and key = p ->> 'key';
      return jsonb_build_object('outcome', 'past');
    end if;
    select jsonb_agg(o) into v_over from (
      select host_id as id from host_overdraw(v_hosts, v_during, v_now, p -> 'hostClaims') where cardinality(v_hosts) > 0
      union all select pool_id from pool_overdraw(v_pools, v_during, v_now, p -> 'poolClaims') where cardinality(v_pools) > 0) as o;
    if v_over is not null then
      delete from idempotency where account_id = v_account and key = p ->> 'key';
      return jsonb_build_object('outcome', 'full', 'over', v_over);
    end if;
  end loop;

  -- (d) Everything at once.
  insert into environment (id, account_id, channel_id, design_id, name, site_id, wanted, generation, created_at)
    values (p ->> 'environmentId', v_account, p ->> 'channelId', p ->> 'designId', p ->> 'name', p ->> 'siteId', 'running', 0, v_now);
  insert into reservation (id, account_id, channel_id, environment_id, design_id, revision, price_book_version_id, site_id, recurrence, zone, state, hold_until, total_micros, booked_at, booked_by)
    values (p ->> 'reservationId', v_account, p ->> 'channelId', p ->> 'environmentId', p ->> 'designId', (p ->> 'revision')::int, p ->> 'priceBookVersionId',
            p ->> 'siteId', p ->> 'recurrence', p ->> 'zone', 'confirmed', null, (p ->> 'totalMicros')::bigint, v_now, p ->> 'personId');
  insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, deadline)
    select x ->> 'id', v_account, p ->> 'reservationId', p ->> 'environmentId', (x ->> 'no')::int,
           tstzrange((x ->> 'start')::timestamptz, (x ->> 'end')::timestamptz, '[)'), 'scheduled', v_now, (x ->> 'start')::timestamptz
      from jsonb_array_elements(p -> 'slots') as x;
  insert into plan (slot_id, no, account_id, parent_no, state)
    select x ->> 'id', 1, v_account, null, 'current' from jsonb_array_elements(p -> 'slots') as x;
  insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, host_id, cpu_milli, memory_mib, disk_mib, gpu)
    select v_account, s.id, 1, c ->> 'component', (c ->> 'idx')::int, s.during, 'confirmed', null, c ->> 'hostId',
           (c ->> 'cpuMilli')::bigint, (c ->> 'memoryMiB')::bigint, (c ->> 'diskMiB')::bigint, (c ->> 'gpu')::bigint
      from slot s, jsonb_array_elements(p -> 'hostClaims') as c where s.reservation_id = p ->> 'reservationId';
  insert into pool_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, pool_id, quantity)
    select v_account, s.id, 1, c ->> 'component', (c ->> 'idx')::int, s.during, 'confirmed', null, c ->> 'poolId', (c ->> 'quantity')::bigint
      from slot s, jsonb_array_elements(p -> 'poolClaims') as c where s.reservation_id = p ->> 'reservationId';

  -- (e) The work that follows, in the same transaction.
  insert into outbox (id, account_id, environment_id, slot_id, job, due)
    select 'job_' || replace(gen_random_uuid()::text, '-', ''), v_account, s.environment_id, s.id, j.job,
           case j.job when 'start' then lower(s.during) else upper(s.during) end
      from slot s, (values ('start'), ('end')) as j (job) where s.reservation_id = p ->> 'reservationId';
  insert into event (id, account_id, environment_id, at, code, values)
    values ('ev_' || replace(gen_random_uuid()::text, '-', ''), v_account, p ->> 'environmentId', v_now, 'booked', '{}');
  return jsonb_build_object('outcome', 'confirmed', 'reply', p -> 'reply');
end $$;
--> statement-breakpoint
-- Gives a slot's claims back from an instant on: all of it before the start, the rest of it afterwards.
create function release_claims(p_slot text, p_from timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update host_claim set state = 'released' where slot_id = p_slot and lower(during) >= p_from and state <> 'released';
  update host_claim set during = tstzrange(lower(during), p_from, '[)') where slot_id = p_slot and lower(during) < p_from and upper(during) > p_from and state <> 'released';
  update pool_claim set state = 'released' where slot_id = p_slot and lower(during) >= p_from and state <> 'released';
  update pool_claim set during = tstzrange(lower(during), p_from, '[)') where slot_id = p_slot and lower(during) < p_from and upper(during) > p_from and state <> 'released';
  delete from unit_binding where slot_id = p_slot and lower(during) >= p_from;
  update unit_binding set during = tstzrange(lower(during), p_from, '[)') where slot_id = p_slot and lower(during) < p_from and upper(during) > p_from;
end $$;
--> statement-breakpoint
-- Takes tokens of a caller's minute; answers how many were used with these.
create function take_tokens(p_key text, p_cost integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into rate_limit (key, minute, used) values (p_key, date_trunc('minute', real_clock()), p_cost)
  on conflict (key, minute) do update set used = rate_limit.used + excluded.used returning used
$$;
--> statement-breakpoint
do $$
declare f text;
begin
  foreach f in array array['host_overdraw(text[], tstzrange, timestamptz, jsonb)', 'pool_overdraw(text[], tstzrange, timestamptz, jsonb)',
    'lock_capacity(text[], text[])', 'check_host_claims()', 'check_pool_claims()', 'claim_reservation(jsonb)', 'release_claims(text, timestamptz)',
    'take_tokens(text, integer)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('alter function %s owner to patchbay_platform', f);
  end loop;
end $$;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
grant execute on function claim_reservation(jsonb), take_tokens(text, integer) to patchbay_app;
--> statement-breakpoint
reset role;
