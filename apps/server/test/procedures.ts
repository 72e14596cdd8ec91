import type { z } from 'zod';
import { appRouter } from '../src/app-router.ts';
import type { Meta, Policy } from '../src/trpc.ts';

export interface Procedure {
  readonly path: string;
  readonly form: 'query' | 'mutation' | 'subscription';
  readonly policy: Policy | undefined;
  /** Takes the password once more where it was not given lately. */
  readonly sensitive: boolean;
  readonly inputs: readonly z.ZodType[];
}

/** Every procedure there is, read from the router itself: a new one is walked on the day it is written. */
export const PROCEDURES: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: Procedure['form']; meta?: Meta; inputs: z.ZodType[] } }
  >,
).map(([path, { _def }]) => ({
  path,
  form: _def.type,
  policy: _def.meta?.policy,
  sensitive: _def.meta?.sensitive ?? false,
  inputs: _def.inputs,
}));
