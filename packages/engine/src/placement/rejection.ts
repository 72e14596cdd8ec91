import type { Instant } from '../time/index.ts';

/** What was short. Dimensions of a host's vector, a host property, or a counted resource. */
export type Shortage =
  | { readonly of: 'arch'; readonly arch: string }
  | { readonly of: 'clock'; readonly maxMhz: number; readonly arch: string }
  | { readonly of: 'cpuMilli' | 'memoryMiB' | 'diskMiB' | 'gpu'; readonly arch: string }
  | { readonly of: 'pool'; readonly resourceClass: string }
  /** Hosts that are there and would do, but take nothing new for now. */
  | { readonly of: 'host-closed'; readonly arch: string }
  /** No host of the site can make this type of part. */
  | { readonly of: 'type'; readonly type: string };

/** One counted reason. `never`: no instant could satisfy it at this site; `notNow`: it is taken in this slot, or closed for now. */
export interface Reason {
  readonly siteId: string;
  readonly siteName: string;
  readonly shortage: Shortage;
  /** The machine that is short of copies; null where types or units are counted. */
  readonly component: string | null;
  /** Copies or units that the design asks for, and how many of them there is room for. */
  readonly needed: number;
  readonly available: number;
  readonly when: 'never' | 'notNow';
  /** The first instant at which this shortage alone would be gone; null for `never`, and where nobody knows. */
  readonly freeFrom: Instant | null;
}

/** Why not: counted, typed reasons over every site that was tried, worst first. */
export interface Rejection {
  readonly reasons: readonly Reason[];
}
