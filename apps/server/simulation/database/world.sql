-- What makes a migrated database one of a simulation: its clocks stand where the scheduler put them, ids come from the
-- seed, and what the data center really did is noted by itself.
create schema simulation;
create sequence simulation.ids;
create function simulation.clock() returns timestamptz language sql volatile
  as $$ select current_setting('simulation.now')::timestamptz $$;
create function simulation.uuid() returns uuid language sql volatile
  as $$ select md5(current_setting('simulation.seed', true) || ' ' || nextval('simulation.ids'))::uuid $$;

create or replace function public.real_clock() returns timestamptz language sql volatile as $$ select simulation.clock() $$;
create or replace function public.clock() returns timestamptz language sql volatile as $$ select simulation.clock() $$;

-- Whatever else of our own functions asks the machine for chance or time asks the simulation.
do $$
declare f record;
begin
  for f in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('public', 'identity', 'simulator') and p.prokind = 'f' and p.prosrc ~ 'gen_random_uuid|clock_timestamp' loop
    execute replace(replace(pg_get_functiondef(f.oid), 'gen_random_uuid()', 'simulation.uuid()'), 'clock_timestamp()', 'simulation.clock()');
  end loop;
end $$;

create table simulation.effect (
  seq bigint generated always as identity primary key, at timestamptz not null, op text not null,
  environment_id text not null, generation integer not null, component text not null, idx integer not null, form text not null,
  host_id text not null, started_at timestamptz, incarnation bigint not null, spec jsonb not null);
create function simulation.note() returns trigger language plpgsql security definer as $$
declare r record;
begin
  if tg_op = 'DELETE' then r := old; else r := new; end if;
  insert into simulation.effect (at, op, environment_id, generation, component, idx, form, host_id, started_at, incarnation, spec)
  values (simulation.clock(), lower(tg_op), r.environment_id, r.generation, r.component, r.idx, r.form, r.host_id, r.started_at, r.incarnation, r.spec);
  return null;
end $$;
create trigger noted after insert or update or delete on simulator.resource for each row execute function simulation.note();

grant usage on schema simulation to public;
grant usage on all sequences in schema simulation to public;

-- What may not happen at any moment is noted when it does.
create table simulation.breach (seq bigint generated always as identity primary key, invariant text not null, what text not null);
create function simulation.note_generation() returns trigger language plpgsql security definer as $$
begin
  if new.generation < old.generation then
    insert into simulation.breach (invariant, what) values ('ENV-4', format('the generation of %s fell from %s to %s', new.id, old.generation, new.generation));
  end if;
  return null;
end $$;
create trigger noted after update of generation on environment for each row execute function simulation.note_generation();

-- A slot is over once nothing of it stands any more: else who has its room next would find it there.
create table simulation.seen (state text primary key);
create function simulation.note_state() returns trigger language plpgsql security definer as $$
begin
  insert into simulation.seen (state) values (new.state) on conflict do nothing;
  if new.state = 'ended' and exists (
      select 1 from simulator.resource r join environment e on e.id = r.environment_id
       where e.id = new.environment_id and r.form = 'machine' and r.generation = e.generation) then
    insert into simulation.breach (invariant, what) values ('ISO-3', format('%s is over while a machine of it stands', new.id));
  end if;
  return null;
end $$;
create trigger noted after insert or update of state on slot for each row execute function simulation.note_state();

-- What an environment keeps between its slots is there for a week.
create function simulation.note_loss() returns trigger language plpgsql security definer as $$
begin
  if old.form = 'volume' and exists (
      select 1 from slot s join environment e on e.id = s.environment_id
       where e.id = old.environment_id and e.at_expiry = 'suspend' and s.ready_at is not null and not s.capped
         and upper(s.during) > simulation.clock() - interval '7 days') then
    insert into simulation.breach (invariant, what) values ('DATA-1', format('data of %s was deleted before its time', old.environment_id));
  end if;
  return null;
end $$;
create trigger lost after delete on simulator.resource for each row execute function simulation.note_loss();
