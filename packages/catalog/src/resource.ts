import { z } from 'zod';

/** Amounts that a named host is asked for. All whole numbers. */
export const vector = z.strictObject({
  cpuMilli: z.int().nonnegative(),
  memoryMiB: z.int().nonnegative(),
  diskMiB: z.int().nonnegative(),
  gpu: z.int().nonnegative(),
});
export type Vector = z.infer<typeof vector>;
export const VECTOR_DIMENSIONS = ['cpuMilli', 'memoryMiB', 'diskMiB', 'gpu'] as const;
export const NO_VECTOR: Vector = { cpuMilli: 0, memoryMiB: 0, diskMiB: 0, gpu: 0 };

/** What is counted in a capacity pool. Seats are counted per licence, so theirs carries the licence's name. */
export type ResourceClass =
  | 'switch-port'
  | 'vlan'
  | 'public-address'
  | 'uplink-mbps'
  | 'storage-gib'
  | `seat/${string}`;

/** A link to a pool: how much one copy of a component takes, fixed or per its own property or its links. */
export const poolDemand = z.strictObject({
  resourceClass: z
    .string()
    .regex(/^(switch-port|vlan|public-address|uplink-mbps|storage-gib|seat\/[a-z0-9-]+)$/),
  /** `one`: one unit a copy; `links`: one unit for each link of the copy; else the property that holds the amount. */
  amount: z.union([z.literal('one'), z.literal('links'), z.strictObject({ property: z.string() })]),
});
export type PoolDemand = z.infer<typeof poolDemand>;
