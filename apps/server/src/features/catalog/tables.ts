import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Catalog } from '@patchbay/catalog';
import type { priceBook } from '@patchbay/engine/rating';
import type { z } from 'zod';
import { instant } from '../../db/columns.ts';

/** Immutable: a trigger refuses updates and deletes. */
export const catalogVersion = pgTable('catalog_version', {
  id: text('id').primaryKey(),
  hash: text('hash').notNull().unique(),
  content: jsonb('content').$type<Catalog>().notNull(),
  publishedAt: instant('published_at').notNull(),
});

/** As it was published: what a version does not say is read with its default. */
export type StoredPriceBook = z.input<typeof priceBook>;

/** Immutable, like catalog versions. */
export const priceBookVersion = pgTable('price_book_version', {
  id: text('id').primaryKey(),
  hash: text('hash').notNull().unique(),
  currency: text('currency').notNull(),
  content: jsonb('content').$type<StoredPriceBook>().notNull(),
  validFrom: instant('valid_from').notNull(),
});
