import { z } from 'zod';
import { email, name, password } from '../../inputs.ts';
import { personProcedure, publicProcedure, router } from '../../trpc.ts';
import * as session from './service.ts';

/** A guess at a password costs as much as many reads, however the guesses are batched. */
const COSTLY = { policy: 'public', cost: 20 } as const;

export const sessionRouter = router({
  me: publicProcedure.query(({ ctx }) => session.me(ctx)),
  signUp: publicProcedure
    .meta(COSTLY)
    .input(z.strictObject({ name, email, password }))
    .mutation(({ ctx, input }) => session.signUp(ctx, input)),
  signIn: publicProcedure
    .meta(COSTLY)
    .input(z.strictObject({ email, password: z.string().max(128) }))
    .mutation(({ ctx, input }) => session.signIn(ctx, input)),
  confirm: personProcedure
    .meta({ policy: 'person', cost: 20 })
    .input(z.strictObject({ password: z.string().max(128) }))
    .mutation(({ ctx, input }) => session.confirm(ctx, input.password)),
  signOut: publicProcedure.input(z.strictObject({})).mutation(({ ctx }) => session.signOut(ctx)),
  resetPassword: publicProcedure
    .meta(COSTLY)
    .input(z.strictObject({ token: z.string().min(10).max(200), password }))
    .mutation(({ ctx, input }) => session.resetPassword(ctx, input)),
});
