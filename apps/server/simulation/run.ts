import { DAY, HOUR, MINUTE } from '@patchbay/engine/time';
import type { Fault } from './faults/storm.ts';
import { ALWAYS, CALM } from './invariants/all.ts';
import type { Mutation } from './mutations/mutation.ts';
import { setStage, type Stage } from './stage.ts';
import type { Violation } from './violation.ts';

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
  /** Those that were to pass: a run ends at the first violation. */
  readonly days: number;
  readonly hash: string;
  readonly statements: number;
  /** The first ones that were found; the run ends there. */
  readonly violations: readonly Violation[];
  readonly faults: ReadonlyMap<Fault, number>;
  /** Faults and the states that slots were in as they came. */
  readonly met: ReadonlyMap<string, number>;
  /** States that slots were in. */
  readonly states: readonly string[];
  /** How often a failure hit a slot. */
  readonly hits: number;
  readonly last: readonly string[];
}

const CHECKED_EVERY = 3 * HOUR;
/** Every so often nothing goes wrong for so long, and all must be well after it. */
const CALM_EVERY = 3 * DAY;
const CALM_MS = 10 * MINUTE;
/** For so long at its beginning what runs is looked at, and at its end: whatever was lost is found within ten seconds. */
const WATCHED_MS = 2 * MINUTE;

/** One world from its first day on, as its seed decides. */
export async function simulate(run: Run): Promise<Outcome> {
  const { days } = run;
  const world = await setStage(run);
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
  return outcomeOf(run, world, violations);
}

/** What came of a run, which is over. */
export async function outcomeOf(
  { seed, days }: Run,
  { session, storm, coverage }: Stage,
  violations: readonly Violation[],
): Promise<Outcome> {
  const { trace, statements } = session;
  const states = statements.run('select state from simulation.seen order by 1', []).rows;
  const hits = statements.run('select count(*)::int from failure_hit', []).rows;
  await session.close();
  return {
    seed,
    days,
    hash: trace.hash(),
    statements: trace.statements,
    violations,
    faults: storm.happened,
    met: coverage.met,
    states: states.map(([state]) => String(state)),
    hits: Number(hits[0]?.[0]),
    last: trace.last(),
  };
}

async function calm({
  session,
  storm,
  workers,
  outages,
  watchers,
  check,
}: Stage): Promise<readonly Violation[]> {
  const { scheduler } = session;
  storm.calm = true;
  const mended = outages.mendAll();
  watchers.rouse();
  workers.watch(WATCHED_MS);
  await scheduler.runUntil(scheduler.now + CALM_MS - WATCHED_MS);
  workers.watch(WATCHED_MS);
  await scheduler.runUntil(scheduler.now + WATCHED_MS);
  await mended;
  storm.calm = false;
  return check([...ALWAYS, ...CALM]);
}
