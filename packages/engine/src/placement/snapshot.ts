import type { Vector } from '@patchbay/catalog';
import type { Interval } from '../time/index.ts';

/** What the planner sees of the world. Claims are those that live in or after the asked slot. */
export interface Snapshot {
  /** In order of preference. */
  readonly sites: readonly SiteView[];
  readonly hosts: readonly HostView[];
  readonly pools: readonly PoolView[];
}

export interface SiteView {
  readonly id: string;
  readonly name: string;
  /**
   * Machines here are real: only parts that can be installed run, and since networks do not reach from host to host, a
   * whole design stands on one.
   */
  readonly real: boolean;
}

export interface HostView {
  readonly id: string;
  readonly siteId: string;
  readonly arch: string;
  readonly clockMhz: number;
  /** Whether anything new may be placed here: not while it is drained or does not answer. */
  readonly takesWork: boolean;
  readonly capacity: Vector;
  readonly claims: readonly { readonly during: Interval; readonly vector: Vector }[];
}

export interface PoolView {
  readonly id: string;
  readonly siteId: string;
  readonly resourceClass: string;
  readonly capacity: number;
  /** Of that, what lies on hosts that take nothing new. Claims there are part of it and not listed. */
  readonly closed: number;
  readonly claims: readonly { readonly during: Interval; readonly amount: number }[];
}
