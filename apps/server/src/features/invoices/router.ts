import { z } from 'zod';
import { id } from '../../inputs.ts';
import { router, viewer } from '../../trpc.ts';
import * as invoices from './service.ts';

export const invoicesRouter = router({
  list: viewer.query(({ ctx }) => invoices.list(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => invoices.get(ctx.actor, input.id)),
});
