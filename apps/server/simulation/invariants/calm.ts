import { iso, type Check } from './facts.ts';

/** ENV-2: ten minutes after nothing goes wrong any more nothing is on its way, and no work is left undone. */
export const liveness: Check = ({ read, now }) => {
  const slots = read<{ id: string; state: string }>(
    `select id, state from slot where state in ('starting', 'ending') or (state = 'scheduled' and lower(during) <= simulation.clock() - interval '1 minute')
         or (state in ('running', 'attention') and upper(during) <= simulation.clock() - interval '1 minute')`,
  ).map(({ id, state }) => `${id} is still ${state} at ${iso(now)}`);
  const jobs = read<{ job: string; slot: string; problem: string | null }>(
    `select job, slot_id as slot, problem from outbox where done_at is null and due < simulation.clock() - interval '1 minute'`,
  ).map(
    ({ job, slot, problem }) => `${job} of ${slot} is undone at ${iso(now)}: ${problem ?? 'nobody took it'}`,
  );
  return [...slots, ...jobs].map((what) => ({ invariant: 'ENV-2', what }));
};

/** ENV-3: what stands at the data center is what is wanted, once and as it is wanted; nothing else, and nothing less. */
export const ghosts: Check = ({ read }) => {
  const orphans = read<{ name: string }>(
    `select r.form || ' ' || r.environment_id || '/' || r.generation || '/' || r.component as name from simulator.resource r
      where case r.form when 'volume'
        then not exists (select 1 from volume v where v.environment_id = r.environment_id and v.component = r.component and v.idx = r.idx)
         and not exists (select 1 from spare_volume v where v.environment_id = r.environment_id and v.component = r.component and v.idx = r.idx)
        else not exists (select 1 from environment e join slot s on s.environment_id = e.id
          where e.id = r.environment_id and e.generation = r.generation and s.state in ('running', 'attention') and (r.form = 'network' or exists (
            select 1 from plan p join host_claim c on c.slot_id = s.id and c.plan_no = p.no
             where p.slot_id = s.id and p.state = 'current' and c.component = r.component and c.idx = r.idx and c.host_id = r.host_id))) end`,
  ).map(({ name }) => `${name} stands there and nobody wants it`);
  const missing = read<{ slot: string; component: string }>(
    `select s.id as slot, c.component from slot s join environment e on e.id = s.environment_id join plan p on p.slot_id = s.id and p.state = 'current'
       join host_claim c on c.slot_id = s.id and c.plan_no = p.no and c.state <> 'released'
      where s.state = 'running' and not exists (select 1 from simulator.resource r where r.form = 'machine' and r.environment_id = e.id
        and r.generation = e.generation and r.component = c.component and r.idx = c.idx and r.host_id = c.host_id and r.started_at is not null)`,
  ).map(({ slot, component }) => `${component} of ${slot} is said to run, and does not`);
  return [...orphans, ...missing].map((what) => ({ invariant: 'ENV-3', what }));
};

/** Whoever lost something was told, with what it was. */
export const reasons: Check = ({ read }) =>
  read<{ id: string; state: string }>(
    `select s.id, s.state from slot s where (s.state = 'attention' or s.capped or (s.state = 'ended' and s.ready_at is null))
        and not exists (select 1 from event e where e.environment_id = s.environment_id and e.at >= s.state_since - interval '31 days'
          and e.code in ('given-up', 'stranded', 'capped', 'not-started-at-cap', 'missed', 'never-ran', 'released', 'cancelled'))`,
  ).map(({ id, state }) => ({
    invariant: 'loss-told',
    what: `${id} is ${state}, and its owner was told nothing`,
  }));
