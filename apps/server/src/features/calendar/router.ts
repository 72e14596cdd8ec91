import { router, viewer } from '../../trpc.ts';
import * as calendar from './service.ts';

export const calendarRouter = router({
  get: viewer.query(({ ctx }) => calendar.get(ctx.actor)),
  subscribe: viewer.mutation(({ ctx }) => calendar.subscribe(ctx.actor)),
  revoke: viewer.mutation(({ ctx }) => calendar.revoke(ctx.actor)),
});
