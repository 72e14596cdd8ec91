import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
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
export const priceBookVersion = pgTable(
  'price_book_version',
  {
    id: text('id').primaryKey(),
    /** The same contents may count again: a roll-back publishes them anew. */
    hash: text('hash').notNull(),
    currency: text('currency').notNull(),
    content: jsonb('content').$type<StoredPriceBook>().notNull(),
    validFrom: instant('valid_from').notNull(),
    /** In the order of publishing; the next one, given by a trigger, where none is. */
    no: integer('no').notNull().default(0).unique(),
    publishedAt: instant('published_at')
      .notNull()
      .default(sql`clock()`),
    /** The operator; null for what start-up has published. */
    publishedBy: text('published_by'),
    note: text('note').notNull().default(''),
    /** The version whose contents these are, where it is a roll-back. */
    contentsOf: text('contents_of'),
  },
  (t) => [index('price_book_hash').on(t.hash)],
);

/** Which catalog version new designs use, as operators have chosen; the last row counts. */
export const catalogUse = pgTable('catalog_use', {
  no: integer('no').primaryKey(),
  /** Null: the newest one. */
  versionId: text('version_id').references(() => catalogVersion.id),
  at: instant('at').notNull(),
  by: text('by').notNull(),
});
