import { bounds, groupBy, iso, type Check, type Facts } from './facts.ts';

interface Amount {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly amount: number;
}

const HOST_COLUMNS = ['cpu_milli', 'memory_mib', 'disk_mib', 'gpu'] as const;
const OPEN_BOUNDS = `coalesce((extract(epoch from lower(during)) * 1000)::float8, '-infinity') as start,
  coalesce((extract(epoch from upper(during)) * 1000)::float8, 'infinity') as "end"`;

/** CAP-1: at no instant do live claims on a host or pool exceed its capacity. Added up here, not by our SQL. */
export const capacity: Check = (facts) =>
  [...HOST_COLUMNS.flatMap((column) => hostsOverdrawn(facts, column)), ...poolsOverdrawn(facts)].map(
    (what) => ({ invariant: 'CAP-1', what }),
  );

function hostsOverdrawn({ read }: Facts, column: string): string[] {
  const taken = read<Amount>(
    `select host_id as what, ${bounds('during')}, ${column}::float8 as amount from host_claim where state <> 'released' and ${column} > 0`,
  );
  if (taken.length === 0) return [];
  const given = read<Amount>(
    `select host_id as what, ${OPEN_BOUNDS}, ${column}::float8 as amount from host_capacity`,
  );
  return overdrawn(taken, given, column);
}

function poolsOverdrawn({ read }: Facts): string[] {
  const taken = read<Amount>(
    `select pool_id as what, ${bounds('during')}, quantity::float8 as amount from pool_claim where state <> 'released'`,
  );
  const given = read<Amount>(
    `select pool_id as what, ${OPEN_BOUNDS}, capacity::float8 as amount from pool_capacity`,
  );
  return overdrawn(taken, given, 'units');
}

/** A sum is largest where something begins. */
function overdrawn(taken: readonly Amount[], given: readonly Amount[], unit: string): string[] {
  const capacities = groupBy(given, ({ what }) => what);
  return [...groupBy(taken, ({ what }) => what)].flatMap(([what, claims]) =>
    claims.flatMap(({ start }) => {
      const [sum, most] = [sumAt(claims, start), sumAt(capacities.get(what) ?? [], start)];
      return sum > most ? [`${what} gives ${sum} of ${most} ${unit} at ${iso(start)}`] : [];
    }),
  );
}

function sumAt(amounts: readonly Amount[], at: number): number {
  return amounts.reduce((sum, one) => sum + (one.start <= at && at < one.end ? one.amount : 0), 0);
}

/** A unit has at most one binding at any instant. */
export const units: Check = ({ read }) => {
  const bindings = read<{ unit: string; slot: string; start: number; end: number }>(
    `select unit_id as unit, slot_id as slot, ${bounds('during')} from unit_binding where not isempty(during) order by unit_id, lower(during)`,
  );
  return bindings.flatMap((one, at) => {
    const next = bindings[at + 1];
    return next && next.unit === one.unit && next.start < one.end
      ? [{ invariant: 'unit-bound-once', what: `${one.unit} is bound to ${one.slot} and ${next.slot}` }]
      : [];
  });
};

/**
 * CAP-3: what is booked has its room until it ends, on every host of its plan, which has as many machines as the first one
 * had.
 */
export const room: Check = ({ read }) =>
  read<{ slot: string; component: string | null }>(
    `select s.id as slot, c.component from slot s join plan p on p.slot_id = s.id and p.state = 'current'
       join host_claim c on c.slot_id = p.slot_id and c.plan_no = p.no
      where s.state in ('scheduled', 'starting', 'running') and upper(s.during) > simulation.clock()
        and (c.state <> 'confirmed' or upper(c.during) < upper(s.during) or lower(c.during) > greatest(lower(s.during), simulation.clock()))
     union all
     select s.id, null from slot s join plan p on p.slot_id = s.id and p.state = 'current'
      where s.state in ('scheduled', 'starting', 'running') and upper(s.during) > simulation.clock()
        and (select count(*) from host_claim c where c.slot_id = s.id and c.plan_no = p.no)
         <> (select count(*) from host_claim c where c.slot_id = s.id and c.plan_no = 1)`,
  ).map(({ slot, component }) => ({
    invariant: 'CAP-3',
    what: `${component ?? 'a machine'} of ${slot} has lost its room`,
  }));

/** ENV-3: what is over claims nothing and is bound to nothing from then on, nor does a plan that was replaced. */
export const nothingKept: Check = ({ read }) =>
  read<{ slot: string; what: string }>(
    `select distinct s.id as slot, 'claims a host' as what from host_claim c join slot s on s.id = c.slot_id
      where s.state in ('ended', 'cancelled') and c.state <> 'released' and upper(c.during) > s.state_since
     union all
     select distinct s.id, 'claims units of a pool' from pool_claim c join slot s on s.id = c.slot_id
      where s.state in ('ended', 'cancelled') and c.state <> 'released' and upper(c.during) > s.state_since
     union all
     select distinct s.id, 'is bound to a unit' from unit_binding b join slot s on s.id = b.slot_id
      where s.state in ('ended', 'cancelled') and not isempty(b.during) and upper(b.during) > s.state_since
     union all
     select distinct c.slot_id, 'claims hosts by a plan that was replaced' from host_claim c join plan p on p.slot_id = c.slot_id and p.no = c.plan_no
      where p.state = 'replaced' and c.state <> 'released' and upper(c.during) > simulation.clock()`,
  ).map(({ slot, what }) => ({ invariant: 'ENV-3', what: `${slot} ${what} and is over` }));
