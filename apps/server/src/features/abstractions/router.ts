import { abstraction, MAX_ABSTRACTION_NAME, typeId } from '@patchbay/catalog';
import { MAX_VERSION_NOTES } from '@patchbay/engine/design';
import { MAX_TEMPLATE_PRICE_MICROS, MAX_TEMPLATE_TEXT } from '@patchbay/engine/market';
import { z } from 'zod';
import { id, key, revision } from '../../inputs.ts';
import { designer, owner, router, viewer } from '../../trpc.ts';
import * as publishing from './publishing.ts';
import * as reading from './reading.ts';
import * as abstractions from './service.ts';

const { summary, family, icon, ports, parameters } = abstraction.shape;
const name = z.string().trim().min(1).max(MAX_ABSTRACTION_NAME);
const decided = {
  name,
  summary,
  family,
  icon,
  ports,
  parameters,
  visibility: z.enum(['private', 'team']),
};
const semver = z
  .string()
  .regex(/^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$/)
  .max(20);

export const abstractionsRouter = router({
  library: viewer.query(({ ctx }) => reading.library(ctx.actor)),
  get: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => reading.get(ctx.actor, input.id)),
  usages: viewer.input(z.strictObject({ id })).query(({ ctx, input }) => reading.usages(ctx.actor, input.id)),
  diff: viewer
    .input(z.strictObject({ from: typeId, to: typeId }))
    .query(({ ctx, input }) => reading.diff(ctx.actor, input)),
  // The document stays `unknown` until parseDesign has bounded its depth.
  save: designer
    .input(z.strictObject({ key, ...decided, document: z.unknown() }))
    .mutation(({ ctx, input }) => abstractions.save(ctx.actor, input)),
  saveVersion: designer
    .input(
      z.strictObject({
        key,
        id,
        baseNo: z.int().min(1).max(10_000),
        revision,
        semver,
        notes: z.string().trim().max(MAX_VERSION_NOTES),
        ...decided,
      }),
    )
    .mutation(({ ctx, input }) => abstractions.saveVersion(ctx.actor, input)),
  rename: designer
    .input(z.strictObject({ id, name, summary }))
    .mutation(({ ctx, input }) => abstractions.rename(ctx.actor, input)),
  publish: owner
    .input(
      z.strictObject({
        type: typeId,
        text: z.string().trim().max(MAX_TEMPLATE_TEXT),
        pricePerHourMicros: z.int().min(0).max(MAX_TEMPLATE_PRICE_MICROS),
        forkable: z.boolean(),
      }),
    )
    .mutation(({ ctx, input }) => publishing.publish(ctx.actor, input)),
  withdraw: owner
    .input(z.strictObject({ type: typeId }))
    .mutation(({ ctx, input }) => publishing.withdraw(ctx.actor, input.type)),
  remove: designer
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => abstractions.remove(ctx.actor, input.id)),
});
