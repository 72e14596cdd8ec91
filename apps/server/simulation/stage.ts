import { MINUTE } from '@patchbay/engine/time';
import type { Driver } from '../src/drivers/driver.ts';
import { Desk } from './customers/desk.ts';
import { Habits } from './customers/profiles.ts';
import { Requests } from './customers/requests.ts';
import type { Session } from './database/client.ts';
import { Acts } from './faults/acts.ts';
import { Accidents } from './faults/accidents.ts';
import { Coverage } from './faults/coverage.ts';
import { stormyDriver } from './faults/driver.ts';
import { stormyLine } from './faults/line.ts';
import { OUTAGES, Outages } from './faults/outages.ts';
import { Storm } from './faults/storm.ts';
import { factsOf, type Check } from './invariants/facts.ts';
import type { Mutation } from './mutations/mutation.ts';
import { startProcess, type Wrap } from './processes/process.ts';
import { Watchers } from './processes/watchers.ts';
import { Workers } from './processes/workers.ts';
import type { Run } from './run.ts';
import { newActor, type Actor } from './scheduler.ts';
import { newTrace } from './trace.ts';
import type { Violation } from './violation.ts';
import { newWorld } from './world.ts';

/** How often machines answer as soon as they are on: then a start is looked at less often, and a run goes further. */
const QUICK = 0.8;
const AT_ONCE =
  'create trigger at_once before update on simulator.resource for each row execute function simulation.at_once()';

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** A world at its first instant, with everybody who acts in it. */
export async function setStage({ seed, print, mutation }: Omit<Run, 'days'>, quick = QUICK) {
  const trace = newTrace(print ?? null);
  const { session, customers, random } = await newWorld(seed, trace);
  const { scheduler } = session;
  if (mutation?.sql) session.statements.script(mutation.sql);
  session.rewrite = mutation?.statement ?? null;
  const weather = {
    seed,
    random: random.fork('storm'),
    surely: mutation?.faults ?? [],
    never: mutation ? OUTAGES : [],
  };
  const coverage = new Coverage(session);
  const storm = new Storm(weather, scheduler, trace, coverage);
  if (random.fork('knobs').chance(quick)) session.statements.script(AT_ONCE);
  const wrap: Wrap = (driver, actor) =>
    mutated(stormyDriver(driver, actor, { session, storm }), session, mutation);
  const workers = new Workers(session, random.fork('workers'), wrap);
  const watchers = new Watchers(session, workers, random.fork('watchers'), wrap);
  session.line = stormyLine(storm, () => scheduler.now, crashing(workers, storm));
  scheduler.hooks = {
    beforeTimePasses: (next) => {
      coverage.settle();
      if (!mutation?.isDeaf) workers.lookWhenDue(next);
    },
  };
  for (let n = random.whole(2, 3); n > 0; n -= 1) workers.start();
  const isBusy = mutation !== undefined;
  const desk = new Desk(session, storm, workers);
  const requests = new Requests(desk);
  const world = startProcess(session, newActor('the world', true), (driver) => driver);
  const outages = new Outages({ session, world, workers, watchers, coverage });
  const accidents = new Accidents({
    desk,
    storm,
    random: random.fork('accidents'),
    workers,
    outages,
    acts: new Acts({ desk, workers, world, customers }),
    world,
    isBusy,
  });
  const later = (at: number, work: () => Promise<unknown>) =>
    void scheduler.after(at - scheduler.now, null, () => void work());
  const habits = new Habits({ requests, customers, random: random.fork('customers'), later, isBusy });
  let since = scheduler.now;
  return {
    session,
    storm,
    coverage,
    customers,
    requests,
    random,
    workers,
    watchers,
    outages,
    planDay: (day: number) => {
      habits.planDay(day);
      accidents.planDay(day);
    },
    check: (checks: readonly Check[]): Violation[] => {
      const facts = factsOf(session, { requests, outages: outages.all, since });
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
