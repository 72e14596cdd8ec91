import { hourBuckets } from '@patchbay/engine/time';
import type { Lease } from '../features/environments/outbox.ts';
import * as usage from '../features/usage/service.ts';
import { toSample } from './end-job.ts';
import { observe } from './start-job.ts';
import { bounded, DONE, readSubject, write, type StepResult, type Tools } from './step.ts';

/** How often a running environment is observed and read, in world time. */
const PERIOD_MS = 10_000;

/** Looks at what runs, keeps its counters, and looks again later. */
export async function watchStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, lease));
  const { booked, environment } = subject;
  if (booked.slot.state !== 'running') return DONE;
  const seen = await tools.driver.list(environment.id, bounded());
  const samples = await tools.driver.sample(environment.id, bounded());
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, seen);
    await usage.keepSamples(tx, booked, environment.generation, samples.map(toSample));
    return { again: tx.now + PERIOD_MS };
  });
}

/** At each full hour of a slot: reads the counters and charges everything up to that hour. */
export async function meterStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const { environment } = await tools.platform.tx(null, (tx) => readSubject(tx, lease));
  const samples = await tools.driver.sample(environment.id, bounded());
  return write(tools, lease, async (tx) => {
    // Read again here: the slot may have been shortened while the driver was asked.
    const { booked } = await readSubject(tx, lease);
    if (booked.slot.state !== 'running') return DONE;
    await usage.keepSamples(tx, booked, environment.generation, samples.map(toSample));
    await usage.settle(tx, booked, environment.generation, tx.now);
    const ahead = hourBuckets(booked.slot.during).find(
      (bucket) => bucket.end > tx.now && bucket.end < booked.slot.during.end,
    );
    return ahead ? { again: ahead.end } : DONE;
  });
}
