import { DAY, HOUR, MINUTE } from '@patchbay/engine/time';
import { Requests } from './customers/requests.ts';
import { Desk } from './customers/desk.ts';
import { Habits } from './customers/profiles.ts';
import { Accidents } from './faults/accidents.ts';
import { stormyDriver } from './faults/driver.ts';
import { stormyLine } from './faults/line.ts';
import { Storm, type Fault } from './faults/storm.ts';
import { ALWAYS, CALM } from './invariants/all.ts';
import { factsOf, type Check } from './invariants/facts.ts';
import { Workers } from './processes/workers.ts';
import type { Driver } from '../src/drivers/driver.ts';
import type { Session } from './database/client.ts';
import type { Mutation } from './mutations/mutation.ts';
import type { Actor } from './scheduler.ts';
import { newTrace } from './trace.ts';
import type { Violation } from './violation.ts';
import { newWorld } from './world.ts';

export interface Run {
  readonly seed: number;
  /** Simulated days. */
  readonly days: number;
  readonly print?: (line: string) => void;
  /** A planted mistake. Then there is something to do in every week. */
  readonly mutation?: Mutation;
}

export interface Outcome {
  readonly seed: number;
  readonly days: number;
  readonly hash: string;
  readonly statements: number;
  /** The first ones that were found; the run ends there. */
  readonly violations: readonly Violation[];
  readonly faults: ReadonlyMap<Fault, number>;
  /** States that slots were in. */
  readonly states: readonly string[];
  readonly last: readonly string[];
}

/** How often machines answer as soon as they are on: then a start is looked at less often, and a run goes further. */
const QUICK = 0.8;
const AT_ONCE =
  'create trigger at_once before update on simulator.resource for each row execute function simulation.at_once()';

const CHECKED_EVERY = 3 * HOUR;
/** Every so often nothing goes wrong for so long, and all must be well after it. */
const CALM_EVERY = 3 * DAY;
const CALM_MS = 10 * MINUTE;

/** One world from its first day on, as its seed decides. */
export async function simulate(run: Run): Promise<Outcome> {
  const { seed, days } = run;
  const world = await begin(run);
  const { scheduler, trace } = world.session;
  const first = Math.ceil(scheduler.now / DAY) * DAY;
  const end = first + days * DAY;
  const violations: Violation[] = [];
  let checked = 0;
  for (let at = first; at <= end && violations.length === 0; at += CHECKED_EVERY) {
    await scheduler.runUntil(at);
    if (at % DAY === 0 && at < end) world.planDay(at + DAY);
    // Where nothing was written nothing is otherwise than it was.
    if (trace.statements !== checked) violations.push(...world.check(ALWAYS));
    checked = trace.statements;
    if (violations.length === 0 && (at === end || (at - first) % CALM_EVERY === 0))
      violations.push(...(await calm(world)));
  }
  const states = world.session.statements.run('select state from simulation.seen order by 1', []).rows;
  await world.session.close();
  return {
    seed,
    days,
    hash: trace.hash(),
    statements: trace.statements,
    violations,
    faults: world.storm.happened,
    states: states.map(([state]) => String(state)),
    last: trace.last(),
  };
}

type World = Awaited<ReturnType<typeof begin>>;

async function calm({ session, storm, workers, accidents, check }: World): Promise<readonly Violation[]> {
  const { scheduler } = session;
  storm.calm = true;
  const mended = accidents.mend();
  workers.watch(CALM_MS);
  await scheduler.runUntil(scheduler.now + CALM_MS);
  await mended;
  storm.calm = false;
  return check([...ALWAYS, ...CALM]);
}

async function begin({ seed, print, mutation }: Run) {
  const trace = newTrace(print ?? null);
  const { session, customers, random } = await newWorld(seed, trace);
  const { scheduler } = session;
  if (mutation?.sql) session.statements.script(mutation.sql);
  session.rewrite = mutation?.statement ?? null;
  const weather = { seed, random: random.fork('storm'), surely: mutation?.faults ?? [] };
  const storm = new Storm(weather, scheduler, trace);
  if (random.fork('knobs').chance(QUICK)) session.statements.script(AT_ONCE);
  const workers = new Workers(session, random.fork('workers'), (driver, actor) =>
    mutated(stormyDriver(driver, actor, { session, storm }), session, mutation),
  );
  session.line = stormyLine(storm, () => scheduler.now, crashing(workers, storm));
  scheduler.hooks = {
    beforeTimePasses: (next) => {
      if (!mutation?.isDeaf) workers.lookWhenDue(next);
    },
  };
  for (let n = random.whole(2, 3); n > 0; n -= 1) workers.start();
  const isBusy = mutation !== undefined;
  const desk = new Desk(session, storm, workers);
  const requests = new Requests(desk);
  const accidents = new Accidents({
    desk,
    storm,
    random: random.fork('accidents'),
    workers,
    customers,
    isBusy,
  });
  const later = (at: number, work: () => Promise<unknown>) =>
    void scheduler.after(at - scheduler.now, null, () => void work());
  const habits = new Habits({
    requests,
    customers,
    random: random.fork('customers'),
    later,
    isBusy,
  });
  let since = scheduler.now;
  return {
    session,
    storm,
    workers,
    accidents,
    planDay: (day: number) => {
      habits.planDay(day);
      accidents.planDay(day);
    },
    check: (checks: readonly Check[]): Violation[] => {
      const facts = factsOf(session, requests, since);
      since = scheduler.now;
      return [...session.witness.violations, ...checks.flatMap((check) => check(facts))];
    },
  };
}

const mutated = (driver: Driver, session: Session, mutation: Mutation | undefined) =>
  mutation?.driver?.(driver, session) ?? driver;

/** A worker that is gone is started again; of a process that answered a request nothing is left. */
function crashing(workers: Workers, storm: Storm) {
  return (actor: Actor) => {
    const worker = workers.all.find((process) => process.actor === actor);
    actor.gone = true;
    if (!worker) return;
    workers.remove(worker);
    workers.startLater(storm.whole(1_000, 2 * MINUTE));
  };
}
