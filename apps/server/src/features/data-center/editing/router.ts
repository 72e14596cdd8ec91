import { z } from 'zod';
import { id, name } from '../../../inputs.ts';
import { operator, router, sureOperator } from '../../../trpc.ts';
import { hostSpec, MAX_CSV } from './host-spec.ts';
import * as hosts from './hosts.ts';
import * as imports from './import.ts';
import * as pools from './pools.ts';
import * as sites from './sites.ts';

const site = { name: name.max(60), grade: z.int().min(0).max(9) };
const csv = z.string().min(1).max(MAX_CSV);
const rackName = hostSpec.rack;

export const inventoryRouter = router({
  addSite: operator.input(z.strictObject(site)).mutation(({ ctx, input }) => sites.addSite(ctx.app, input)),
  changeSite: sureOperator
    .input(z.strictObject({ siteId: id, ...site }))
    .mutation(({ ctx, input }) => sites.changeSite(ctx.app, input)),
  retireSite: sureOperator
    .input(z.strictObject({ siteId: id }))
    .mutation(({ ctx, input }) => sites.retireSite(ctx.app, input.siteId)),
  addRack: operator
    .input(z.strictObject({ siteId: id, name: rackName }))
    .mutation(({ ctx, input }) => sites.addRack(ctx.app, input)),
  changeRack: operator
    .input(z.strictObject({ rackId: id, name: rackName }))
    .mutation(({ ctx, input }) => sites.changeRack(ctx.app, input)),
  retireRack: operator
    .input(z.strictObject({ rackId: id }))
    .mutation(({ ctx, input }) => sites.retireRack(ctx.app, input.rackId)),
  addHost: operator
    .input(z.strictObject({ siteId: id, ...hostSpec }))
    .mutation(({ ctx, input }) => hosts.addHost(ctx.app, input)),
  changeHost: operator
    .input(z.strictObject({ hostId: id, ...hostSpec }))
    .mutation(({ ctx, input }) => hosts.changeHost(ctx.app, input)),
  pools: operator.query(({ ctx }) => pools.list(ctx.app)),
  changePool: operator
    .input(
      z.strictObject({
        poolId: z.string().regex(/^pool_[A-Za-z0-9_-]{1,120}$/),
        capacity: z.int().min(0).max(1_000_000_000),
        firstAddress: z.string().trim().max(40).optional(),
      }),
    )
    .mutation(({ ctx, input }) => pools.change(ctx.app, input)),
  previewImport: operator
    .input(z.strictObject({ csv }))
    .mutation(({ ctx, input }) => imports.preview(ctx.app, input.csv)),
  importHosts: sureOperator
    .input(z.strictObject({ csv, added: z.int().min(0), changed: z.int().min(0) }))
    .mutation(({ ctx, input }) => imports.importHosts(ctx.app, input)),
});
