import type { Tx } from '../db/pool.ts';
import type { Answer, Observed } from '../drivers/driver.ts';
import { hashOf } from '../db/ids.ts';
import type { PartState } from '../features/environments/dto.ts';
import * as environments from '../features/environments/repository.ts';
import type { Wanted } from '../features/environments/making/desired.ts';
import { bounded, type Subject } from './step.ts';

/** One wanted thing beside what the driver sees of it. */
export interface Sight {
  readonly wanted: Wanted;
  readonly seen: Observed | undefined;
  /** What a machine that runs answered. */
  readonly answer: Answer | undefined;
}

/** It answers, as far as it is a machine that is to be on; else it is there. */
export function isReady({ wanted, seen, answer }: Sight): boolean {
  if (wanted.power === 'off') return seen !== undefined && !isBegun(seen);
  return seen?.form === 'machine' ? answer === 'ready' : seen?.state === 'created';
}

/** It is there, and on, as far as it is a machine: whether what runs there answers is another question. */
export function isOn({ wanted, seen, answer }: Sight): boolean {
  // What its owner switched off is no downtime of ours.
  if (wanted.power === 'off' || wanted.power === 'restart') return true;
  return seen?.form === 'machine' ? seen.state === 'running' && answer !== 'lost' : seen?.state === 'created';
}

/** What a crash or a lost answer left half made: the next `ensure` completes it. On paper it is still on its way. */
export const isBegun = (seen: Observed): boolean => seen.state === 'creating';

/** Absent, or only said to run. */
export const isGone = ({ seen, answer }: Sight): boolean => seen === undefined || answer === 'lost';

export const isMachine = ({ wanted }: Pick<Sight, 'wanted'>): boolean => wanted.spec.form === 'machine';

export const isOff = ({ seen }: Sight): boolean => seen?.state === 'created' || seen?.state === 'exited';

/** Looks for everything that is wanted, and asks machines that run whether they answer. */
export async function sightsOf(
  { driver }: Pick<Subject, 'driver'>,
  wanted: readonly Wanted[],
  seen: readonly Observed[],
  options = bounded(),
): Promise<Sight[]> {
  const pairs = wanted.map((one) => ({ wanted: one, seen: matching(seen, one) }));
  const running = pairs.flatMap((pair) =>
    pair.seen?.form === 'machine' && pair.seen.state === 'running' ? [pair.seen] : [],
  );
  const answers = running.length > 0 ? await driver.ready(running, options) : [];
  const answered = new Map(running.map((one, n) => [one, answers[n]]));
  return pairs.map((pair) => ({ ...pair, answer: pair.seen && answered.get(pair.seen) }));
}

/** What was seen under the name of something wanted, on its host and as it is wanted; a volume may have any size. */
export function matching(seen: readonly Observed[], { host, key, spec }: Wanted): Observed | undefined {
  const hash = hashOf(spec);
  return seen.find(
    (one) =>
      one.form === spec.form &&
      one.host === host &&
      one.key.generation === key.generation &&
      one.key.component === key.component &&
      one.key.idx === key.idx &&
      (one.form === 'volume' || one.specHash === hash),
  );
}

/** What the driver saw becomes the state that the live view shows. */
export async function observe(tx: Tx, { environment }: Subject, sights: readonly Sight[]): Promise<void> {
  const parts = sights.flatMap((sight) => {
    const { wanted, seen } = sight;
    if (!seen) return [];
    const host = wanted.spec.form === 'machine' ? wanted.host : null;
    return wanted.parts.map(({ component, idx }) => ({ component, idx, state: stateOf(seen, sight), host }));
  });
  await environments.observeParts(tx, environment, parts);
}

function stateOf(seen: Observed, sight: Sight): PartState {
  const { power } = sight.wanted;
  if (power === 'off' && isOff(sight)) return 'stopped';
  if (power === 'off' || power === 'restart') return 'stopping';
  if (isReady(sight)) return 'running';
  switch (seen.state) {
    case 'creating':
    case 'created':
      return 'creating';
    case 'running':
      return sight.answer === 'lost' ? 'lost' : 'starting';
    case 'exited':
      return power === 'starting' ? 'starting' : 'lost';
    default:
      return seen.state satisfies never;
  }
}
