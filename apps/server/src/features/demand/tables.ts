import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/**
 * What was asked for and found no room, by what was short at each site. Who asked is not kept: `key` is a hash that makes one
 * search of one day count once, and leads back to nobody.
 */
export const unmetDemand = pgTable(
  'unmet_demand',
  {
    key: text('key').notNull(),
    /** A hash of one searcher's day, by which no one of them fills the table. */
    searcher: text('searcher').notNull().default(''),
    siteId: text('site_id').notNull(),
    /** `pool`, a dimension of a host's vector, or a property of hosts. */
    shortOf: text('short_of').notNull(),
    /** The resource class, architecture or type that it is about. */
    what: text('what').notNull(),
    at: instant('at').notNull(),
    needed: integer('needed').notNull(),
    available: integer('available').notNull(),
    /** Whether no instant could have satisfied it there. */
    never: boolean('never').notNull(),
    /** How many other things were short at that site. */
    beside: integer('beside').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.siteId, t.shortOf, t.what] }),
    index('unmet_demand_at').on(t.at),
    index('unmet_demand_searcher').on(t.searcher),
  ],
);
