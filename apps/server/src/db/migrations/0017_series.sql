ALTER TABLE "environment" ADD COLUMN "at_expiry" text DEFAULT 'suspend' NOT NULL;--> statement-breakpoint
ALTER TABLE "reservation" ADD COLUMN "overrides" jsonb;--> statement-breakpoint
ALTER TABLE "slot" ADD COLUMN "total_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slot" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "slot_reservation" ON "slot" USING btree ("reservation_id");
--> statement-breakpoint
alter table environment add check (at_expiry in ('suspend', 'release'));
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
update slot s set total_micros = r.total_micros from reservation r where r.id = s.reservation_id;
--> statement-breakpoint
-- The backstops as before, in one statement for all periods: a series has hundreds of them.
create or replace function check_host_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare worst text;
begin
  -- What is given back, or nothing at all, takes no lock and cannot overdraw.
  if not exists (select 1 from fresh where state <> 'released') then
    return null;
  end if;
  perform lock_capacity((select array_agg(host_id) from fresh), array[]::text[]);
  select o.host_id into worst
    from (select during, array_agg(distinct host_id) as hosts from fresh where state <> 'released' group by during) as period
   cross join lateral host_overdraw(period.hosts, period.during, clock(), '[]') as o limit 1;
  if found then
    raise exception 'host % would be overdrawn', worst using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace function check_pool_claims() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare worst text;
begin
  if not exists (select 1 from fresh where state <> 'released') then
    return null;
  end if;
  perform lock_capacity(array[]::text[], (select array_agg(pool_id) from fresh));
  select o.pool_id into worst
    from (select during, array_agg(distinct pool_id) as pools from fresh where state <> 'released' group by during) as period
   cross join lateral pool_overdraw(period.pools, period.during, clock(), '[]') as o limit 1;
  if found then
    raise exception 'pool % would be overdrawn', worst using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- The slots that a claim asks for, each with its own claims.
create function asked_slots(p jsonb)
returns table (id text, reservation_id text, during tstzrange, total_micros bigint, hosts jsonb, pools jsonb)
language sql immutable set search_path = public, pg_temp as $$
  select s ->> 'id', r ->> 'id', tstzrange((s ->> 'start')::timestamptz, (s ->> 'end')::timestamptz, '[)'), (s ->> 'totalMicros')::bigint,
         s -> 'hostClaims', s -> 'poolClaims'
    from jsonb_array_elements(p -> 'reservations') as r, jsonb_array_elements(r -> 'slots') as s
$$;
--> statement-breakpoint
-- Of some slots with their claims, which hosts and pools would be overdrawn, [{slotId, id}]; null when none.
create function overdrawn(p_slots jsonb, p_now timestamptz) returns jsonb
language sql volatile security definer set search_path = public, pg_temp as $$
  select jsonb_agg(jsonb_build_object('slotId', s.id, 'id', o.id) order by lower(s.during), o.id)
    from asked_slots(p_slots) as s
   cross join lateral (
      select host_id as id from host_overdraw(array(select distinct x ->> 'hostId' from jsonb_array_elements(s.hosts) as x), s.during, p_now, s.hosts)
      union all
      select pool_id from pool_overdraw(array(select distinct x ->> 'poolId' from jsonb_array_elements(s.pools) as x), s.during, p_now, s.pools)) as o
$$;
--> statement-breakpoint
-- Writes the claims of some slots that are stored, for the plan of that number.
create function insert_claims(p_slots jsonb, p_account text, p_plan int) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, host_id, cpu_milli, memory_mib, disk_mib, gpu)
    select p_account, s.id, p_plan, c.component, c.idx, s.during, 'confirmed', null, c."hostId", c."cpuMilli", c."memoryMiB", c."diskMiB", c.gpu
      from asked_slots(p_slots) as s,
           jsonb_to_recordset(s.hosts) as c (component text, idx int, "hostId" text, "cpuMilli" bigint, "memoryMiB" bigint, "diskMiB" bigint, gpu bigint);
  insert into pool_claim (account_id, slot_id, plan_no, component, idx, during, state, hold_until, pool_id, quantity)
    select p_account, s.id, p_plan, c.component, c.idx, s.during, 'confirmed', null, c."poolId", c.quantity
      from asked_slots(p_slots) as s, jsonb_to_recordset(s.pools) as c (component text, idx int, "poolId" text, quantity bigint);
