import { meter } from '@patchbay/engine/metering';
import { z } from 'zod';
import { component, id, key } from '../../inputs.ts';
import { operator, router, sureOperator, viewer } from '../../trpc.ts';
import * as credits from './credits.ts';
import * as invoices from './service.ts';

/** What one credit may be at most, in minor units: a slip of the keyboard stays small. */
const MAX_CREDIT = 10_000_000;
const credit = z.strictObject({
  key,
  channelId: id,
  amountMinor: z.int().min(1).max(MAX_CREDIT),
  reason: z.string().trim().min(1).max(300),
});

export const invoicesRouter = router({
  list: viewer.query(({ ctx }) => invoices.list(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => invoices.get(ctx.actor, input.id)),
  hours: viewer
    .input(z.strictObject({ invoiceId: id, slotId: id, component, meter }))
    .query(({ ctx, input }) => invoices.hours(ctx.actor, input)),
  channels: operator.query(({ ctx }) => credits.channels(ctx.app)),
  giveCredit: sureOperator.input(credit).mutation(({ ctx, input }) => credits.giveCredit(ctx.app, input)),
});
