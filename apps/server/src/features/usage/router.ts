import { z } from 'zod';
import { router, viewer } from '../../trpc.ts';
import { month } from './month.ts';

export const usageRouter = router({
  month: viewer
    .input(
      z.strictObject({
        period: z
          .string()
          .regex(/^2[01]\d{2}-(0[1-9]|1[0-2])$/)
          .optional(),
      }),
    )
    .query(({ ctx, input }) => month(ctx.actor, input.period)),
});
