import { z } from 'zod';

/** As much as a single host has; also what a file may say of one. */
export const hostSpec = {
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/),
  rack: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/),
  rackUnit: z.int().min(1).max(100),
  model: z.string().trim().min(1).max(80),
  arch: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  clockMhz: z.int().min(0).max(100_000),
  year: z.int().min(1950).max(2200),
  cpus: z.int().min(0).max(1024),
  memoryMiB: z.int().min(0).max(16_777_216),
  diskGiB: z.int().min(0).max(1_000_000),
  gpus: z.int().min(0).max(64),
};

/** Of a file: a line feed may be two characters once it is sent, and 10,000 rows have to fit into one request. */
export const MAX_CSV = 900_000;
export const MAX_ROWS = 10_000;
