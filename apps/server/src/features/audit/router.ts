import { z } from 'zod';
import { instant } from '../../inputs.ts';
import { operator, owner, router } from '../../trpc.ts';
import * as audit from './service.ts';

const filter = z
  .strictObject({
    before: z.int().min(1).optional(),
    act: z.string().max(60).optional(),
    personId: z.string().min(1).max(60).optional(),
    refused: z.boolean().optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .transform(({ from, to, ...rest }) => ({
    ...rest,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  }));

export const auditRouter = router({
  list: owner.input(filter).query(({ ctx, input }) => audit.list(ctx.actor, input)),
  platform: operator.input(filter).query(({ ctx, input }) => audit.platform(ctx.app, input)),
});
