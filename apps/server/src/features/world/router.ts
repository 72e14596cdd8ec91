import { z } from 'zod';
import { instant } from '../../inputs.ts';
import { operator, router } from '../../trpc.ts';
import * as world from './service.ts';

export const worldRouter = router({
  get: operator.query(({ ctx }) => world.state(ctx.app)),
  resume: operator.input(z.strictObject({})).mutation(({ ctx }) => world.resume(ctx.app)),
  skip: operator
    .input(z.strictObject({ to: instant }))
    .mutation(({ ctx, input }) => world.skip(ctx.app, input.to)),
});
