import { VECTOR_DIMENSIONS, type Vector } from '@patchbay/catalog';
import type { Instant, Interval } from '../../time/index.ts';
import { subtract } from '../free.ts';
import type { HostView } from '../snapshot.ts';

/** What has a capacity, and claims of it. */
type Holder = Pick<HostView, 'capacity' | 'claims'>;

const NOTHING: Vector = { cpuMilli: 0, memoryMiB: 0, diskMiB: 0, gpu: 0 };

/**
 * What a host has left from an instant on, as a step function that is asked and filled many times. Answers what
 * `freeOn` answers of the same claims.
 * Cost: O(log n) to ask from the first instant on, O(n) otherwise and to fill, in the number of steps.
 */
export class Room<T extends Holder = HostView> {
  readonly host: T;
  /** What is left in every instant, however late. */
  least: Vector;
  /** Step n holds from `at[n]` until `at[n + 1]`, the last one for ever. */
  private readonly at: Instant[];
  private readonly used: Vector[];
  /** The most that is used in any step up to this one. */
  private peaks: Vector[] = [];

  constructor(host: T, from: Instant) {
    this.host = host;
    const changes = new Map<Instant, Vector>([[from, NOTHING]]);
    const add = (at: Instant, vector: Vector) => changes.set(at, plus(changes.get(at) ?? NOTHING, vector));
    for (const { during, vector } of host.claims) {
      if (during.end <= from) continue;
      add(Math.max(during.start, from), vector);
      add(during.end, subtract(NOTHING, vector));
    }
    this.at = [...changes.keys()].sort((a, b) => a - b);
    let sum = NOTHING;
    this.used = this.at.map((at) => (sum = plus(sum, changes.get(at) ?? NOTHING)));
    this.least = this.settle(0);
  }

  /** What is left in every instant of an interval. */
  during({ start, end }: Interval): Vector {
    const last = this.stepAt(end - 1);
    if (start <= (this.at[0] as Instant)) return subtract(this.host.capacity, this.peaks[last] as Vector);
    const steps = this.used.slice(this.stepAt(start), last + 1);
    return subtract(this.host.capacity, steps.reduce(most, NOTHING));
  }

  /** Takes an amount, or gives it back where it is negative. */
  take(vector: Vector, { start, end }: Interval): void {
    const first = this.cut(start);
    const behind = this.cut(end);
    for (let n = first; n < behind; n += 1) this.used[n] = plus(this.used[n] as Vector, vector);
    this.least = this.settle(first);
  }

  private settle(first: number): Vector {
    for (let n = first; n < this.used.length; n += 1)
      this.peaks[n] = most(this.peaks[n - 1] ?? NOTHING, this.used[n] as Vector);
    return subtract(this.host.capacity, this.peaks[this.used.length - 1] as Vector);
  }

  /** The step that begins at an instant, which it is made to; the first one for whatever is earlier. */
  private cut(at: Instant): number {
    const step = this.stepAt(at);
    if ((this.at[step] as Instant) >= at) return step;
    this.at.splice(step + 1, 0, at);
    this.used.splice(step + 1, 0, this.used[step] as Vector);
    this.peaks.splice(step + 1, 0, this.peaks[step] as Vector);
    return step + 1;
  }

  /** The last step that begins at or before an instant, or the first. */
  private stepAt(at: Instant): number {
    let low = 0;
    let high = this.at.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.at[middle] as Instant) <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

export function negative(vector: Vector): Vector {
  return subtract(NOTHING, vector);
}

function plus(a: Vector, b: Vector): Vector {
  return {
    cpuMilli: a.cpuMilli + b.cpuMilli,
    memoryMiB: a.memoryMiB + b.memoryMiB,
    diskMiB: a.diskMiB + b.diskMiB,
    gpu: a.gpu + b.gpu,
  };
}

function most(a: Vector, b: Vector): Vector {
  const larger = { ...a };
  for (const dimension of VECTOR_DIMENSIONS)
    if (b[dimension] > larger[dimension]) larger[dimension] = b[dimension];
  return larger;
}
