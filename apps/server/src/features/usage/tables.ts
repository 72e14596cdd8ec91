import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Meter, UsedMeter } from '@patchbay/engine/metering';
import { instant, interval } from '../../db/columns.ts';

const owner = {
  accountId: text('account_id').notNull(),
  channelId: text('channel_id').notNull(),
  environmentId: text('environment_id').notNull(),
  reservationId: text('reservation_id').notNull(),
  slotId: text('slot_id').notNull(),
  component: text('component').notNull(),
  idx: integer('idx').notNull(),
};

/** Counters as a driver reported them, cumulative per incarnation. `settled`: usage up to here has become events. */
export const usageSample = pgTable(
  'usage_sample',
  {
    incarnation: text('incarnation').notNull(),
    at: instant('at').notNull(),
    ...owner,
    startedAt: instant('started_at').notNull(),
    generation: integer('generation').notNull(),
    counters: jsonb('counters').$type<Record<UsedMeter, number>>().notNull(),
    settled: boolean('settled').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.incarnation, t.at] }),
    index('usage_sample_slot').on(t.slotId, t.incarnation, t.at),
  ],
);

/** A raw fact. Counts once, for ever (MTR-1). */
export const usageEvent = pgTable(
  'usage_event',
  {
    source: text('source').notNull(),
    id: text('id').notNull(),
    ...owner,
    meter: text('meter').$type<Meter>().notNull(),
    during: interval('during').notNull(),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.id] }), index('usage_event_slot').on(t.slotId)],
);

/** Quantity per meter and UTC hour; the sum of its events, recomputable from them. */
export const usageRecord = pgTable(
  'usage_record',
  {
    ...owner,
    revision: integer('revision').notNull(),
    meter: text('meter').$type<Meter>().notNull(),
    bucket: instant('bucket').notNull(),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.slotId, t.component, t.idx, t.meter, t.bucket] }),
    index('usage_record_channel').on(t.channelId, t.bucket),
  ],
);

/** A period in which a slot did not run because its host was lost, from the last proof that it ran. Never metered. */
export const downtime = pgTable(
  'downtime',
  {
    slotId: text('slot_id').notNull(),
    since: instant('since').notNull(),
    accountId: text('account_id').notNull(),
    /** When it ran again; null until then. */
    until: instant('until'),
  },
  (t) => [
    primaryKey({ columns: [t.slotId, t.since] }),
    uniqueIndex('downtime_open')
      .on(t.slotId)
      .where(sql`until is null`),
  ],
);
