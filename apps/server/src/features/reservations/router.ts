import { z } from 'zod';
import { id, instant, key, revision, zone } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import * as reserving from './book.ts';
import * as reservations from './service.ts';

const asked = {
  designId: id,
  revision,
  start: instant,
  end: instant,
  siteId: id.optional(),
  environmentId: id.optional(),
};

export const reservationsRouter = router({
  quote: viewer.input(z.strictObject(asked)).query(({ ctx, input }) => reserving.quote(ctx.actor, input)),
  book: designer
    .input(z.strictObject({ ...asked, key, zone, expectedTotalMinor: z.int().nonnegative() }))
    .mutation(({ ctx, input }) => reserving.book(ctx.actor, input)),
  places: viewer.query(({ ctx }) => reservations.places(ctx.actor)),
  list: viewer.query(({ ctx }) => reservations.list(ctx.actor)),
  release: designer
    .input(z.strictObject({ key, reservationId: id }))
    .mutation(({ ctx, input }) => reservations.release(ctx.actor, input)),
});
