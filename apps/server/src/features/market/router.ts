import { memberName, typeId } from '@patchbay/catalog';
import {
  CONTENTS,
  MAX_SEARCH_TEXT,
  OFFERS_PER_PAGE,
  PUBLISHERS,
  SOON,
  SORTS,
  SYSTEMS,
} from '@patchbay/engine/market';
import { z } from 'zod';
import { key, name } from '../../inputs.ts';
import { designer, router, viewer } from '../../trpc.ts';
import { MAX_OFFERS } from './limits.ts';
import * as market from './service.ts';
import { fork, take } from './taking.ts';

const query = z.strictObject({
  text: z.string().trim().max(MAX_SEARCH_TEXT),
  contents: z.array(z.enum(CONTENTS)).max(CONTENTS.length).readonly(),
  systems: z.array(z.enum(SYSTEMS)).max(SYSTEMS.length).readonly(),
  soon: z.enum(SOON).nullable(),
  publishers: z.array(z.enum(PUBLISHERS)).max(PUBLISHERS.length).readonly(),
  maxPerHourMicros: z.int().nonnegative().nullable(),
  sort: z.enum(SORTS),
  page: z
    .int()
    .min(0)
    .max(MAX_OFFERS / OFFERS_PER_PAGE),
});
const MAX_PROPERTIES = 20;
const properties = z
  .record(memberName, z.union([z.int(), z.string().max(40)]))
  .refine((all) => Object.keys(all).length <= MAX_PROPERTIES, `at most ${MAX_PROPERTIES} parameters`);

export const marketRouter = router({
  search: viewer.input(query).query(({ ctx, input }) => market.search(ctx.actor, input)),
  get: viewer
    .input(z.strictObject({ type: typeId }))
    .query(({ ctx, input }) => market.get(ctx.actor, input.type)),
  take: designer
    .input(z.strictObject({ key, type: typeId, name: name.optional(), properties }))
    .mutation(({ ctx, input }) => take(ctx.actor, input)),
  fork: designer
    .input(z.strictObject({ key, type: typeId }))
    .mutation(({ ctx, input }) => fork(ctx.actor, input)),
});
