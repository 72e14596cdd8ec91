import { operator, router } from '../../trpc.ts';
import * as platform from './service.ts';

export const platformRouter = router({
  tiers: operator.query(({ ctx }) => platform.tiers(ctx.app)),
});
