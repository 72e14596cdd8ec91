import type { PGlite } from '@electric-sql/pglite';
import { setEnv } from '../src/env.ts';
import type { Line, Session } from './database/client.ts';
import { found, type Customer } from './database/founding.ts';
import { Statements } from './database/statements.ts';
import { Witness } from './database/witness.ts';
import { copyOf, dumped, newDatabase, readTemplate, type Template } from './database/template.ts';
import { startProcess } from './processes/process.ts';
import { randomOf, type Random } from './random.ts';
import { newActor, Scheduler } from './scheduler.ts';
import { newTrace, type Trace } from './trace.ts';

/** A Monday. */
const FIRST_INSTANT = Date.parse('2030-01-07T00:00:00Z');
const QUIET: Line = { beforeBegin: () => {}, beforeCommit: () => {}, afterCommit: () => {} };

let template: Promise<Template> | null = null;

/** Every run begins with a copy of the same database. */
export function beginFrom(folder: string): void {
  template = readTemplate(folder);
}

export async function newTemplate(): Promise<Template> {
  const database = await newDatabase();
  const session = open(database, FIRST_INSTANT, randomOf('founding'), newTrace(null));
  let customers: Customer[] = [];
  const founder = startProcess(session, newActor('founder'), (driver) => driver);
  const founded = found(founder).then((made) => (customers = made));
  await session.scheduler.runUntil(FIRST_INSTANT + 60_000);
  await founded;
  return { dump: await dumped(database), customers, now: session.scheduler.now };
}

function open(database: PGlite, start: number, random: Random, trace: Trace): Session {
  const scheduler = new Scheduler(start, random.fork('order'));
  const chance = random.fork('chance');
  const ids = random.fork('ids');
  setEnv({
    uuid: () => [8, 4, 4, 4, 12].map((digits) => hexOf(ids, digits)).join('-'),
    random: () => chance.next(),
    now: () => scheduler.now,
    elapsedMs: () => scheduler.now,
    after: (ms, work) => scheduler.after(ms, scheduler.current, work),
    // How late the data center answers is decided in front of it.
    limit: () => new AbortController().signal,
  });
  const statements = new Statements(database);
  statements.script(`set timezone to 'UTC'; set simulation.seed to '${hexOf(ids, 16)}'`);
  const latency = random.fork('latency');
  return {
    statements,
    scheduler,
    trace,
    witness: new Witness(),
    line: QUIET,
    rewrite: null,
    latencyMs: () => latency.whole(0, 3),
    close: () => database.close(),
  };
}

/** A world at its first instant. */
export async function newWorld(
  seed: number,
  trace: Trace,
): Promise<{ session: Session; customers: readonly Customer[]; random: Random }> {
  const { dump, customers, now } = await (template ??= newTemplate());
  const random = randomOf(`seed ${seed}`);
  return { session: open(await copyOf(dump), now, random, trace), customers, random };
}

function hexOf(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join('');
}
