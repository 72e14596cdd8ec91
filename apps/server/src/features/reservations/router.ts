import { overrides } from '@patchbay/engine/design';
import { MAX_SLOTS, recurrence } from '@patchbay/engine/time';
import { z } from 'zod';
import { id, instant, key, revision, zone } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import * as reserving from './reserving/book.ts';
import * as changing from './reserving/change.ts';
import { room } from './reserving/change-end.ts';
import * as series from './reserving/series.ts';
import { apply } from './reserving/apply.ts';
import { quoteRevision } from './reserving/revision.ts';
import * as reservations from './service.ts';

const wanted = { designId: id, revision, siteId: id.optional(), environmentId: id.optional() };
const asked = { ...wanted, start: instant, end: instant };
const askedSeries = {
  ...wanted,
  recurrence: recurrence.extend({ zone }),
  instead: z.array(z.strictObject({ date: z.iso.date(), start: instant })).max(MAX_SLOTS),
  outside: overrides.optional(),
};
const changed = {
  slotId: id,
  scope: z.enum(['this', 'following']),
  start: instant,
  end: instant,
  revision: revision.optional(),
};
const confirmed = { key, zone, expectedTotalMinor: z.int().nonnegative() };
const period = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it starts');
const atExpiry = z.enum(['suspend', 'release']).optional();

export const reservationsRouter = router({
  quote: viewer.input(z.strictObject(asked)).query(({ ctx, input }) => reserving.quote(ctx.actor, input)),
  book: designer
    .input(z.strictObject({ ...asked, ...confirmed, atExpiry }))
    .mutation(({ ctx, input }) => reserving.book(ctx.actor, input)),
  quoteSeries: viewer
    .input(z.strictObject(askedSeries))
    .query(({ ctx, input }) => series.quoteSeries(ctx.actor, input)),
  bookSeries: designer
    .input(z.strictObject({ ...askedSeries, ...confirmed, atExpiry }))
    .mutation(({ ctx, input }) => series.bookSeries(ctx.actor, input)),
  room: viewer.input(z.strictObject({ slotId: id })).query(({ ctx, input }) => room(ctx.actor, input.slotId)),
  quoteChange: viewer
    .input(z.strictObject(changed))
    .query(({ ctx, input }) => changing.quoteChange(ctx.actor, input)),
  change: designer
    .input(z.strictObject({ ...changed, key, expectedTotalMinor: z.int().nonnegative() }))
    .mutation(({ ctx, input }) => changing.change(ctx.actor, input)),
  places: viewer.query(({ ctx }) => reservations.places(ctx.actor)),
  list: viewer.input(period.optional()).query(({ ctx, input }) => reservations.list(ctx.actor, input)),
  release: designer
    .input(z.strictObject({ key, reservationId: id, slotId: id.optional() }))
    .mutation(({ ctx, input }) => reservations.release(ctx.actor, input)),
  quoteRevision: viewer
    .input(z.strictObject({ environmentId: id, revision }))
    .query(({ ctx, input }) => quoteRevision(ctx.actor, input)),
  applyRevision: designer
    .input(z.strictObject({ key, environmentId: id, revision, expectedTotalMinor: z.int().nonnegative() }))
    .mutation(({ ctx, input }) => apply(ctx.actor, input)),
});
