import { z } from 'zod';
import { operator, router, sureOperator } from '../../trpc.ts';
import * as people from './service.ts';

export const peopleRouter = router({
  list: operator.query(({ ctx }) => people.list(ctx.app)),
  issueResetLink: sureOperator
    .input(z.strictObject({ personId: z.string().min(1).max(60) }))
    .mutation(({ ctx, input }) => people.issueResetLink(ctx.app, input.personId)),
});
