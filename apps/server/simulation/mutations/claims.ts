import { onTheWayIn, otherwise, type Mutation } from './mutation.ts';

const NO_ROOM_CHECK = otherwise('claim_reservation', 'v_over := overdrawn(p, v_now);', 'v_over := null;');
const NO_BACKSTOP = `
  drop trigger host_claim_inserted on host_claim; drop trigger pool_claim_inserted on pool_claim;
  drop trigger host_claim_updated on host_claim; drop trigger pool_claim_updated on pool_claim;`;

/** Mistakes in what is promised, and to whom. */
export const CLAIM_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a key that was used is not known again',
    breaks: ['acknowledged-once', 'one-answer-per-key'],
    seed: 1,
    faults: ['sent-twice', 'lost-commit'],
    sql: onTheWayIn('idempotency', 'insert', 'new.key := new.key || simulation.uuid();'),
  },
  {
    name: 'a key is answered whatever is asked for with it',
    breaks: ['one-answer-per-key'],
    seed: 1,
    statement: (text) => text.replace(/(from "idempotency" where )/, '$1 false and '),
    sql: otherwise(
      'claim_reservation',
      "if v_known.body_hash is distinct from p ->> 'bodyHash' then",
      'if false then',
    ),
  },
  {
    name: 'the claim function does not ask whether there is room',
    breaks: ['backstop-unused'],
    seed: 3,
    sql: NO_ROOM_CHECK,
  },
  {
    name: 'nobody asks whether there is room',
    breaks: ['CAP-1'],
    seed: 1,
    sql: NO_ROOM_CHECK + NO_BACKSTOP,
  },
  {
    name: 'whoever goes on longer is not asked whether there is room',
    breaks: ['CAP-1'],
    seed: 1,
    sql: NO_BACKSTOP,
  },
  {
    name: 'claims end before their slot',
    breaks: ['CAP-3'],
    seed: 1,
    sql: otherwise(
      'insert_claims',
      's.during',
      "tstzrange(lower(s.during), upper(s.during) - interval '1 minute', '[)')",
    ),
  },
  {
    name: 'claims live on after the end',
    breaks: ['ENV-3'],
    seed: 1,
    sql: otherwise('release_claims', 'slot_id = p_slot', 'false'),
  },
  {
    name: 'units stay bound after the end',
    breaks: ['ENV-3'],
    seed: 1,
    sql:
      otherwise('release_claims', 'unit_binding where slot_id = p_slot', 'unit_binding where false') +
      otherwise(
        'release_claims',
        "update unit_binding set during = tstzrange(lower(during), p_from, '[)') where slot_id = p_slot",
        'update unit_binding set during = during where false',
      ),
  },
  {
    name: 'a unit is free although it is bound',
    breaks: ['unit-bound-once'],
    seed: 1,
    sql: `do $$ declare v_name text; begin
      for v_name in select conname from pg_constraint where conrelid = 'unit_binding'::regclass and contype = 'x' loop
        execute format('alter table unit_binding drop constraint %I', v_name);
      end loop; end $$;`,
    statement: (text) => text.replace('b.during && s.during', 'false'),
  },
  {
    name: 'a slot that is moved keeps its old work',
    breaks: ['acknowledged-once', 'ENV-2'],
    seed: 3,
    sql: otherwise('move_work', 's.id = any (p_slots)', 'false'),
  },
  {
    name: 'who gives a slot back pays to its end',
    breaks: ['acknowledged-once'],
    seed: 1,
    sql: onTheWayIn(
      'slot',
      'update',
      "if old.state = 'running' and upper(new.during) < upper(old.during) then new.during := old.during; end if;",
    ),
  },
];
