import { z } from 'zod';
import { email } from '../../inputs.ts';
import { router, sureOwner, viewer } from '../../trpc.ts';
import * as members from './service.ts';

const role = z.enum(['owner', 'designer', 'viewer']);
const personId = z.string().min(1).max(60);

export const membersRouter = router({
  list: viewer.query(({ ctx }) => members.list(ctx.actor)),
  add: sureOwner
    .input(z.strictObject({ email, role }))
    .mutation(({ ctx, input }) => members.add(ctx.actor, input)),
  setRole: sureOwner
    .input(z.strictObject({ personId, role }))
    .mutation(({ ctx, input }) => members.setRole(ctx.actor, input)),
  remove: sureOwner
    .input(z.strictObject({ personId }))
    .mutation(({ ctx, input }) => members.remove(ctx.actor, input.personId)),
});
