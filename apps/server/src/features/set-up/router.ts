import { z } from 'zod';
import { email, name, password } from '../../inputs.ts';
import { publicProcedure, router } from '../../trpc.ts';
import * as setUp from './service.ts';

export const setUpRouter = router({
  state: publicProcedure.query(({ ctx }) => setUp.state(ctx.app)),
  /** A guess at the token costs what a guess at a password does. */
  make: publicProcedure
    .meta({ policy: 'public', cost: 20 })
    .input(z.strictObject({ token: z.string().min(10).max(200), name, email, password }))
    .mutation(({ ctx, input }) => setUp.make(ctx, input)),
});
