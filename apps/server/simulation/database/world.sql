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

-- For runs in which machines answer as soon as they are on.
create function simulation.at_once() returns trigger language plpgsql as $$
begin
  new.ready_at := new.started_at;
  return new;
end $$;

grant usage on schema simulation to public;
grant usage on all sequences in schema simulation to public;

-- What may not happen at any moment is noted when it does.
create table simulation.breach (seq bigint generated always as identity primary key, invariant text not null, what text not null);
create function simulation.note_generation() returns trigger language plpgsql security definer as $$
begin
  if new.generation < old.generation then
    insert into simulation.breach (invariant, what) values ('generation-never-falls', format('the generation of %s fell from %s to %s', new.id, old.generation, new.generation));
  end if;
  return null;
end $$;
create trigger noted after update of generation on environment for each row execute function simulation.note_generation();

-- What runs keeps its addresses and its name, wherever it is moved.
create function simulation.note_address() returns trigger language plpgsql security definer as $$
begin
  if exists (select 1 from slot where environment_id = old.environment_id and state in ('running', 'attention')) and (tg_op = 'DELETE' or new <> old) then
    insert into simulation.breach (invariant, what) values ('ENV-1', format('%s %s lost its address %s while it ran', old.environment_id, old.component, old.address));
  end if;
  return null;
end $$;
create trigger noted after update or delete on address for each row execute function simulation.note_address();
create function simulation.note_name() returns trigger language plpgsql security definer as $$
begin
  insert into simulation.breach (invariant, what) values ('ENV-1', format('%s was called %s, and is called %s', new.id, old.name, new.name));
  return null;
end $$;
create trigger noted_name after update of name on environment for each row when (new.name <> old.name) execute function simulation.note_name();

-- A slot is over once nothing of it stands any more: else who has its room next would find it there. What is on a lost host is swept
-- before that takes work again.
create table simulation.seen (state text primary key);
-- A start has ten minutes; beyond that its owner decides. A few more are for a worker that was asleep or gone meanwhile.
create function simulation.note_state() returns trigger language plpgsql security definer as $$
begin
  insert into simulation.seen (state) values (new.state) on conflict do nothing;
  if tg_op = 'UPDATE' and old.state = 'starting' and new.state <> 'starting' and simulation.clock() > old.state_since + interval '16 minutes' then
    insert into simulation.breach (invariant, what) values ('ENV-2', format('%s went on starting from %s to %s', new.id, old.state_since, simulation.clock()));
  end if;
  if new.state = 'ended' and exists (
      select 1 from simulator.resource r join environment e on e.id = r.environment_id join host h on h.id = r.host_id and h.status <> 'lost'
       where e.id = new.environment_id and r.form = 'machine' and r.generation = e.generation) then
    insert into simulation.breach (invariant, what) values ('ISO-3', format('%s is over while a machine of it stands', new.id));
  end if;
  return null;
end $$;
create trigger noted after insert or update of state on slot for each row execute function simulation.note_state();

-- Every start is of a generation of its own, which fences off what an older one left behind.
create table simulation.started (environment_id text not null, generation integer not null, slot_id text not null, primary key (environment_id, generation));
create function simulation.note_start() returns trigger language plpgsql security definer as $$
declare v_generation integer; v_other text;
begin
  select generation into v_generation from environment where id = new.environment_id;
  insert into simulation.started values (new.environment_id, v_generation, new.id) on conflict do nothing;
  -- What is said to run did run, once at least: it may have been lost since.
  insert into simulation.breach (invariant, what)
    select 'runs-before-it-is-said', format('%s of %s is said to run, and was never on', c.component, new.id)
      from plan p join host_claim c on c.slot_id = p.slot_id and c.plan_no = p.no
     where p.slot_id = new.id and p.state = 'current' and not exists (
       select 1 from simulation.effect f where f.environment_id = new.environment_id and f.generation = v_generation and f.component = c.component
          and f.idx = c.idx and f.form = 'machine' and f.host_id = c.host_id and f.started_at is not null);
  select slot_id into v_other from simulation.started where environment_id = new.environment_id and generation = v_generation;
  if v_other <> new.id then
    insert into simulation.breach (invariant, what) values ('generation-rises', format('%s runs in the generation of %s', new.id, v_other));
  end if;
  return null;
end $$;
create trigger noted_start after update of state on slot for each row when (new.state = 'running' and old.state <> 'running') execute function simulation.note_start();

-- What an environment keeps between its slots is there for a week.
create function simulation.note_loss() returns trigger language plpgsql security definer as $$
begin
  if old.form = 'volume' and exists (
      select 1 from slot s join environment e on e.id = s.environment_id
       where e.id = old.environment_id and e.at_expiry = 'suspend' and s.ready_at is not null and not s.capped
         and upper(s.during) > simulation.clock() - interval '7 days') then
    insert into simulation.breach (invariant, what) values ('data-kept-a-week', format('data of %s was deleted before its time', old.environment_id));
  end if;
  return null;
end $$;
create trigger lost after delete on simulator.resource for each row execute function simulation.note_loss();