end $$;
--> statement-breakpoint
-- Claims one or several reservations of one environment, with all their slots, or nothing (CAP-2). Called as one statement at READ COMMITTED
-- by the app role, for the caller's own account.
-- Answers {outcome: 'confirmed' | 'replay' | 'key-reused' | 'full' | 'past', ...}. See features/reservations/README.md for the input.
create or replace function claim_reservation(p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_account text := p ->> 'accountId';
  v_known idempotency%rowtype;
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

  -- (b) Every host and pool of every slot, in id order.
  perform lock_capacity(
    array(select distinct c ->> 'hostId' from asked_slots(p) as s, jsonb_array_elements(s.hosts) as c),
    array(select distinct c ->> 'poolId' from asked_slots(p) as s, jsonb_array_elements(s.pools) as c));

  -- (c) The peak of every dimension over each slot.
  if exists (select 1 from asked_slots(p) as s where lower(s.during) < v_now - interval '2 minutes') then
    delete from idempotency where account_id = v_account and key = p ->> 'key';
    return jsonb_build_object('outcome', 'past');
  end if;
  v_over := overdrawn(p, v_now);
  if v_over is not null then
    delete from idempotency where account_id = v_account and key = p ->> 'key';
    return jsonb_build_object('outcome', 'full', 'over', v_over);
  end if;

  -- (d) Everything at once.
  if (p ->> 'again')::boolean then
    -- An environment of the account that lives on: what it kept is not deleted while a slot is ahead.
    update environment set data_until = null, at_expiry = coalesce(p ->> 'atExpiry', at_expiry)
     where id = p ->> 'environmentId' and account_id = v_account and design_id = p ->> 'designId' and site_id = p ->> 'siteId';
    if not found then
      raise exception 'no such environment' using errcode = 'insufficient_privilege';
    end if;
    v_no := (select coalesce(max(no), 0) from slot where environment_id = p ->> 'environmentId');
    update outbox set done_at = v_now where environment_id = p ->> 'environmentId' and job = 'clear' and done_at is null;
  else
    insert into environment (id, account_id, channel_id, design_id, name, site_id, wanted, generation, created_at, at_expiry)
      values (p ->> 'environmentId', v_account, p ->> 'channelId', p ->> 'designId', p ->> 'name', p ->> 'siteId', 'running', 0, v_now,
              coalesce(p ->> 'atExpiry', 'suspend'));
  end if;
  insert into reservation (id, account_id, channel_id, environment_id, design_id, revision, price_book_version_id, site_id, recurrence, zone, state, hold_until, total_micros, booked_at, booked_by, overrides)
    select r ->> 'id', v_account, p ->> 'channelId', p ->> 'environmentId', p ->> 'designId', (p ->> 'revision')::int, p ->> 'priceBookVersionId',
           p ->> 'siteId', r ->> 'recurrence', p ->> 'zone', 'confirmed', null, (r ->> 'totalMicros')::bigint, v_now, p ->> 'personId', nullif(r -> 'overrides', 'null')
      from jsonb_array_elements(p -> 'reservations') as r;
  insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, deadline, total_micros)
    select s.id, v_account, s.reservation_id, p ->> 'environmentId', v_no + row_number() over (order by lower(s.during)), s.during, 'scheduled', v_now,
           lower(s.during), s.total_micros
      from asked_slots(p) as s;
  insert into plan (slot_id, no, account_id, parent_no, state) select s.id, 1, v_account, null, 'current' from asked_slots(p) as s;
  perform insert_claims(p, v_account, 1);

  -- (e) The work that follows, in the same transaction. What can be done before a slot begins is done at once for the first of them.
  insert into outbox (id, account_id, environment_id, slot_id, job, due)
    select 'job_' || replace(gen_random_uuid()::text, '-', ''), v_account, p ->> 'environmentId', s.id, j.job,
           case j.job when 'start' then lower(s.during) when 'end' then upper(s.during)
                      else case when s.nth = 1 then v_now else greatest(v_now, lower(s.during) - interval '1 hour') end end
      from (select id, during, row_number() over (order by lower(during)) as nth from asked_slots(p)) as s, (values ('start'), ('end'), ('prepare')) as j (job)
     where j.job <> 'prepare' or (p ->> 'prepare')::boolean;
  insert into event (id, account_id, environment_id, at, code, values)
    values ('ev_' || replace(gen_random_uuid()::text, '-', ''), v_account, p ->> 'environmentId', v_now, 'booked', '{}');
  return jsonb_build_object('outcome', 'confirmed', 'reply', p -> 'reply');
end $$;
--> statement-breakpoint
do $$
declare f text;
begin
  foreach f in array array['asked_slots(jsonb)', 'overdrawn(jsonb, timestamptz)', 'insert_claims(jsonb, text, int)'] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
--> statement-breakpoint
reset role;
