import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Abstraction, Family } from '@patchbay/catalog';
import type { Facts } from '@patchbay/engine/market';
import { instant } from '../../db/columns.ts';

/** What all versions of an abstraction have in common. */
export const abstraction = pgTable('abstraction', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  name: text('name').notNull(),
  summary: text('summary').notNull(),
  family: text('family').$type<Family>().notNull(),
  icon: text('icon').notNull(),
  /** The design that versions are made from. */
  sourceDesignId: text('source_design_id').notNull(),
  latestNo: integer('latest_no').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
});

export type Visibility = 'private' | 'team' | 'public';

/** Immutable but for who may read it and on what terms. Its id is the type of the components that are of it. */
export const abstractionVersion = pgTable(
  'abstraction_version',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    abstractionId: text('abstraction_id').notNull(),
    no: integer('no').notNull(),
    semver: text('semver').notNull(),
    notes: text('notes').notNull(),
    content: jsonb('content').$type<Abstraction>().notNull(),
    /** Every version that is in it, directly or deeper. */
    inside: text('inside').array().notNull(),
    sourceRevision: integer('source_revision').notNull(),
    catalogVersionId: text('catalog_version_id').notNull(),
    hash: text('hash').notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    visibility: text('visibility').$type<Visibility>().notNull(),
    publishedAt: instant('published_at'),
    withdrawnAt: instant('withdrawn_at'),
    /** What it says of itself where it is offered. */
    text: text('text').notNull().default(''),
    /** The account's name and what the template comes to, as they were when it was published. */
    publisher: text('publisher'),
    facts: jsonb('facts').$type<Facts>(),
    pricePerHourMicros: bigint('price_per_hour_micros', { mode: 'number' }),
    forkable: boolean('forkable').notNull().default(false),
    forkedFrom: text('forked_from'),
  },
  (t) => [
    index('abstraction_version_line').on(t.abstractionId, t.no),
    index('abstraction_version_inside').using('gin', t.inside),
  ],
);

/** Which versions a revision of a design needs to be read, those inside of others included. */
export const abstractionUse = pgTable(
  'abstraction_use',
  {
    accountId: text('account_id').notNull(),
    designId: text('design_id').notNull(),
    revision: integer('revision').notNull(),
    versionId: text('version_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.designId, t.revision, t.versionId] }),
    index('abstraction_use_version').on(t.versionId, t.accountId),
  ],
);
