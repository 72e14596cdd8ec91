import { z } from 'zod';
import { operator, router } from '../../trpc.ts';
import * as demand from './service.ts';

const MAX_DAYS = 90;

export const demandRouter = router({
  unmet: operator
    .input(z.strictObject({ days: z.int().min(1).max(MAX_DAYS) }))
    .query(({ ctx, input }) => demand.unmet(ctx.app, input.days)),
});
