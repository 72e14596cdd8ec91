import type { Tx } from '../db/pool.ts';
import type { Observed } from '../drivers/driver.ts';
import { hashOf } from '../db/ids.ts';
import type { PartState } from '../features/environments/dto.ts';
import * as environments from '../features/environments/repository.ts';
import type { Wanted } from './desired.ts';
import { bounded, type Subject } from './step.ts';

/** One wanted thing beside what the driver sees of it. */
export interface Sight {
  readonly wanted: Wanted;
  readonly seen: Observed | undefined;
  /** It answers, as far as it is a machine; else it is there. */
  readonly ready: boolean;
}

/** Looks at everything that is wanted, and asks machines that run whether they answer. */
export async function sightsOf(
  { driver }: Subject,
  wanted: readonly Wanted[],
  seen: readonly Observed[],
): Promise<Sight[]> {
  const pairs = wanted.map((one) => ({ wanted: one, seen: matching(seen, one) }));
  const running = pairs.flatMap((pair) =>
    pair.seen?.form === 'machine' && pair.seen.state === 'running' ? [pair.seen] : [],
  );
  const answers = await driver.ready(running, bounded());
  const ready = new Set(running.filter((_, n) => answers[n]));
  return pairs.map((pair) => ({ ...pair, ready: isReady(pair.seen, ready) }));
}

function isReady(seen: Observed | undefined, ready: ReadonlySet<Observed>): boolean {
  if (!seen) return false;
  return seen.form === 'machine' ? ready.has(seen) : seen.state === 'created';
}

/** What was seen under the name of something wanted, on its host and as it is wanted. */
export function matching(seen: readonly Observed[], { host, key, spec }: Wanted): Observed | undefined {
  const hash = hashOf(spec);
  return seen.find(
    (one) =>
      one.form === spec.form &&
      one.host === host &&
      one.key.generation === key.generation &&
      one.key.component === key.component &&
      one.key.idx === key.idx &&
      one.specHash === hash,
  );
}

/** What the driver saw becomes the state that the live view shows. */
export async function observe(tx: Tx, { environment }: Subject, sights: readonly Sight[]): Promise<void> {
  const parts = sights
    .filter(({ seen }) => seen !== undefined)
    .flatMap(({ wanted, seen, ready }) =>
      wanted.parts.map(({ component, idx }) => ({
        component,
        idx,
        state: stateOf(seen as Observed, ready),
        host: wanted.spec.form === 'machine' ? wanted.host : null,
      })),
    );
  await environments.observeParts(tx, environment, parts);
}

function stateOf(seen: Observed, ready: boolean): PartState {
  if (ready) return 'running';
  switch (seen.state) {
    case 'creating':
    case 'created':
      return 'creating';
    case 'running':
      return 'starting';
    case 'exited':
    case 'lost':
      return 'lost';
    default:
      return seen.state satisfies never;
  }
}
