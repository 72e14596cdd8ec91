import { z } from 'zod';
import { id, instant, name } from '../../inputs.ts';
import { operator, router, sureOperator } from '../../trpc.ts';
import * as drains from './drains.ts';
import * as events from './events/service.ts';
import * as hosts from './hosts.ts';
import * as maintenance from './maintenance/service.ts';
import * as dataCenter from './service.ts';
import * as timelines from './timeline/service.ts';

/** A socket of this machine, or an engine that listens on a port. */
const address = z
  .string()
  .max(200)
  .regex(/^(unix:\/\/\/[^\s?#]+|tcp:\/\/[A-Za-z0-9.:[\]-]+:\d{1,5})$/);
const shortName = z.string().trim().min(1).max(40);
const scope = z.union([
  z.strictObject({ siteId: id }),
  z.strictObject({ rackId: id }),
  z.strictObject({ hostId: id }),
]);
const part = { scope: z.enum(['host', 'rack']), id, from: instant, to: instant };
const newHost = z.strictObject({
  address,
  name: shortName,
  site: z.union([z.strictObject({ id }), z.strictObject({ name })]),
  rack: shortName,
  offered: z.strictObject({
    cpus: z.int().min(1).max(1024),
    memoryMiB: z.int().min(256).max(16_777_216),
    diskGiB: z.int().min(1).max(1_000_000),
  }),
});

export const dataCenterRouter = router({
  overview: operator.query(({ ctx }) => dataCenter.overview(ctx.app)),
  timeline: operator
    .input(z.strictObject({ scope, from: instant, to: instant }))
    .query(({ ctx, input }) => timelines.timeline(ctx.app, input)),
  probe: operator
    .input(z.strictObject({ address }))
    .mutation(({ ctx, input }) => hosts.probe(ctx.app, input.address)),
  addHost: sureOperator.input(newHost).mutation(({ ctx, input }) => hosts.add(ctx.app, input)),
  drainHost: operator
    .input(z.strictObject({ hostId: id, draining: z.boolean() }))
    .mutation(({ ctx, input }) => drains.drain(ctx.app, input)),
  drainPreview: operator
    .input(z.strictObject({ hostId: id }))
    .query(({ ctx, input }) => drains.preview(ctx.app, input.hostId)),
  moveAway: operator
    .input(z.strictObject({ hostId: id, slotIds: z.array(id).max(drains.MAX_SLOTS) }))
    .mutation(({ ctx, input }) => drains.moveAway(ctx.app, input)),
  events: operator.query(({ ctx }) => events.list(ctx.app)),
  maintenance: operator.query(({ ctx }) => maintenance.list(ctx.app)),
  previewMaintenance: operator
    .input(z.strictObject(part))
    .query(({ ctx, input }) => maintenance.preview(ctx.app, input)),
  planMaintenance: operator
    .input(
      z.strictObject({
        ...part,
        reason: z.string().trim().min(1).max(200),
        slotIds: z.array(id).max(maintenance.MAX_SLOTS),
      }),
    )
    .mutation(({ ctx, input }) => maintenance.plan(ctx.app, ctx.person, input)),
  cancelMaintenance: operator
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => maintenance.cancel(ctx.app, input.id)),
  removeHost: sureOperator
    .input(z.strictObject({ hostId: id }))
    .mutation(({ ctx, input }) => hosts.remove(ctx.app, input.hostId)),
});
