import { z } from 'zod';
import { WEAR_RATES } from '../../drivers/simulated/accidents.ts';
import { id } from '../../inputs.ts';
import { operator, router } from '../../trpc.ts';
import * as failures from './service.ts';

const where = z.strictObject({ scope: z.enum(['host', 'rack', 'switch', 'site']), id });
/** A week, beyond which one would rather mend by hand. */
const MAX_MINUTES = 7 * 24 * 60;

export const failuresRouter = router({
  inbox: operator.query(({ ctx }) => failures.inbox(ctx.app)),
  close: operator
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => failures.close(ctx.app, input.id)),
  provoke: operator
    .input(where.extend({ minutes: z.int().min(1).max(MAX_MINUTES).nullable() }))
    .mutation(({ ctx, input }) => failures.provoke(ctx.app, input)),
  accidents: operator.query(({ ctx }) => failures.accidents(ctx.app)),
  setAccidents: operator
    .input(z.strictObject({ rate: z.enum(WEAR_RATES) }))
    .mutation(({ ctx, input }) => failures.setAccidents(ctx.app, input.rate)),
  mend: operator.input(where).mutation(({ ctx, input }) => failures.mend(ctx.app, input)),
});
