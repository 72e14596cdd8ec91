set local role patchbay_platform;
--> statement-breakpoint
-- As before (migrations/0006_environments_again.sql), and only on hosts of the site where the environment is once the slot is locked.
create or replace function replace_hosts(p jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now timestamptz := clock();
  v_slot slot%rowtype;
  v_no int := (p ->> 'parentNo')::int + 1;
  v_hosts text[] := array(select distinct x ->> 'hostId' from jsonb_array_elements(p -> 'hostClaims') as x);
begin
  select * into v_slot from slot where id = p ->> 'slotId' for update;
  if exists (select 1 from environment e join host h on h.id = any (v_hosts) where e.id = v_slot.environment_id and h.site_id <> e.site_id) then
    return false;
  end if;
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
-- An environment that is not at that site (any more) is no matter of privileges: it has an SQLSTATE of its own.
do $$
declare
  v_old text := $q$'no such environment' using errcode = 'insufficient_privilege'$q$;
  v_body text := pg_get_functiondef('claim_reservation(jsonb)'::regprocedure);
begin
  if strpos(v_body, v_old) = 0 then
    raise exception 'claim_reservation is another one than this follows';
  end if;
  execute replace(v_body, v_old, $q$'no such environment' using errcode = 'PB002'$q$);
end $$;
--> statement-breakpoint
reset role;
