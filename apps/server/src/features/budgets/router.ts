import { budget } from '@patchbay/engine/invoicing';
import { z } from 'zod';
import { id, instant, revision } from '../../inputs.ts';
import { owner, router, viewer } from '../../trpc.ts';
import { outlook } from './outlook.ts';
import * as budgets from './service.ts';

const MAX_TOLD = 20;
const input = budget.extend({ told: z.array(z.string().min(1).max(60)).max(MAX_TOLD) });

/** A month of days: a later month starts anew. */
const MAX_SLOTS = 31;
const wanted = z.strictObject({
  designId: id,
  revision,
  slots: z
    .array(z.strictObject({ start: instant, end: instant }))
    .min(1)
    .max(MAX_SLOTS),
  siteId: id.optional(),
});

export const budgetsRouter = router({
  get: viewer.query(({ ctx }) => budgets.get(ctx.actor)),
  outlook: viewer.input(wanted).query(({ ctx, input: slots }) => outlook(ctx.actor, slots)),
  set: owner.input(input).mutation(({ ctx, input: wanted }) => budgets.set(ctx.actor, wanted)),
});
