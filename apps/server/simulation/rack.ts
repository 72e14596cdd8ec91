import { HOUR, MINUTE, SECOND } from '@patchbay/engine/time';
import type { BookedSlot } from './customers/requests.ts';
import { ALWAYS, CALM, WELL } from './invariants/all.ts';
import { iso } from './invariants/facts.ts';
import { outcomeOf, type Outcome, type Run } from './run.ts';
import { setStage, type Stage } from './stage.ts';
import type { Violation } from './violation.ts';

/** How many run, start, and begin within the next minute, as the rack fails. */
const RUNNING = 20;
const STARTING = 5;
const SOON = 5;
/** The web server of `database/founding.ts`. */
const DESIGN = 1;
const LENGTH = 80 * MINUTE;
/** For so long other things go wrong too; and so long after that all is to run. */
const STORM_MS = 3 * MINUTE;
/** So long before they are looked at, and it is known that they ran. */
const SEEN_MS = 30 * SECOND;
const MENDED_MS = 8 * MINUTE;
const DARK_MS = 31 * MINUTE;

/**
 * A rack fails while 20 environments run, 5 are starting and 5 begin within the next minute. Nothing is lost, nothing is there
 * twice, and each owner is told. What fails, when in that second, and what else goes wrong meanwhile, the seed decides.
 */
export async function failRack(run: Omit<Run, 'days'>): Promise<Outcome> {
  const stage = await setStage(run, 1);
  const { scheduler } = stage.session;
  stage.storm.calm = true;
  const at = Math.ceil(scheduler.now / HOUR) * HOUR + HOUR;
  const booked = await bookAll(stage, at);
  const violations = await lived(stage, booked, at);
  return outcomeOf({ ...run, days: 0 }, stage, violations);
}

async function lived(stage: Stage, booked: readonly BookedSlot[], at: number): Promise<Violation[]> {
  const { session, storm, outages, workers, random, check } = stage;
  const { scheduler } = session;
  const chance = random.fork('rack');
  if (booked.length < RUNNING + STARTING + SOON)
    return [{ invariant: 'CAP-2', what: `only ${booked.length} could be booked` }];
  await scheduler.runUntil(at - SEEN_MS);
  workers.watch(SEEN_MS);
  await scheduler.runUntil(at + chance.whole(0, 3 * SECOND));
  storm.calm = false;
  const failing = outages.fail({ scope: chance.pick(['rack', 'switch'] as const), id: rackOf(stage, at) });
  await scheduler.runUntil(at + STORM_MS);
  const outage = await failing;
  storm.calm = true;
  await scheduler.runUntil(at + STORM_MS + MENDED_MS);
  const found = [...check(ALWAYS), ...stopped(stage, booked)];
  if (found.length > 0 || !outage) return found;
  await scheduler.runUntil(at + DARK_MS);
  const mending = outages.mend(outage);
  workers.watch(SEEN_MS);
  await scheduler.runUntil(at + DARK_MS + MENDED_MS);
  await mending;
  found.push(...check([...ALWAYS, ...WELL]), ...stopped(stage, booked));
  if (found.length > 0) return found;
  await scheduler.runUntil(at + LENGTH + 10 * MINUTE);
  return check([...ALWAYS, ...CALM]);
}

/** The quote, the booking and its answer of each, one after the other. */
async function bookAll({ session, requests, customers }: Stage, at: number): Promise<BookedSlot[]> {
  const starts = [
    ...Array.from({ length: RUNNING }, () => at - 30 * MINUTE),
    ...Array.from({ length: STARTING }, () => at),
    ...Array.from({ length: SOON }, () => at + MINUTE),
  ];
  const booked: BookedSlot[] = [];
  const booking = (async () => {
    for (const [n, start] of starts.entries()) {
      const customer = customers[n % customers.length];
      const one = customer && (await requests.book(customer, { design: DESIGN, start, end: start + LENGTH }));
      if (one) booked.push(one);
    }
  })();
  await session.scheduler.runUntil(at - HOUR);
  await booking;
  return booked;
}

/** The rack with the most of them. */
function rackOf({ session }: Stage, at: number): string {
  const { rows } = session.statements.run(
    `select h.rack_id from host_claim c join host h on h.id = c.host_id where c.during @> $1::timestamptz group by 1 order by count(*) desc, 1 limit 1`,
    [new Date(at)],
  );
  return String(rows[0]?.[0]);
}

/** CAP-3: all of them run. */
function stopped({ session }: Stage, booked: readonly BookedSlot[]): Violation[] {
  const { rows } = session.statements.run(
    `select id, state from slot where state <> 'running' order by 1`,
    [],
  );
  const ids = new Set(booked.map(({ slotId }) => slotId));
  return rows
    .filter(([id]) => ids.has(String(id)))
    .map(([id, state]) => ({
      invariant: 'CAP-3',
      what: `${String(id)} is ${String(state)} at ${iso(session.scheduler.now)}`,
    }));
}
