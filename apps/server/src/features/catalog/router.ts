import { z } from 'zod';
import { personProcedure, router } from '../../trpc.ts';
import * as catalog from './service.ts';

export const catalogRouter = router({
  current: personProcedure.query(({ ctx }) => catalog.current(ctx.app)),
  version: personProcedure
    .input(z.strictObject({ versionId: z.string().max(80) }))
    .query(({ ctx, input }) => catalog.version(ctx.app, input.versionId)),
  priceBook: personProcedure.query(({ ctx }) => catalog.priceBook(ctx.app)),
});
