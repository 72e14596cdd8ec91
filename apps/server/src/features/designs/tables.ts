import { customType, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { readStored, type DesignDocument } from '@patchbay/engine/design';
import { instant } from '../../db/columns.ts';

export const design = pgTable('design', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  name: text('name').notNull(),
  /** The newest revision. */
  revision: integer('revision').notNull(),
  savedAt: instant('saved_at').notNull(),
  removedAt: instant('removed_at'),
  /** The abstraction that it is the source of; such a design is found there, and not among the others. */
  abstractionId: text('abstraction_id'),
});

/** Revisions never change, so those of before a field was there are completed as they are read. */
const storedDesign = customType<{ data: DesignDocument; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (document) => JSON.stringify(document),
  fromDriver: (stored) =>
    readStored((typeof stored === 'string' ? JSON.parse(stored) : stored) as DesignDocument),
});

/** Immutable, and names the catalog version it was drawn with. */
export const designRevision = pgTable(
  'design_revision',
  {
    designId: text('design_id').notNull(),
    no: integer('no').notNull(),
    accountId: text('account_id').notNull(),
    catalogVersionId: text('catalog_version_id').notNull(),
    document: storedDesign('document').notNull(),
    hash: text('hash').notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.designId, t.no] })],
);
