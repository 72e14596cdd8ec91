import { budget } from '@patchbay/engine/invoicing';
import { z } from 'zod';
import { router, sureOwner, viewer } from '../../trpc.ts';
import * as budgets from './service.ts';

const MAX_TOLD = 20;
const input = budget.extend({ told: z.array(z.string().min(1).max(60)).max(MAX_TOLD) });

export const budgetsRouter = router({
  get: viewer.query(({ ctx }) => budgets.get(ctx.actor)),
  set: sureOwner.input(input).mutation(({ ctx, input: wanted }) => budgets.set(ctx.actor, wanted)),
});
