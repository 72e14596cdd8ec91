import { bounds, groupBy, iso, ms, type Check, type Facts } from './facts.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Slot extends Span {
  readonly id: string;
  readonly readyAt: number | null;
}
interface Event extends Span {
  readonly key: string;
  readonly quantity: number;
}

/**
 * MTR-1: every second of a slot that ran is metered exactly once, and none of one that did not. The pieces of each reserved
 * meter lie side by side from the start of the slot to its end, without a gap that is no downtime.
 */
export const reserved: Check = (facts) =>
  endedSince(facts).flatMap((slot) =>
    wrongOf(facts, slot).map((what) => ({ invariant: 'MTR-1', what: `${slot.id}: ${what}` })),
  );

function endedSince({ read, since }: Facts): Slot[] {
  return read<Slot>(
    `select id, ${bounds('during')}, ${ms('ready_at', 'readyAt')} from slot where state = 'ended' and state_since >= $1::timestamptz`,
    [iso(since)],
  );
}

function wrongOf({ read }: Facts, slot: Slot): string[] {
  const events = read<Event>(
    `select component || ' ' || idx || ' ' || meter as key, ${bounds('during')}, quantity::float8 as quantity
       from usage_event where slot_id = $1 and meter like '%.reserved' order by lower(during)`,
    [slot.id],
  );
  if (slot.readyAt === null) return events.length > 0 ? ['it never ran, and was metered'] : [];
  if (events.length === 0) return ['it ran, and nothing was metered'];
  const down = read<Span>(
    `select ${ms('since', 'start')}, ${ms('coalesce(until, simulation.clock())', 'end')} from downtime where slot_id = $1 order by since`,
    [slot.id],
  );
  const wanted = merged(uptimeOf(slot, down).flatMap(hours).filter(isSecond));
  return [...groupBy(events, ({ key }) => key)].flatMap(([key, pieces]) => {
    const metered = merged(pieces.filter(isSecond));
    const same =
      metered.length === wanted.length &&
      metered.every(({ start, end }, n) => start === wanted[n]?.start && end === wanted[n]?.end);
    const lied = pieces.filter(
      ({ start, end, quantity }) => Math.abs(quantity - (end - start) / 1000) >= SHARED_S,
    );
    return [
      ...(same ? [] : [`${key} was metered in ${show(metered)}, it ran in ${show(wanted)}`]),
      ...lied.map((piece) => `${key} was metered as ${piece.quantity} s in ${show([piece])}`),
    ];
  });
}

/** Hours are metered, and parts of them that are a second at least. */
const HOUR_MS = 3_600_000;
/** The part of an hour has whole seconds, and what was up of it has whole ones of these: each rounding takes less than one. */
const SHARED_S = 2;
const isSecond = ({ start, end }: Span) => end - start >= 1000;

function hours({ start, end }: Span): Span[] {
  const parts: Span[] = [];
  for (let from = start; from < end; ) {
    const to = Math.min(end, (Math.floor(from / HOUR_MS) + 1) * HOUR_MS);
    parts.push({ start: from, end: to });
    from = to;
  }
  return parts;
}

function uptimeOf({ start, end }: Span, down: readonly Span[]): Span[] {
  const up: Span[] = [];
  let from = start;
  for (const one of down) {
    if (one.start > from) up.push({ start: from, end: Math.min(one.start, end) });
    from = Math.max(from, one.end);
  }
  if (from < end) up.push({ start: from, end });
  return up;
}

/** Pieces that lie side by side are one; those that overlap are left as they are, to be seen. */
function merged(pieces: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of pieces) {
    const last = all.at(-1);
    if (last?.end === start) all[all.length - 1] = { start: last.start, end };
    else all.push({ start, end });
  }
  return all;
}

const show = (spans: readonly Span[]) =>
  spans.map(({ start, end }) => `${iso(start)}..${iso(end)}`).join(' and ') || 'no time';

/**
 * The readings that count are no more than what the machines really used, as the data center noted each power-on and
 * power-off by itself.
 */
export const used: Check = ({ read }) =>
  read<{ incarnation: string; counted: number; ran: number }>(
    `select s.incarnation, s.counted, e.ran from
       (select incarnation, max(extract(epoch from at - started_at))::float8 as counted, min(environment_id) as env, min(generation) as gen, min(component) as component, min(idx) as idx
          from usage_sample group by incarnation) as s
       join lateral (select extract(epoch from coalesce(min(off.at), simulation.clock()) - o.started_at)::float8 as ran
          from simulation.effect o left join simulation.effect off on off.environment_id = o.environment_id and off.generation = o.generation
               and off.component = o.component and off.idx = o.idx and off.form = 'machine' and off.host_id = o.host_id and off.seq > o.seq
               and (off.op = 'delete' or off.started_at is null)
         where o.form = 'machine' and o.op = 'update' and o.started_at is not null and o.environment_id = s.env and o.generation = s.gen
           and o.component = s.component and o.idx = s.idx and s.incarnation = o.environment_id || '/' || o.generation || '/' || o.component || '/' || o.idx || '/' || o.incarnation
         group by o.seq, o.started_at order by ran desc limit 1) as e on true
      where s.counted > e.ran + 0.001`,
  ).map(({ incarnation, counted, ran }) => ({
    invariant: 'read-while-running',
    what: `${incarnation} was read after ${counted} s and ran ${ran} s`,
  }));
