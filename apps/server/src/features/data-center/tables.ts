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
import { instant, interval } from '../../db/columns.ts';
import type { DriverName, Limit } from '../../drivers/driver.ts';
import type { HostStatus } from './dto.ts';

export const site = pgTable('site', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  grade: integer('grade').notNull(),
  /** What its hosts are reached through; one for a whole site, since an environment stands at one site. */
  driver: text('driver').$type<DriverName>().notNull().default('simulated'),
  /** Since when nothing stands there any more; its row stays, because the past names it. */
  retiredAt: instant('retired_at'),
});

export const rack = pgTable('rack', {
  id: text('id').primaryKey(),
  siteId: text('site_id')
    .notNull()
    .references(() => site.id),
  name: text('name').notNull(),
  retiredAt: instant('retired_at'),
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
  status: text('status').$type<HostStatus>().notNull().default('up'),
  /** World time since which it has this status. */
  statusSince: instant('status_since')
    .notNull()
    .default(sql`clock()`),
  /** What is booked stays; nothing new comes. */
  draining: boolean('draining').notNull().default(false),
});

/** The engine behind a real host, as it was last probed. */
export const engine = pgTable('engine', {
  hostId: text('host_id')
    .primaryKey()
    .references(() => host.id),
  /** `unix:///path` or `tcp://host:port`. */
  address: text('address').notNull().unique(),
  engine: text('engine').notNull(),
  apiVersion: text('api_version').notNull(),
  pingMs: integer('ping_ms').notNull(),
  limits: jsonb('limits').$type<readonly Limit[]>().notNull(),
  /** Real time of its last answer. */
  seenAt: instant('seen_at').notNull(),
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
    /** Since when it is bound no more: its pool was made smaller. */
    retiredAt: instant('retired_at'),
  },
  (t) => [index('unit_pool').on(t.poolId, t.id)],
);

/** When a host was drained: from when on nothing new was placed on it, and until when. */
export const hostDrain = pgTable(
  'host_drain',
  {
    hostId: text('host_id')
      .notNull()
      .references(() => host.id),
    since: instant('since').notNull(),
    until: instant('until'),
  },
  (t) => [primaryKey({ columns: [t.hostId, t.since] })],
);

/** A period in which hosts are to be worked on: nothing runs on them then. */
export const maintenance = pgTable('maintenance', {
  id: text('id').primaryKey(),
  scope: text('scope').$type<'host' | 'rack'>().notNull(),
  scopeId: text('scope_id').notNull(),
  siteId: text('site_id')
    .notNull()
    .references(() => site.id),
  reason: text('reason').notNull(),
  during: interval('during').notNull(),
  plannedAt: instant('planned_at').notNull(),
  plannedBy: text('planned_by').notNull(),
  /** When it was called off, before its start or early. */
  cancelledAt: instant('cancelled_at'),
});

/** A host has nothing to give for a time. Those of one host never overlap; a trigger refuses those in which something is booked. */
export const hostClosure = pgTable(
  'host_closure',
  {
    maintenanceId: text('maintenance_id')
      .notNull()
      .references(() => maintenance.id),
    hostId: text('host_id')
      .notNull()
      .references(() => host.id),
    during: interval('during').notNull(),
  },
  (t) => [primaryKey({ columns: [t.maintenanceId, t.hostId] })],
);

/** A site has no more of something, and when it had room again; one at a time for each site and thing. */
export const capacityEvent = pgTable(
  'capacity_event',
  {
    id: text('id').primaryKey(),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id),
    /** A pool by its resource class, or hosts by their architecture. */
    shortOf: text('short_of').$type<'pool' | 'arch'>().notNull(),
    what: text('what').notNull(),
    fullAt: instant('full_at').notNull(),
    roomAt: instant('room_at'),
  },
  (t) => [
    index('capacity_event_at').on(t.fullAt),
    uniqueIndex('capacity_event_open')
      .on(t.siteId, t.shortOf, t.what)
      .where(sql`room_at is null`),
  ],
);
