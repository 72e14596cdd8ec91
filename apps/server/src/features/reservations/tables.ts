import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Overrides } from '@patchbay/engine/design';
import type { SlotState } from '@patchbay/engine/reservation';
import { instant, interval } from '../../db/columns.ts';

/** A stored right to capacity, for one or many slots. It names the revision and the price book that count. */
export const reservation = pgTable('reservation', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  channelId: text('channel_id').notNull(),
  environmentId: text('environment_id').notNull(),
  designId: text('design_id').notNull(),
  revision: integer('revision').notNull(),
  priceBookVersionId: text('price_book_version_id').notNull(),
  siteId: text('site_id').notNull(),
  /** RFC 5545 rule of its slots, as it was booked; null for a single slot. */
  recurrence: text('recurrence'),
  zone: text('zone').notNull(),
  state: text('state').$type<'confirmed' | 'held' | 'released'>().notNull(),
  holdUntil: instant('hold_until'),
  totalMicros: bigint('total_micros', { mode: 'number' }).notNull(),
  bookedAt: instant('booked_at').notNull(),
  bookedBy: text('booked_by').notNull(),
  /** What its slots have otherwise than the design; null for the design as it is drawn. */
  overrides: jsonb('overrides').$type<Overrides>(),
});

/** One occurrence of a reservation. `deadline` bounds every state that is on its way somewhere. */
export const slot = pgTable(
  'slot',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    reservationId: text('reservation_id').notNull(),
    environmentId: text('environment_id').notNull(),
    no: integer('no').notNull(),
    during: interval('during').notNull(),
    state: text('state').$type<SlotState>().notNull(),
    stateSince: instant('state_since').notNull(),
    deadline: instant('deadline'),
    /** When everything ran for the first time; null while it never did, and then nothing is charged. */
    readyAt: instant('ready_at'),
    /** Usage before this instant has become events. */
    meteredUntil: instant('metered_until'),
    /** The lost host that it waits for, or for room elsewhere; null while it waits for neither. */
    strandedFrom: text('stranded_from'),
    /** What it costs if it is kept to its end. */
    totalMicros: bigint('total_micros', { mode: 'number' }).notNull().default(0),
    /** The slot that ended when this one took over what ran, with another revision; null for one that was booked. */
    wentOnFrom: text('went_on_from'),
    /** Whether the hard cap of its channel ended it, or kept it from starting, and not its owner. */
    capped: boolean('capped').notNull().default(false),
    /** Raised whenever its time changes, for calendars that have it already (RFC 5545, 3.8.7.4). */
    sequence: integer('sequence').notNull().default(0),
  },
  (t) => [index('slot_environment').on(t.environmentId), index('slot_reservation').on(t.reservationId)],
);

export const plan = pgTable(
  'plan',
  {
    slotId: text('slot_id').notNull(),
    no: integer('no').notNull(),
    accountId: text('account_id').notNull(),
    parentNo: integer('parent_no'),
    state: text('state').$type<'current' | 'replaced'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.slotId, t.no] })],
);

const claim = {
  accountId: text('account_id').notNull(),
  slotId: text('slot_id').notNull(),
  planNo: integer('plan_no').notNull(),
  component: text('component').notNull(),
  idx: integer('idx').notNull(),
  during: interval('during').notNull(),
  state: text('state').$type<'confirmed' | 'held' | 'released'>().notNull(),
  holdUntil: instant('hold_until'),
};

/** A slot takes a vector of one named host. */
export const hostClaim = pgTable(
  'host_claim',
  {
    ...claim,
    hostId: text('host_id').notNull(),
    cpuMilli: bigint('cpu_milli', { mode: 'number' }).notNull(),
    memoryMib: bigint('memory_mib', { mode: 'number' }).notNull(),
    diskMib: bigint('disk_mib', { mode: 'number' }).notNull(),
    gpu: bigint('gpu', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.slotId, t.planNo, t.component, t.idx] })],
);

/** A slot takes an amount of one pool. */
export const poolClaim = pgTable(
  'pool_claim',
  { ...claim, poolId: text('pool_id').notNull(), quantity: bigint('quantity', { mode: 'number' }).notNull() },
  (t) => [primaryKey({ columns: [t.slotId, t.planNo, t.component, t.idx, t.poolId] })],
);

/** A unit that a pool claim was bound to at its start. An exclusion constraint is the backstop. */
export const unitBinding = pgTable(
  'unit_binding',
  {
    unitId: text('unit_id').notNull(),
    accountId: text('account_id').notNull(),
    slotId: text('slot_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    poolId: text('pool_id').notNull(),
    during: interval('during').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.slotId] })],
);
