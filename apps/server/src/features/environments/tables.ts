import { isNull } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { PartState, StageDto } from './dto.ts';

/** After the last slot: data and addresses are kept for a time, or deleted at once. */
export type AtExpiry = 'suspend' | 'release';

/** The realisation of a design. Its identity and addresses live as long as it does. */
export const environment = pgTable('environment', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  channelId: text('channel_id').notNull(),
  designId: text('design_id').notNull(),
  name: text('name').notNull(),
  siteId: text('site_id').notNull(),
  /** Whether its customer asked for that very site: then it is never moved to another one. */
  siteChosen: boolean('site_chosen').notNull().default(false),
  wanted: text('wanted').$type<'running' | 'gone'>().notNull(),
  /** Fencing token: raised at every provisioning; what carries a lower one is swept. */
  generation: integer('generation').notNull(),
  createdAt: instant('created_at').notNull(),
  /** When the data that it keeps between slots is deleted; null while a slot is ahead or nothing is kept. */
  dataUntil: instant('data_until'),
  /** What becomes of data and addresses after the last slot: kept for a time, or deleted at once. */
  atExpiry: text('at_expiry').$type<AtExpiry>().notNull().default('suspend'),
});

/** What a machine of a slot is to be, and how it gets there. */
export type Power = 'on' | 'off' | 'restart' | 'starting';

export type Job = 'start' | 'end' | 'meter' | 'watch' | 'prepare' | 'clear' | 'cap' | 'change' | 'mend';

/** Work that is due, written in the transaction that caused it. `due` is world time, `retry_at` and leases are real time. */
export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    environmentId: text('environment_id').notNull(),
    slotId: text('slot_id').notNull(),
    job: text('job').$type<Job>().notNull(),
    due: instant('due').notNull(),
    retryAt: instant('retry_at'),
    leaseUntil: instant('lease_until'),
    leaseEpoch: bigint('lease_epoch', { mode: 'number' }).notNull().default(0),
    tries: integer('tries').notNull().default(0),
    doneAt: instant('done_at'),
    problem: text('problem'),
  },
  (t) => [index('outbox_open').on(t.due).where(isNull(t.doneAt))],
);

export const stage = pgTable(
  'stage',
  {
    environmentId: text('environment_id').notNull(),
    generation: integer('generation').notNull(),
    stage: text('stage').$type<StageDto['stage']>().notNull(),
    accountId: text('account_id').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.environmentId, t.generation, t.stage] })],
);

export const event = pgTable(
  'event',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    environmentId: text('environment_id').notNull(),
    at: instant('at').notNull(),
    code: text('code').notNull(),
    values: jsonb('values').$type<Record<string, string | number>>().notNull(),
  },
  (t) => [index('event_environment').on(t.environmentId, t.at)],
);

/** One copy of a part, as the driver last observed it. */
export const part = pgTable(
  'part',
  {
    environmentId: text('environment_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    accountId: text('account_id').notNull(),
    generation: integer('generation').notNull(),
    state: text('state').$type<PartState>().notNull(),
    host: text('host'),
    observedAt: instant('observed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.environmentId, t.component, t.idx] })],
);

/**
 * What somebody asked of one machine of a slot that runs: `off`, until it is to be on again; `restart`, until it was stopped;
 * `starting`, until it answers. A machine without a row is to run.
 */
export const machinePower = pgTable(
  'machine_power',
  {
    slotId: text('slot_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    accountId: text('account_id').notNull(),
    asked: text('asked').$type<Exclude<Power, 'on'>>().notNull(),
    /** Whether it was seen off, as it was asked to be. */
    isOff: boolean('is_off').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.slotId, t.component, t.idx] })],
);

/** A private address, kept for life; where its network is full, until its part is no longer drawn. */
export const address = pgTable(
  'address',
  {
    environmentId: text('environment_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    network: text('network').notNull(),
    accountId: text('account_id').notNull(),
    address: text('address').notNull(),
  },
  (t) => [primaryKey({ columns: [t.environmentId, t.component, t.idx, t.network] })],
);

/** Data that an environment keeps from slot to slot, and where the copy that counts lies: all of it at one place. */
export const volume = pgTable(
  'volume',
  {
    environmentId: text('environment_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    accountId: text('account_id').notNull(),
    host: text('host').notNull(),
    /** When it was first seen there; null while nothing of it can have been written. */
    madeAt: instant('made_at'),
  },
  (t) => [primaryKey({ columns: [t.environmentId, t.component, t.idx] })],
);

/** A spare copy of such data, which does not count: the environment went on without it, or its owner chose another one. */
export const spareVolume = pgTable(
  'spare_volume',
  {
    environmentId: text('environment_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    host: text('host').notNull(),
    accountId: text('account_id').notNull(),
    madeAt: instant('made_at').notNull(),
    /** When it stopped being the one that counts. */
    since: instant('since').notNull(),
    /** When it is deleted. */
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.environmentId, t.component, t.idx, t.host] }),
    index('spare_volume_host').on(t.host),
  ],
);

/** The numbered private range of one segment of an environment, its own at the site for as long as it lives. */
export const addressRange = pgTable(
  'address_range',
  {
    siteId: text('site_id').notNull(),
    number: integer('number').notNull(),
    accountId: text('account_id').notNull(),
    environmentId: text('environment_id').notNull(),
    network: text('network').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.number] }),
    unique('address_range_segment').on(t.environmentId, t.network),
  ],
);
