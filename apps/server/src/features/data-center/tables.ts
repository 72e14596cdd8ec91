import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { interval } from '../../db/columns.ts';

export const site = pgTable('site', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  grade: integer('grade').notNull(),
});

export const rack = pgTable('rack', {
  id: text('id').primaryKey(),
  siteId: text('site_id')
    .notNull()
    .references(() => site.id),
  name: text('name').notNull(),
});

/** A placeable machine. `gen` is its lock: every claim raises it first (reliability 3.2, rule 2). */
export const host = pgTable('host', {
  id: text('id').primaryKey(),
  siteId: text('site_id')
    .notNull()
    .references(() => site.id),
  rackId: text('rack_id')
    .notNull()
    .references(() => rack.id),
  name: text('name').notNull(),
  rackUnit: integer('rack_unit').notNull(),
  model: text('model').notNull(),
  arch: text('arch').notNull(),
  clockMhz: integer('clock_mhz').notNull(),
  year: integer('year').notNull(),
  gen: bigint('gen', { mode: 'number' }).notNull().default(0),
});

/** What a host has to give, over time. Periods of one host never overlap. */
export const hostCapacity = pgTable(
  'host_capacity',
  {
    hostId: text('host_id')
      .notNull()
      .references(() => host.id),
    during: interval('during').notNull(),
    cpuMilli: bigint('cpu_milli', { mode: 'number' }).notNull(),
    memoryMib: bigint('memory_mib', { mode: 'number' }).notNull(),
    diskMib: bigint('disk_mib', { mode: 'number' }).notNull(),
    gpu: bigint('gpu', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.hostId, t.during] })],
);

/** Interchangeable units counted together. */
export const pool = pgTable('pool', {
  id: text('id').primaryKey(),
  siteId: text('site_id')
    .notNull()
    .references(() => site.id),
  resourceClass: text('resource_class').notNull(),
  gen: bigint('gen', { mode: 'number' }).notNull().default(0),
});

export const poolCapacity = pgTable(
  'pool_capacity',
  {
    poolId: text('pool_id')
      .notNull()
      .references(() => pool.id),
    during: interval('during').notNull(),
    capacity: bigint('capacity', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.poolId, t.during] })],
);

/** An identity within a pool, such as one address; counted at booking, bound at the start. */
export const unit = pgTable(
  'unit',
  {
    id: text('id').primaryKey(),
    poolId: text('pool_id')
      .notNull()
      .references(() => pool.id),
    identity: text('identity').notNull(),
  },
  (t) => [index('unit_pool').on(t.poolId, t.id)],
);
