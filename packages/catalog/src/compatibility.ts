import { z } from 'zod';

/** Numbers joined by dots, compared one by one: `9` is below `11`, and `8.2` is below `8.10`. */
export const version = z
  .string()
  .regex(/^\d+(\.\d+){0,3}$/)
  .max(20);
export type Version = string;

/**
 * What can be offered and asked for: a processor to run on, a system to stand on, a runtime on the same machine, a service
 * over the network.
 */
export const capabilityName = z.enum(['arch', 'os', 'runtime', 'service']);
export type CapabilityName = z.infer<typeof capabilityName>;

/** What a part offers to others, such as `{ name: 'arch', values: ['x86-64', 'x86'] }`. */
export const capability = z.strictObject({
  name: capabilityName,
  values: z.array(z.string().max(40)).min(1).max(20),
  /** Of all its values; left out where versions do not matter. */
  version: version.optional(),
});
export type Capability = z.infer<typeof capability>;

/** What a part asks of others: one of them offers at least one of `anyOf` under `capability`, in a version within the range. */
export const requirement = z.strictObject({
  /** The id that a finding quotes and that its help page is found under. */
  rule: z.enum(['ARCH-1', 'OS-1', 'ARCH-2', 'RUN-1', 'SVC-1']),
  capability: capabilityName,
  anyOf: z.array(z.string().max(40)).min(1).max(40),
  /**
   * Who has to offer it: what the part stands on, unless something else is said; the machine at the bottom; anything on
   * that machine; anything on it or that it can reach over its networks.
   */
  from: z.enum(['host', 'bottom', 'machine', 'network']).optional(),
  /** The first version that will do. */
  atLeast: version.optional(),
  /** The first version that no longer does. */
  below: version.optional(),
});
export type Requirement = z.infer<typeof requirement>;

/** The least that a machine has to have for a part to start on it at all; memory and disk are in its demand. */
export const minimum = z.strictObject({
  cpus: z.int().positive().optional(),
  clockMhz: z.int().positive().optional(),
  gpus: z.int().positive().optional(),
});

/** The most of its machine that an operating system can use. */
export const usable = z.strictObject({ cpus: z.int().positive(), memoryMiB: z.int().positive() });

/** What a licence covers in one design. */
export const licence = z.strictObject({
  /** Copies. */
  seats: z.int().positive().optional(),
  /** Machines that have a copy. */
  machines: z.int().positive().optional(),
});

/** What copies of a part send over a network and ask of its storage when busy. */
export const traffic = z.strictObject({
  /** Mbit/s of one copy. */
  networkMbps: z.int().positive().optional(),
  /** MB/s of one copy. */
  storageMBs: z.int().positive().optional(),
});

/** What rules and searches know a part as. */
export const TRAITS = [
  /** Machines that stand between networks. */
  'router',
  'firewall',
  'balancer',
  'vpn',
  /** Devices. */
  'printer',
  'portable',
  /** Network parts. */
  'hub',
  'line',
  'access-point',
  /** Storage that holds copies of what others have. */
  'backup',
  /** Software: answers browsers; answers other machines; holds data; agrees by majority; sends to the Internet. */
  'web',
  'server',
  'database',
  'majority',
  'internet',
  /** Families of systems. */
  'linux',
  'windows',
  'unix',
  'handheld',
  /** A system that gets no security fixes any more. */
  'unsupported',
] as const;
export const trait = z.enum(TRAITS);
export type Trait = z.infer<typeof trait>;
