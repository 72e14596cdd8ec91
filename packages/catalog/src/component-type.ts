import { z } from 'zod';
import { capability, licence, minimum, requirement, traffic, trait, usable } from './compatibility.ts';
import { memberName, typeId } from './ids.ts';
import { port } from './port.ts';
import { property } from './property.ts';
import { poolDemand } from './resource.ts';

export const FAMILIES = ['hardware', 'client', 'os', 'software', 'network', 'storage'] as const;
export const family = z.enum(FAMILIES);
export type Family = z.infer<typeof family>;

/** How a part stands in the layer order; an OS is hosted on a machine, software on an OS. */
export const layer = z.enum(['machine', 'os', 'software', 'network', 'storage', 'abstraction']);
export type Layer = z.infer<typeof layer>;

const MAX_VARIABLES = 10;

/** How a real engine makes one copy. A part without packages and service is made by its machine or network alone. */
export const installation = z.strictObject({
  /** Packages of the operating system below it. */
  packages: z.array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/)).max(10),
  /** Written before the service starts. */
  files: z.array(z.strictObject({ path: z.string().startsWith('/'), content: z.string().max(4000) })).max(4),
  /** What runs, and stays in the foreground. */
  service: z
    .strictObject({
      /** A POSIX shell command. */
      command: z.string().max(400),
      /** TCP port that answers once it is ready. */
      port: z.int().min(1).max(65_535),
      /** Whether people open that port in a browser. */
      web: z.boolean(),
      /** Machines whose services have a lower number are ready before those with a higher one start. */
      order: z.int().min(0).max(9),
    })
    .nullable(),
  /** Folder whose content an environment keeps from slot to slot. */
  keeps: z.string().startsWith('/').nullable(),
  /** What every process of the machine finds in its environment, in services and in terminals. */
  environment: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/), z.string().max(200))
    .refine((variables) => Object.keys(variables).length <= MAX_VARIABLES)
    .optional(),
});
export type Installation = z.infer<typeof installation>;

/** What the simulated and the real drivers need to know to make one copy. */
export const personality = z.strictObject({
  /** Typical seconds from power-on (machine), install (OS, software) or configuration (network) to ready. */
  typicalSeconds: z.int().nonnegative().max(3600),
  /** Share of a vCPU that one copy uses when busy, in thousandths; the driver's load model scales it. */
  busyMilli: z.int().nonnegative(),
  /** Null where no real engine can make it: such a part runs in a simulated data center alone. */
  install: installation.nullable().default(null),
});

/** A catalog entry: data only, no behaviour. Published as part of an immutable catalog version. */
export const componentType = z.strictObject({
  id: typeId,
  name: z.string().max(60),
  shortName: z.string().max(24),
  version: z.string().max(20).nullable(),
  family,
  layer,
  icon: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(30),
  summary: z.string().max(200),
  properties: z.array(property).max(20),
  ports: z.array(port).max(8),
  capabilities: z.array(capability).max(4),
  requirements: z.array(requirement).max(8),
  /** The systems it was tested on, of those it runs on; left out where that is all of them. */
  tested: z.array(typeId).max(40).optional(),
  /** Types that cannot share a machine with it. */
  excludes: z.array(typeId).max(10).optional(),
  minimum: minimum.optional(),
  usable: usable.optional(),
  licence: licence.optional(),
  traffic: traffic.optional(),
  traits: z.array(trait).max(6).optional(),
  /** Which layer a copy is hosted on; null stands on the canvas by itself. */
  hostedOn: layer.nullable(),
  /** What one copy needs of the machine it ends up on. */
  demand: z.strictObject({ memoryMiB: z.int().nonnegative(), diskMiB: z.int().nonnegative() }),
  pools: z.array(poolDemand).max(6),
  personality,
  /** For machines: the property names that make up the vector, and the slowest or fastest clock a host may have. */
  machine: z
    .strictObject({
      arch: z.string(),
      cpu: memberName,
      memoryMiB: memberName,
      diskGiB: memberName,
      maxClockMhz: memberName.nullable(),
      /** Left out where a machine has none. */
      gpu: memberName.optional(),
    })
    .nullable(),
});
export type ComponentType = z.infer<typeof componentType>;
