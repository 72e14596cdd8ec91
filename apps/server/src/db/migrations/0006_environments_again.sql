-- Tables of this migration stand behind both walls like the first ones.
do $$
declare t text;
begin
  foreach t in array array['engine', 'volume', 'address_range'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to patchbay_platform', t);
  end loop;
  foreach t in array array['volume', 'address_range'] loop
    execute format($p$create policy own_account on %I to patchbay_app
      using (account_id = nullif(current_setting('app.account', true), ''))
      with check (account_id = nullif(current_setting('app.account', true), ''))$p$, t);
    execute format('alter table %I add foreign key (account_id, environment_id) references environment (account_id, id)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select on volume to patchbay_app;
--> statement-breakpoint
grant select, insert, update, delete on simulator.fault to patchbay_simulator;
--> statement-breakpoint
-- What a machine stands on decides whether its environment is reached at all.
grant select (status) on host to patchbay_app;
--> statement-breakpoint
alter table address_range add check (number >= 0 and number < 8192);
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- Claims a whole reservation or nothing (CAP-2). Called as one statement at READ COMMITTED by the app role, for the caller's own account.
-- Answers {outcome: 'confirmed' | 'replay' | 'key-reused' | 'full' | 'past', ...}. See features/reservations/README.md for the input.
create or replace function claim_reservation(p jsonb) returns jsonb
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
  v_no int := 0;
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
  if (p ->> 'again')::boolean then
    -- An environment of the account that lives on: what it kept is not deleted while a slot is ahead.
    update environment set data_until = null
     where id = p ->> 'environmentId' and account_id = v_account and design_id = p ->> 'designId' and site_id = p ->> 'siteId';
    if not found then
      raise exception 'no such environment' using errcode = 'insufficient_privilege';
    end if;
    v_no := (select coalesce(max(no), 0) from slot where environment_id = p ->> 'environmentId');
    update outbox set done_at = v_now where environment_id = p ->> 'environmentId' and job = 'clear' and done_at is null;
  else
    insert into environment (id, account_id, channel_id, design_id, name, site_id, wanted, generation, created_at)
      values (p ->> 'environmentId', v_account, p ->> 'channelId', p ->> 'designId', p ->> 'name', p ->> 'siteId', 'running', 0, v_now);
  end if;
  insert into reservation (id, account_id, channel_id, environment_id, design_id, revision, price_book_version_id, site_id, recurrence, zone, state, hold_until, total_micros, booked_at, booked_by)
    values (p ->> 'reservationId', v_account, p ->> 'channelId', p ->> 'environmentId', p ->> 'designId', (p ->> 'revision')::int, p ->> 'priceBookVersionId',
            p ->> 'siteId', p ->> 'recurrence', p ->> 'zone', 'confirmed', null, (p ->> 'totalMicros')::bigint, v_now, p ->> 'personId');
  insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, deadline)
    select x ->> 'id', v_account, p ->> 'reservationId', p ->> 'environmentId', v_no + (x ->> 'no')::int,
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
           case j.job when 'start' then lower(s.during) when 'end' then upper(s.during) else v_now end
      from slot s, (values ('start'), ('end'), ('prepare')) as j (job)
     where s.reservation_id = p ->> 'reservationId' and (j.job <> 'prepare' or (p ->> 'prepare')::boolean);
  insert into event (id, account_id, environment_id, at, code, values)
    values ('ev_' || replace(gen_random_uuid()::text, '-', ''), v_account, p ->> 'environmentId', v_now, 'booked', '{}');
  return jsonb_build_object('outcome', 'confirmed', 'reply', p -> 'reply');
end $$;
--> statement-breakpoint
-- Moves a slot's machines to other hosts from now on: the next plan, whose parent is still the current one (REP-1), or nothing.
-- p: {slotId, parentNo, hostClaims: [{component, idx, hostId, cpuMilli, memoryMiB, diskMiB, gpu}]}. Answers whether it was done.
create function replace_hosts(p jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_slot slot%rowtype;
  v_no int := (p ->> 'parentNo')::int + 1;
  v_hosts text[] := array(select distinct x ->> 'hostId' from jsonb_array_elements(p -> 'hostClaims') as x);
begin
  select * into v_slot from slot where id = p ->> 'slotId' for update;
  update plan set state = 'replaced' where slot_id = v_slot.id and no = (p ->> 'parentNo')::int and state = 'current';
  if not found or upper(v_slot.during) <= v_now then
    return false;
  end if;
  perform lock_capacity(v_hosts, array[]::text[]);
  update host_claim set state = 'released' where slot_id = v_slot.id and lower(during) >= v_now and state <> 'released';
  update host_claim set during = tstzrange(lower(during), v_now, '[)') where slot_id = v_slot.id and lower(during) < v_now and upper(during) > v_now and state <> 'released';
  insert into plan (slot_id, no, account_id, parent_no, state) values (v_slot.id, v_no, v_slot.account_id, v_no - 1, 'current');
  insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, host_id, cpu_milli, memory_mib, disk_mib, gpu)
    select v_slot.account_id, v_slot.id, v_no, c ->> 'component', (c ->> 'idx')::int, tstzrange(greatest(v_now, lower(v_slot.during)), upper(v_slot.during), '[)'),
           'confirmed', null, c ->> 'hostId', (c ->> 'cpuMilli')::bigint, (c ->> 'memoryMiB')::bigint, (c ->> 'diskMiB')::bigint, (c ->> 'gpu')::bigint
      from jsonb_array_elements(p -> 'hostClaims') as c;
  return true;
end $$;
--> statement-breakpoint
revoke all on function replace_hosts(jsonb) from public;
--> statement-breakpoint
reset role;
