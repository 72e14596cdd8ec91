import type { Duplex, Readable } from 'node:stream';

/**
 * What the reconciler asks of a data center. Every call is idempotent by its key and spec, and bounded by `signal`.
 * The reconciler, not the driver, owns order and retries; an answer is never believed before `list` confirms it.
 * One contract suite runs against every driver (`test/engines`).
 */
export interface Driver {
  readonly name: DriverName;
  /** Whether machines are real; the live view says so. */
  readonly real: boolean;
  /** How people reach what runs; null where nothing can be reached. */
  readonly access: Access | null;
  /** What stands behind a host, what it has, and what it can do. */
  probe(host: HostId, options: Options): Promise<Probe>;
  /** Those of some hosts that do not answer, by the smallest call there is. */
  silent(hosts: readonly HostId[], options: Options): Promise<HostId[]>;
  /** CIDRs of networks on the host that are not ours, so that none of ours overlaps with them. */
  takenSubnets(host: HostId, options: Options): Promise<string[]>;
  ensureImage(host: HostId, image: ImageSpec, options: Options): Promise<void>;
  ensureNetwork(host: HostId, key: Key, spec: NetworkSpec, options: Options): Promise<void>;
  ensureVolume(host: HostId, key: Key, spec: VolumeSpec, options: Options): Promise<void>;
  /** Created and attached, not started. Its networks and volumes exist on the same host. */
  ensureMachine(host: HostId, key: Key, spec: MachineSpec, options: Options): Promise<void>;
  /** An already started machine is fine. */
  start(host: HostId, key: Key, options: Options): Promise<void>;
  /** Asks the machines themselves, once. In the order asked. */
  ready(machines: readonly Located[], options: Options): Promise<Answer[]>;
  /** Final reading, taken before the stop; null when there was nothing to stop. */
  stop(host: HostId, key: Key, options: Options): Promise<Reading | null>;
  /** Whatever still runs is ended first. Absent is success. */
  remove(host: HostId, what: Named, options: Options): Promise<'removed' | 'absent'>;
  /** The truth for the reconciler: everything of ours on these hosts, or of one environment of ours. */
  list(hosts: readonly HostId[], environmentId: string | null, options: Options): Promise<Observed[]>;
  sample(hosts: readonly HostId[], environmentId: string, options: Options): Promise<Reading[]>;
  /** Hints only. Ends, or throws, when the host is lost: then `list` and subscribe again. */
  events(host: HostId, options: Options): AsyncIterable<DriverEvent>;
}

export type DriverName = 'simulated' | 'docker';
export type HostId = string;

/**
 * `generation` is the fencing token; names are made of the key and never used again.
 * What is kept over generations (volumes) has generation 0.
 */
export interface Key {
  readonly environmentId: string;
  readonly generation: number;
  readonly component: string;
  readonly idx: number;
}

export type Form = 'network' | 'volume' | 'machine';
export interface Located {
  readonly host: HostId;
  readonly key: Key;
}
export interface Named {
  readonly form: Form;
  readonly key: Key;
}

export interface Options {
  readonly signal: AbortSignal;
}

export interface Probe {
  /** Name and version, such as `Podman 4.3.1`. */
  readonly engine: string;
  readonly apiVersion: string;
  /** In the catalog's words. */
  readonly arch: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Round trip of the smallest call. */
  readonly pingMs: number;
  readonly limits: readonly Limit[];
}

/** What a host cannot do, as far as a probe can tell. */
export type Limit =
  /** Nothing runs there. */
  | 'paper'
  /** A machine may use as much of it as the host has. */
  | 'disk-unbounded'
  | 'memory-unbounded'
  | 'swap-unbounded'
  | 'cpu-unbounded'
  | 'processes-unbounded'
  /** The end of a machine for want of memory looks like any other end. */
  | 'oom-untold'
  /** The engine is not root's, so it lacks some of what the kernel offers. */
  | 'rootless'
  /** Machines reach the host at the address of their network's bridge. */
  | 'bridge-reached'
  /** Subnets of all its networks have to differ. */
  | 'subnets-shared'
  /** Traffic is counted for a machine, not for each of its networks. */
  | 'traffic-summed';

/** What a machine's disk starts with. Equal specs are one image. */
export interface ImageSpec {
  /** Type id of the operating system. */
  readonly os: string;
  /** Packages of that system, sorted. */
  readonly packages: readonly string[];
}

