import { parseArgs } from 'node:util';
import { missedBy } from './faults/coverage.ts';
import { MUTATIONS } from './mutations/all.ts';
import { noticedIn } from './mutations/notice.ts';
import { failRack } from './rack.ts';
import { simulate, type Outcome } from './run.ts';
import { report } from './report.ts';

/**
 * `npm run soak -- simulation`: many seeds one after the other, or one again. It goes on until all have run or one fails,
 * and says after each where it is, so that it can be taken up from there with `--from`.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10' },
    /** Instead of a number of seeds: as many as come to so many simulated years. */
    years: { type: 'string' },
    days: { type: 'string', default: '37' },
    print: { type: 'boolean', default: false },
    /** The failure of a rack instead of days as they come. */
    rack: { type: 'boolean', default: false },
    /** Looks for the first seed that shows each planted mistake; `--only` some of them. */
    mutations: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});

const DAYS_OF_A_YEAR = 365;
/** In so many each fault meets slots in every state that it can. */
const TELLING_SEEDS = 100;
/** Each planted mistake is noticed within so many seeds. */
const MUTATION_SEEDS = 20;

async function main(): Promise<void> {
  const days = Number(values.days);
  const first = Number(values.seed ?? values.from);
  const seeds =
    values.years === undefined
      ? Number(values.seeds)
      : Math.ceil((Number(values.years) * DAYS_OF_A_YEAR) / days);
  const last = values.seed === undefined ? first + seeds - 1 : first;
  const began = process.cpuUsage();
  const outcomes: Outcome[] = [];
  let done = 0;
  let statements = 0;
  for (let seed = first; seed <= last; seed += 1) {
    const print = values.print ? { print: (line: string) => console.log(line) } : {};
    const outcome = await (values.rack ? failRack({ seed, ...print }) : simulate({ seed, days, ...print }));
    console.log(summary(outcome));
    if (outcome.violations.length > 0) {
      console.log(report(outcome));
      process.exitCode = 1;
      break;
    }
    outcomes.push(outcome);
    done += outcome.days;
    statements += outcome.statements;
  }
  if (done > 0 && outcomes.length >= TELLING_SEEDS) blameFor(missedBy(outcomes));
  const seconds = secondsSince(began);
  console.log(
    JSON.stringify({
      simulatedYears: round(done / DAYS_OF_A_YEAR),
      yearsPerCoreHour: round((done / DAYS_OF_A_YEAR / seconds) * 3600),
      statementsPerSecond: Math.round(statements / seconds),
    }),
  );
}

/** A long run in which something never came about proves nothing of it. */
function blameFor(missed: readonly string[]): void {
  if (missed.length === 0) return;
  console.log(`Never came about: ${missed.join(', ')}`);
  process.exitCode = 1;
}

function summary({ seed, days, hash, statements, faults, hits }: Outcome): string {
  const met = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
  return `seed ${seed}: ${days} days, ${statements} statements, ${hits} hits, ${hash.slice(0, 16)}; ${met || 'no faults'}`;
}

/** Where each planted mistake is seen first: what the list in `mutations/` is to say. */
async function findMutations(): Promise<void> {
  const names = values.only.split('|');
  for (const mutation of MUTATIONS.filter(({ name }) => names.some((part) => name.includes(part)))) {
    const began = process.cpuUsage();
    let found = `not noticed in ${MUTATION_SEEDS} seeds`;
    for (let seed = 1; seed <= MUTATION_SEEDS; seed += 1) {
      const { isNoticed, broken } = await noticedIn(mutation, seed);
      if (broken.length === 0) continue;
      found = `${isNoticed ? '' : 'something else broke in '}seed ${seed}${seed === mutation.seed ? '' : ', the list says otherwise'}: ${broken[0]}`;
      if (isNoticed) break;
    }
    if (!found.startsWith(`seed ${mutation.seed}:`)) process.exitCode = 1;
    console.log(`${mutation.name}: ${found} (${Math.round(secondsSince(began))} s)`);
  }
}

function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000_000;
}

const round = (value: number) => Math.round(value * 100) / 100;

await (values.mutations ? findMutations() : main());
// The database of the last run may still have something open.
process.exit();
