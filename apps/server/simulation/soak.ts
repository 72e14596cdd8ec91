import { parseArgs } from 'node:util';
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
    days: { type: 'string', default: '37' },
    print: { type: 'boolean', default: false },
  },
});

const DAYS_OF_A_YEAR = 365;

async function main(): Promise<void> {
  const first = Number(values.seed ?? values.from);
  const last = values.seed === undefined ? first + Number(values.seeds) - 1 : first;
  const days = Number(values.days);
  const began = process.cpuUsage();
  let done = 0;
  let statements = 0;
  for (let seed = first; seed <= last; seed += 1) {
    const print = values.print ? { print: (line: string) => console.log(line) } : {};
    const outcome = await simulate({ seed, days, ...print });
    done += outcome.days;
    statements += outcome.statements;
    console.log(summary(outcome));
    if (outcome.violations.length === 0) continue;
    console.log(report(outcome));
    process.exitCode = 1;
    break;
  }
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1_000_000;
  console.log(
    JSON.stringify({
      simulatedYears: round(done / DAYS_OF_A_YEAR),
      yearsPerCoreHour: round((done / DAYS_OF_A_YEAR / seconds) * 3600),
      statementsPerSecond: Math.round(statements / seconds),
    }),
  );
}

function summary({ seed, days, hash, statements, faults }: Outcome): string {
  const met = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
  return `seed ${seed}: ${days} days, ${statements} statements, ${hash.slice(0, 16)}; ${met || 'no faults'}`;
}

const round = (value: number) => Math.round(value * 100) / 100;

await main();
// The database of the last run may still have something open.
process.exit();
