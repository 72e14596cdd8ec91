import { z } from 'zod';
import { id } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import * as older from './older.ts';
import * as environments from './service.ts';
import { list } from './list.ts';
import { watch } from './watch.ts';

export const environmentsRouter = router({
  list: viewer.query(({ ctx }) => list(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => environments.get(ctx.actor, input.id)),
  retry: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => environments.retry(ctx.actor, input.id)),
  deleteData: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => environments.deleteData(ctx.actor, input.id)),
  chooseData: designer
    .input(z.strictObject({ id, hostId: id }))
    .mutation(({ ctx, input }) => older.chooseData(ctx.actor, input)),
  deleteOlder: designer
    .input(z.strictObject({ id, hostId: id }))
    .mutation(({ ctx, input }) => older.deleteOlder(ctx.actor, input)),
  watch: viewer
    .input(z.strictObject({ id, lastEventId: z.string().max(80).nullish() }))
    .subscription(({ ctx, input, signal }) => watch(ctx, input.id, signal)),
});
