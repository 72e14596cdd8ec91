alter table slot add foreign key (account_id, went_on_from) references slot (account_id, id);
--> statement-breakpoint
-- A change names the plans that it was reckoned beside.
grant select on plan to patchbay_app;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- What went on with another revision before its slot said from which: it ran from its first instant, where the one before it ended.
update slot s set went_on_from = b.id
  from slot b
 where b.environment_id = s.environment_id and b.account_id = s.account_id and b.state = 'ended' and upper(b.during) = lower(s.during) and s.ready_at = lower(s.during);
--> statement-breakpoint
-- Gives slots that have not begun other periods, with claims for those, all of them or none (CAP-2, CAP-3).
-- p: {accountId, reservations: [{id, slots: [{id, start, end, totalMicros, parentNo, hostClaims, poolClaims}]}]}. Called by the platform role.
-- Answers whether it was done: not where one of them has begun or was planned anew meanwhile (REP-1). Raises PB001 where room is gone.
create or replace function change_slots(p jsonb) returns boolean
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
  -- Whoever calls undoes this with all the rest: trying again would put what was reckoned before in the place of what came after.
  if v_open <> cardinality(v_ids) then
    return false;
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
reset role;
