import { z } from 'zod';
import { router, viewer } from '../../trpc.ts';
import * as usage from './service.ts';

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
    .query(({ ctx, input }) => usage.month(ctx.actor, input.period)),
});
