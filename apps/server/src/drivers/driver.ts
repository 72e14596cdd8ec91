import type { UsedMeter } from '@patchbay/engine/metering';

/**
 * What the reconciler asks of a data center. Every call is idempotent by its key and spec, and bounded by `signal`.
 * The reconciler, not the driver, owns order and retries; an answer is never believed before `list` confirms it.
 */
export interface Driver {
  readonly name: 'simulated';
  /** Whether machines are real; the live view says so. */
  readonly real: boolean;
  ensureNetwork(host: HostId, key: Key, spec: NetworkSpec, options: Options): Promise<void>;
  ensureVolume(host: HostId, key: Key, spec: VolumeSpec, options: Options): Promise<void>;
  /** Created and attached, not started. */
  ensureMachine(host: HostId, key: Key, spec: MachineSpec, options: Options): Promise<void>;
  /** An already started machine is fine. */
  start(host: HostId, key: Key, options: Options): Promise<void>;
  /** Final meter reading, taken before the stop; null when there was nothing to stop. */
  stop(host: HostId, key: Key, options: Options): Promise<MachineSample | null>;
  /** Absent is success. */
  remove(host: HostId, key: Key, options: Options): Promise<'removed' | 'absent'>;
  /** The truth for the reconciler. */
  list(environmentId: string, options: Options): Promise<Observed[]>;
  sample(environmentId: string, options: Options): Promise<MachineSample[]>;
  /** From now on nothing of this generation or an older one is made or started, whoever still asks for it. */
  fence(environmentId: string, generation: number, options: Options): Promise<void>;
  /** Removes what is ours with a generation below the live one; returns what it removed. */
  sweep(environmentId: string, liveGeneration: number, options: Options): Promise<Key[]>;
}

export type HostId = string;

/** `generation` is the fencing token; names are made of the key and never used again. */
export interface Key {
  readonly environmentId: string;
  readonly generation: number;
  readonly component: string;
  readonly idx: number;
}

export interface Options {
  readonly signal: AbortSignal;
}

export interface NetworkSpec {
  readonly form: 'network';
  readonly subnet: string;
  readonly vlan: string | null;
  /** A gateway is the only way out. */
  readonly publicAddress: string | null;
}

export interface VolumeSpec {
  readonly form: 'volume';
  readonly capacityGiB: number;
}

export interface MachineSpec {
  readonly form: 'machine';
  readonly arch: string;
  readonly cpuMilli: number;
  readonly memoryMiB: number;
  readonly diskMiB: number;
  /** Type ids of what is installed, host first. */
  readonly software: readonly string[];
  readonly addresses: readonly string[];
  /** Typical seconds from power-on to everything installed and answering. */
  readonly bootSeconds: number;
  /** CPU that the installed software uses when busy. */
  readonly busyMilli: number;
}

export interface Observed {
  readonly key: Key;
  readonly form: 'network' | 'volume' | 'machine';
  readonly host: HostId;
  readonly specHash: string;
  readonly state: 'creating' | 'created' | 'starting' | 'ready';
  /** When the present state began, world time. */
  readonly since: number;
}

export interface MachineSample {
  readonly key: Key;
  /** Counters restart at zero with each incarnation. */
  readonly incarnation: string;
  readonly startedAt: number;
  readonly at: number;
  readonly counters: Readonly<Record<UsedMeter, number>>;
}

/** Fails of a driver call. `unknown` outcome: the effect may have happened, so the same ensure is repeated. */
export class DriverError extends Error {
  readonly code: 'unreachable' | 'timeout' | 'conflict' | 'capacity' | 'lost' | 'engine';
  readonly outcome: 'not-done' | 'unknown';

  constructor(code: DriverError['code'], message: string, outcome: DriverError['outcome']) {
    super(message);
    this.name = 'DriverError';
    this.code = code;
    this.outcome = outcome;
  }
}
