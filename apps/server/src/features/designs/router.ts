import { z } from 'zod';
import { typeId } from '@patchbay/catalog';
import { id, key, name, revision } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import * as designs from './service.ts';

export const designsRouter = router({
  list: viewer.query(({ ctx }) => designs.list(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => designs.get(ctx.actor, input.id)),
  revision: viewer
    .input(z.strictObject({ id, revision }))
    .query(({ ctx, input }) => designs.revision(ctx.actor, input)),
  create: designer
    .input(z.strictObject({ key, name, abstraction: typeId.optional() }))
    .mutation(({ ctx, input }) => designs.create(ctx.actor, input)),
  // The document stays `unknown` until parseDesign has bounded its depth.
  save: designer
    .input(z.strictObject({ id, baseRevision: z.int().min(0), document: z.unknown() }))
    .mutation(({ ctx, input }) => designs.save(ctx.actor, input)),
  rename: designer
    .input(z.strictObject({ id, name }))
    .mutation(({ ctx, input }) => designs.rename(ctx.actor, input)),
  remove: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => designs.remove(ctx.actor, input.id)),
});
