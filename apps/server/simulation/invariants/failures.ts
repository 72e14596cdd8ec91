import { MINUTE, SECOND } from '@patchbay/engine/time';
import { ADDRESSES, type Outage } from '../faults/outages.ts';
import { iso, ms, type Check, type Facts } from './facts.ts';

/** After so long in the dark whoever was hit knows of it, whoever was asleep or gone meanwhile. */
const KNOWN_MS = 12 * MINUTE;

interface SlotRow {
  readonly id: string;
  readonly state: string;
  readonly end: number;
  readonly addresses: string | null;
}

/** Those of an outage that was long enough which were to run on for as long. */
function longHit({ read, now }: Facts, outage: Outage): SlotRow[] {
  const until = outage.from + KNOWN_MS;
  if (Math.min(outage.to ?? now, now) < until || outage.victims.length === 0) return [];
  return read<SlotRow>(
    `select s.id, s.state, ${ms('upper(s.during)', 'end')}, ${ADDRESSES} as addresses from slot s where s.id = any ($1)`,
    [`{${outage.victims.map(({ slotId }) => slotId).join(',')}}`],
  ).filter(({ end }) => end > until);
}

/** CAP-3: a slot whose hosts failed is known to be hit, and its time is known to be down from when it ran last. */
export const hits: Check = (facts) =>
  facts.outages.flatMap((outage) =>
    longHit(facts, outage).flatMap(({ id }) => {
      const known = facts.read(
        `select 1 from failure_hit h where h.slot_id = $1 and h.at >= $2::timestamptz`,
        [id, iso(outage.from)],
      );
      const down = facts.read(
        `select 1 from downtime d where d.slot_id = $1 and d.since <= $2::timestamptz and coalesce(d.until, 'infinity') > $3::timestamptz`,
        [id, iso(outage.from + SECOND), iso(outage.from)],
      );
      const wasRunning = outage.victims.some(({ slotId, state }) => slotId === id && state === 'running');
      return [
        ...(known.length > 0
          ? []
          : [{ invariant: 'CAP-3', what: `${id} was hit at ${iso(outage.from)}, and no failure says so` }]),
        ...(down.length > 0 || !wasRunning
          ? []
          : [{ invariant: 'MTR-1', what: `${id} did not run from ${iso(outage.from)} on, and is metered` }]),
      ];
    }),
  );

/** ENV-1: whoever is moved keeps names and addresses. */
export const addresses: Check = (facts) =>
  facts.outages.flatMap((outage) => {
    const before = new Map(outage.victims.map((victim) => [victim.slotId, victim]));
    return longHit(facts, outage)
      .filter(({ id, state, addresses: now }) => {
        const was = before.get(id);
        return state === 'running' && was?.state === 'running' && was.addresses !== now;
      })
      .map(({ id }) => ({ invariant: 'ENV-1', what: `${id} has other addresses since ${iso(outage.from)}` }));
  });

/** CAP-3: each hit is told when it comes, each once, and its end is told once. */
export const told: Check = ({ read }) => {
  const silent = read<{ slot: string }>(
    `select h.slot_id as slot from failure_hit h where not exists (
       select 1 from event e where e.environment_id = h.environment_id and e.at = h.at and e.code in ('moved', 'planned-elsewhere', 'moved-site', 'planned-site', 'at-risk', 'stranded', 'silent'))`,
  ).map(({ slot }) => `${slot} was hit, and its owner was told nothing`);
  const twice = read<{ env: string; code: string }>(
    `select environment_id as env, code from event where code in ('moved', 'planned-elsewhere', 'moved-site', 'planned-site', 'stranded', 'restored', 'ended-by-failure')
      group by environment_id, code, at having count(*) > 1`,
  ).map(({ env, code }) => `${env} was told ${code} twice`);
  const ends = read<{ env: string; ended: number; told: number }>(
    `select env, sum(ended)::int as ended, sum(told)::int as told from (
       select s.environment_id as env, 1 as ended, 0 as told from downtime d join slot s on s.id = d.slot_id where d.until is not null
       union all select environment_id, 0, 1 from event where code in ('restored', 'ended-by-failure')) as sides
      group by env having sum(ended) <> sum(told)`,
  ).map(({ env, ended, told: sentences }) => `${env} was down ${ended} times, and told ${sentences} times`);
  return [...silent, ...twice, ...ends].map((what) => ({ invariant: 'CAP-3', what }));
};

interface Down {
  readonly slot: string;
  readonly missedMs: number;
  readonly lengthMs: number;
  readonly total: number;
  readonly isChanged: boolean;
  readonly credit: number | null;
}

/** What was down longer than a minute is credited once more what it would have cost; reckoned here anew. */
export const credits: Check = ({ read }) =>
  read<Down>(
    `select d.slot_id as slot, (extract(epoch from least(d.until, upper(s.during)) - greatest(d.since, lower(s.during))) * 1000)::float8 as "missedMs",
            (extract(epoch from upper(s.during) - lower(s.during)) * 1000)::float8 as "lengthMs", s.total_micros::float8 as total,
            (s.sequence > 0 or s.capped or r.state = 'released') as "isChanged", -i.amount_micros::float8 as credit
       from downtime d join slot s on s.id = d.slot_id join reservation r on r.id = s.reservation_id
       left join invoice_item i on i.cause = 'downtime' and i.ref = d.slot_id || '/' || (extract(epoch from d.since) * 1000)::bigint
      where d.until is not null`,
  ).flatMap(({ slot, missedMs, lengthMs, total, isChanged, credit }) => {
    // Its time or price may have been another one then.
    if (isChanged) return [];
    const owed = missedMs > MINUTE ? Math.min(total, (total * missedMs) / lengthMs) : 0;
    return Math.abs((credit ?? 0) - owed) > 1
      ? [{ invariant: 'SLA-1', what: `${slot} is owed ${owed} and was credited ${credit ?? 'nothing'}` }]
      : [];
  });

/** ENV-2: once all hosts are back, all of them take work, no failure goes on, and nothing waits for a host. */
export const back: Check = ({ read }) =>
  read<{ what: string }>(
    `select id || ' is ' || status as what from host where status <> 'up'
     union all select id || ' is not over' from failure where ended_at is null
     union all select id || ' waits for ' || stranded_from from slot where state = 'attention' and stranded_from is not null and upper(during) > simulation.clock() + interval '1 minute'
     union all select slot_id || ' is still down' from downtime where until is null`,
  ).map(({ what }) => ({ invariant: 'ENV-2', what }));
