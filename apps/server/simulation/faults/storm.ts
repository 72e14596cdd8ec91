import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Trace } from '../trace.ts';
import type { Coverage } from './coverage.ts';

/** What goes wrong, and how likely it is each time it can. */
export const FAULTS = {
  /** A process is gone, between any two of its transactions. */
  crash: 0.004,
  /** A process sleeps, at most two minutes, while the rest goes on. */
  pause: 0.004,
  /** A process that there is work for is not told. */
  'lost-wake-up': 0.5,
  /** The database committed, and who asked got an error. */
  'lost-commit': 0.004,
  /** The connection broke before that. */
  'broken-connection': 0.004,
  /** The data center takes its time; after twenty seconds nobody waits for it any more. */
  slow: 0.03,
  /** It does nothing, and says so too late. */
  'no-effect': 0.03,
  /** It is done, and the answer never comes. */
  'lost-answer': 0.04,
  /** It is said to be done, and is not. */
  lie: 0.04,
  /** It is done twice. */
  'twice-done': 0.04,
  /** A machine is gone at the data center, or has no power, and nobody said so. */
  'machine-lost': 1,
  /** A host has no power for a while. */
  'host-off': 1,
  /** A host makes nothing for longer than a start may take. */
  'no-image': 1,
  /** Everything costs more from now on. */
  'price-change': 1,
  /** The budget of a channel becomes little more than what is spent. */
  'cap-lowered': 1,
  /** A change of a slot comes at the very moment at which it begins or ends. */
  'at-the-edge': 0.6,
  /** A request is sent twice at the same time, with the same key. */
  'sent-twice': 0.3,
  /** All hosts of a rack, or of a site, have no power. */
  'rack-off': 1,
  'site-off': 1,
  /** A switch fails: nobody reaches the hosts of its rack, and they run on. */
  'rack-cut': 1,
  /** Two processes are told of the same work. */
  'told-twice': 0.5,
  /** All machines of an environment are gone at the data center. */
  'environment-lost': 1,
  /** Nothing new is placed on a host for some hours, and what is booked there goes elsewhere. */
  'host-drained': 1,
  /** Another catalog counts from now on, while designs, quotes and bookings were made by the one before. */
  'catalog-change': 1,
  /** The data center does something, and says that it was refused. */
  'said-to-fail': 0.02,
} as const;
export type Fault = keyof typeof FAULTS;
const ALL_FAULTS = Object.keys(FAULTS) as readonly Fault[];

/** Each is in a quarter of the seeds, so that there are quiet runs and stormy ones, and in one of any eight in a row. */
const BY_CHANCE = 0.15;
const IN_TURN = 8;

interface Weather {
  readonly seed: number;
  readonly random: Random;
  /** What is to go wrong in any case. */
  readonly surely: readonly Fault[];
  /** What is not, unless it is to in any case. */
  readonly never: readonly Fault[];
}

/** What goes wrong in one run. */
export class Storm {
  /** Nothing goes wrong while it is calm. */
  calm = false;
  readonly kinds: ReadonlySet<Fault>;
  readonly happened = new Map<Fault, number>();
  readonly #random: Random;
  /** Of each fault its own, so that one more fault changes nothing for the others. */
  readonly #chances: ReadonlyMap<Fault, Random>;
  readonly #scheduler: Scheduler;
  readonly #trace: Trace;
  readonly #coverage: Coverage;

  constructor(
    { seed, random, surely, never }: Weather,
    scheduler: Scheduler,
    trace: Trace,
    coverage: Coverage,
  ) {
    this.#coverage = coverage;
    this.#random = random;
    this.#chances = new Map(ALL_FAULTS.map((fault) => [fault, random.fork(fault)]));
    this.#scheduler = scheduler;
    this.#trace = trace;
    this.kinds = new Set([
      ...ALL_FAULTS.filter(
        (fault, nth) =>
          !never.includes(fault) &&
          (random.fork(`has ${fault}`).chance(BY_CHANCE) || (seed + nth) % IN_TURN === 0),
      ),
      ...surely,
    ]);
  }

  /** Whether it is to happen, now: to whom, and to which environment where that is known. */
  strikes(fault: Fault, who: string, environmentId: string | null = null): boolean {
    if (!this.plans(fault, who)) return false;
    this.#coverage.strikes({ fault, who, environmentId });
    return true;
  }

  /** Whether it is to happen later: then `meets` says so. */
  plans(fault: Fault, who: string): boolean {
    if (this.calm || !this.kinds.has(fault) || !this.#chances.get(fault)?.chance(FAULTS[fault])) return false;
    this.happened.set(fault, (this.happened.get(fault) ?? 0) + 1);
    this.#trace.line(this.#scheduler.now, who, `! ${fault}`);
    return true;
  }

  /** What was planned happens. */
  meets(fault: Fault, environmentId: string | null = null): void {
    this.#coverage.strikes({ fault, who: '', environmentId });
  }

  draws(probability: number): boolean {
    return this.#random.chance(probability);
  }

  whole(least: number, most: number): number {
    return this.#random.whole(least, most);
  }

  pick<T>(items: readonly T[]): T {
    return this.#random.pick(items);
  }
}
