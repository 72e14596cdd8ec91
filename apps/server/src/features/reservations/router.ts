import { z } from 'zod';
import { id, instant, key, revision, zone } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import * as reservations from './service.ts';

const asked = { designId: id, revision, start: instant, end: instant };

export const reservationsRouter = router({
  quote: viewer.input(z.strictObject(asked)).query(({ ctx, input }) => reservations.quote(ctx.actor, input)),
  book: designer
    .input(z.strictObject({ ...asked, key, zone, expectedTotalMinor: z.int().nonnegative() }))
    .mutation(({ ctx, input }) => reservations.book(ctx.actor, input)),
  list: viewer.query(({ ctx }) => reservations.list(ctx.actor)),
  release: designer
    .input(z.strictObject({ key, reservationId: id }))
    .mutation(({ ctx, input }) => reservations.release(ctx.actor, input)),
});