export interface NetworkSpec {
  readonly form: 'network';
  /** CIDR. */
  readonly subnet: string;
  readonly vlan: string | null;
  /** The address under which a drawn gateway leads out; null keeps the network to itself. */
  readonly gateway: string | null;
}

/** Known by its key alone: a drawn disk may be resized between slots, and what is on it stays. */
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
  readonly hostname: string;
  /** Null while no operating system is drawn: only paper can hold such a machine. */
  readonly image: ImageSpec | null;
  /** Started in this order. */
  readonly services: readonly ServiceSpec[];
  /** Variables of every process, in services and terminals; absent where there are none. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly interfaces: readonly {
    readonly network: { readonly component: string; readonly idx: number };
    readonly address: string;
  }[];
  /** Names that resolve on the machine. */
  readonly names: readonly { readonly name: string; readonly address: string }[];
  readonly mounts: readonly { readonly volume: Key; readonly path: string }[];
  /** Typical seconds from power-on to everything installed and answering. */
  readonly bootSeconds: number;
  /** CPU that the installed software uses when busy. */
  readonly busyMilli: number;
}

export interface ServiceSpec {
  readonly name: string;
  /** A POSIX shell command that stays in the foreground. */
  readonly command: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** TCP port that answers once the service is ready; null when there is nothing to ask. */
  readonly port: number | null;
}

export interface Observed extends Named {
  readonly host: HostId;
  readonly specHash: string;
  readonly state: 'creating' | 'created' | 'running' | 'exited';
}

/**
 * `ready`: everything on it answers. `silent`: not, or not yet. `lost`: the data center claims that it runs, and nothing of
 * it lives.
 */
export type Answer = 'ready' | 'silent' | 'lost';

/** What a machine used since this incarnation of it was started. */
export interface Reading {
  readonly key: Key;
  /** Counters restart at zero with each incarnation. */
  readonly incarnation: string;
  /** World time, like `at`. */
  readonly startedAt: number;
  readonly at: number;
  readonly cpuMs: number;
  /** Received and sent, over all its networks. */
  readonly trafficBytes: number;
  /** An engine says how much is in use at this instant; paper knows the sum over time. */
  readonly memory: { readonly MiB: number } | { readonly MiBSeconds: number };
}

export interface DriverEvent {
  readonly what: 'started' | 'exited' | 'removed';
  readonly key: Key;
}

/** How people reach a machine. All of it ends with the machine. */
export interface Access {
  openTerminal(
    host: HostId,
    key: Key,
    size: { cols: number; rows: number },
    options: Options,
  ): Promise<Terminal>;
  /** A raw TCP connection to a port of the machine, from inside it. */
  openPort(host: HostId, key: Key, port: number, options: Options): Promise<Duplex>;
  /** Writes one file, in a folder that is made if need be; `invalid` where a folder has this path, which stays as it is. */
  putFile(
    host: HostId,
    key: Key,
    path: string,
    file: { readonly size: number; readonly content: Readable },
    options: Options,
  ): Promise<void>;
  /** A file or folder of the machine, as a tar stream. */
  getFiles(host: HostId, key: Key, path: string, options: Options): Promise<Readable>;
  /** The last lines that the machine's services wrote; never more than the bounds is held, however much there is. */
  logs(host: HostId, key: Key, most: Bounds, options: Options): Promise<string>;
  run(
    host: HostId,
    key: Key,
    argv: readonly string[],
    options: Options,
  ): Promise<{ code: number; out: string; err: string }>;
}

export interface Bounds {
  readonly lines: number;
  readonly bytes: number;
}

export interface Terminal {
  readonly io: Duplex;
  resize(size: { cols: number; rows: number }): Promise<void>;
  /** Resolves with the exit code of the shell. */
  readonly exit: Promise<number>;
  /** Ends the process in the machine, not only the connection to it. */
  kill(): Promise<void>;
}

export type DriverErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'conflict'
  | 'not-found'
  | 'capacity'
  | 'invalid'
  | 'image-missing'
  | 'denied'
  /** Its address is one at which no engine is looked for. */
  | 'refused'
  | 'unsupported'
  | 'lost'
  | 'engine';

/** Fails of a driver call. `unknown` outcome: the effect may have happened, so the same ensure is repeated. */
export class DriverError extends Error {
  readonly code: DriverErrorCode;
  readonly outcome: 'not-done' | 'unknown';

  constructor(code: DriverErrorCode, message: string, outcome: DriverError['outcome']) {
    super(message);
    this.name = 'DriverError';
    this.code = code;
    this.outcome = outcome;
  }
}
