import { priceLine } from '@patchbay/engine/rating';
import { z } from 'zod';
import { instant } from '../../inputs.ts';
import { operator, personProcedure, router, sureOperator } from '../../trpc.ts';
import * as pricing from './pricing.ts';
import * as catalog from './service.ts';
import * as using from './using.ts';

const versionId = z.string().min(1).max(80);
const note = z.string().trim().max(200);
const seen = { baseId: versionId, aheadId: versionId.nullable() };
const MAX_CSV = 500_000;

export const catalogRouter = router({
  current: personProcedure.query(({ ctx }) => catalog.current(ctx.app)),
  version: personProcedure
    .input(z.strictObject({ versionId: z.string().max(80) }))
    .query(({ ctx, input }) => catalog.version(ctx.app, input.versionId)),
  priceBook: personProcedure.query(({ ctx }) => catalog.priceBook(ctx.app)),
  prices: operator.query(({ ctx }) => pricing.versions(ctx.app)),
  readPrices: operator
    .input(z.strictObject({ csv: z.string().min(1).max(MAX_CSV) }))
    .mutation(({ ctx, input }) => pricing.readPrices(ctx.app, input.csv)),
  publishPrices: sureOperator
    .input(
      z.strictObject({
        ...seen,
        validFrom: instant.nullable(),
        note,
        lines: z.array(priceLine).min(1).max(20_000),
      }),
    )
    .mutation(({ ctx, input }) => pricing.publish(ctx.app, ctx.person, input)),
  rollBackPrices: sureOperator
    .input(z.strictObject({ ...seen, versionId, note }))
    .mutation(({ ctx, input }) => pricing.rollBack(ctx.app, ctx.person, input)),
  versions: operator.query(({ ctx }) => using.versions(ctx.app)),
  chooseVersion: operator
    .input(z.strictObject({ versionId: versionId.nullable() }))
    .mutation(({ ctx, input }) => using.choose(ctx.app, ctx.person, input.versionId)),
});
