CREATE TABLE "calendar_token" (
	"account_id" text NOT NULL,
	"person_id" text NOT NULL,
	"hash" text NOT NULL,
	"made_at" timestamptz NOT NULL,
	CONSTRAINT "calendar_token_account_id_person_id_pk" PRIMARY KEY("account_id","person_id"),
	CONSTRAINT "calendar_token_hash" UNIQUE("hash")
);

--> statement-breakpoint
alter table calendar_token add foreign key (account_id) references account (id);
--> statement-breakpoint
alter table calendar_token enable row level security;
--> statement-breakpoint
alter table calendar_token force row level security;
--> statement-breakpoint
create policy platform_all on calendar_token to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy own_account on calendar_token to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on calendar_token to patchbay_platform, patchbay_app;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- Gives work of some slots new instants. A worker that holds it already loses its hold, so that nothing is done at the old ones.
create function move_work(p_slots text[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update outbox o set due = case o.job when 'start' then lower(s.during) else upper(s.during) end,
         lease_until = null, retry_at = null, tries = 0, problem = null, lease_epoch = o.lease_epoch + 1
    from slot s where s.id = o.slot_id and s.id = any (p_slots) and o.done_at is null and o.job in ('start', 'end')
$$;
--> statement-breakpoint
-- Gives slots that have not begun other periods, with claims for those, all of them or none (CAP-2, CAP-3).
-- p: {accountId, reservations: [{id, slots: [{id, start, end, totalMicros, parentNo, hostClaims, poolClaims}]}]}. Called by the platform role.
-- Answers whether it was done: not where one of them has begun or was planned anew meanwhile (REP-1). Raises PB001 where room is gone.
create function change_slots(p jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_account text := p ->> 'accountId';
  v_ids text[] := array(select id from asked_slots(p) order by id);
  v_asked record;
  v_open int;
begin
  perform 1 from slot where id = any (v_ids) order by id for update;
  select count(*) into v_open from slot where id = any (v_ids) and account_id = v_account and state = 'scheduled';
  if v_open <> cardinality(v_ids) or exists (select 1 from asked_slots(p) where lower(during) < v_now - interval '2 minutes') then
    return false;
  end if;
  update plan pl set state = 'replaced'
    from (select s ->> 'id' as id, (s ->> 'parentNo')::int as no
            from jsonb_array_elements(p -> 'reservations') as r, jsonb_array_elements(r -> 'slots') as s) as before
   where pl.slot_id = before.id and pl.no = before.no and pl.state = 'current';
  get diagnostics v_open = row_count;
  if v_open <> cardinality(v_ids) then
    raise exception 'planned anew meanwhile' using errcode = 'serialization_failure';
  end if;
  -- What is given up first and what is taken then, in one order of locks.
  perform lock_capacity(
    array(select host_id from host_claim where slot_id = any (v_ids) union select c ->> 'hostId' from asked_slots(p) as s, jsonb_array_elements(s.hosts) as c),
    array(select pool_id from pool_claim where slot_id = any (v_ids) union select c ->> 'poolId' from asked_slots(p) as s, jsonb_array_elements(s.pools) as c));
  update host_claim set state = 'released' where slot_id = any (v_ids) and state <> 'released';
  update pool_claim set state = 'released' where slot_id = any (v_ids) and state <> 'released';
  -- Slots of one environment never overlap, nor do they on the way: those that end later are moved from the last one on.
  for v_asked in
    select a.id, a.during, a.total_micros from asked_slots(p) as a join slot s on s.id = a.id
     order by case when upper(a.during) > upper(s.during) then -extract(epoch from lower(s.during)) else extract(epoch from lower(s.during)) end
  loop
    update slot set during = v_asked.during, total_micros = v_asked.total_micros, sequence = sequence + 1, deadline = lower(v_asked.during) where id = v_asked.id;
  end loop;
  insert into plan (slot_id, no, account_id, parent_no, state)
    select slot_id, max(no) + 1, v_account, max(no), 'current' from plan where slot_id = any (v_ids) group by slot_id;
  perform insert_claims(jsonb_build_object('reservations', jsonb_build_array(jsonb_build_object('id', null, 'slots', jsonb_agg(one.s)))), v_account, one.no)
     from (select s, (select max(no) from plan where slot_id = s ->> 'id') as no
             from jsonb_array_elements(p -> 'reservations') as r, jsonb_array_elements(r -> 'slots') as s) as one group by one.no;
  perform move_work(v_ids);
  return true;
end $$;
--> statement-breakpoint
-- Gives a slot that is under way another end, where it is (CAP-1): its claims and bound units go with it. Called by the platform role.
-- Answers whether it was done: not once it is over or ending. Raises PB001 where room is gone.
create function end_slot_at(p_account text, p_slot text, p_end timestamptz, p_total bigint) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_before timestamptz;
begin
  select upper(during) into v_before from slot
   where id = p_slot and account_id = p_account and state in ('starting', 'running', 'attention') and upper(during) > clock() and p_end > clock() for update;
  if not found then
    return false;
  end if;
  perform lock_capacity(array(select host_id from host_claim where slot_id = p_slot), array(select pool_id from pool_claim where slot_id = p_slot));
  update slot set during = tstzrange(lower(during), p_end, '[)'), total_micros = p_total, sequence = sequence + 1 where id = p_slot;
  update host_claim set during = tstzrange(lower(during), p_end, '[)') where slot_id = p_slot and state <> 'released' and upper(during) = v_before and lower(during) < p_end;
  update pool_claim set during = tstzrange(lower(during), p_end, '[)') where slot_id = p_slot and state <> 'released' and upper(during) = v_before and lower(during) < p_end;
  update unit_binding set during = tstzrange(lower(during), p_end, '[)') where slot_id = p_slot and upper(during) = v_before and lower(during) < p_end;
  perform move_work(array[p_slot]);
  return true;
end $$;
--> statement-breakpoint
do $$
declare f text;
begin
  foreach f in array array['move_work(text[])', 'change_slots(jsonb)', 'end_slot_at(text, text, timestamptz, bigint)'] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
--> statement-breakpoint
reset role;
