import { z } from 'zod';
import { component, copy, id } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import { setExpiry } from './keeping/expiry.ts';
import { list } from './list.ts';
import { switchMachines } from './power/switch.ts';
import * as environments from './service.ts';
import * as spares from './spares.ts';
import { watch } from './watch.ts';

/** Machines of one environment that are stopped or started at once. */
const MAX_SWITCHED = 1000;

export const environmentsRouter = router({
  list: viewer.query(({ ctx }) => list(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => environments.get(ctx.actor, input.id)),
  retry: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => environments.retry(ctx.actor, input.id)),
  deleteData: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => environments.deleteData(ctx.actor, input.id)),
  setExpiry: designer
    .input(z.strictObject({ id, atExpiry: z.enum(['suspend', 'release']) }))
    .mutation(({ ctx, input }) => setExpiry(ctx.actor, input)),
  chooseData: designer
    .input(z.strictObject({ id, hostId: id }))
    .mutation(({ ctx, input }) => spares.chooseData(ctx.actor, input)),
  deleteSpare: designer
    .input(z.strictObject({ id, hostId: id }))
    .mutation(({ ctx, input }) => spares.deleteSpare(ctx.actor, input)),
  switchMachines: designer
    .input(
      z.strictObject({
        id,
        machines: z
          .array(z.strictObject({ component, idx: copy }))
          .min(1)
          .max(MAX_SWITCHED),
        to: z.enum(['off', 'on', 'restart']),
      }),
    )
    .mutation(({ ctx, input }) => switchMachines(ctx.actor, input)),
  watch: viewer
    .input(z.strictObject({ id, lastEventId: z.string().max(80).nullish() }))
    .subscription(({ ctx, input, signal }) => watch(ctx, input.id, signal)),
});
