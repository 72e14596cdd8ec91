set local role patchbay_platform;
--> statement-breakpoint
-- Lets an environment that runs go on with another revision of its design: the slot that runs ends at once, and a slot of a new reservation
-- takes over what stands, with claims for the rest of the time; all of it or nothing (CAP-2, CAP-3). Called by the platform role.
-- p: as of claim_reservation, with one reservation of one slot that begins when the former one ends, and {from: {slotId, parentNo, totalMicros}}.
-- Answers whether it was done: not where the slot ends or was planned anew meanwhile (REP-1). Raises PB001 where room is gone.
create function apply_revision(p jsonb) returns boolean
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
           v_environment.site_id, null, p ->> 'zone', 'confirmed', null, v_new.total_micros, clock(), p ->> 'personId', nullif(p #> '{reservations,0,overrides}', 'null');
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
revoke all on function apply_revision(jsonb) from public;
--> statement-breakpoint
reset role;
