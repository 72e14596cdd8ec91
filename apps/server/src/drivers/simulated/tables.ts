import { bigint, boolean, integer, jsonb, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { Form, MachineSpec, NetworkSpec, VolumeSpec } from '../driver.ts';
import type { WearRate } from './accidents.ts';

/** The simulated data center's own memory. It outlives the server like real machines would; only the driver reads it. */
export const simulator = pgSchema('simulator');

/** Whose everything is, unless a driver says otherwise. */
export const OWNER = 'patchbay';

export const resource = simulator.table(
  'resource',
  {
    environmentId: text('environment_id').notNull(),
    generation: integer('generation').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    form: text('form').$type<Form>().notNull(),
    hostId: text('host_id').notNull(),
    owner: text('owner').notNull().default(OWNER),
    specHash: text('spec_hash').notNull(),
    spec: jsonb('spec').$type<NetworkSpec | VolumeSpec | MachineSpec>().notNull(),
    /** When creation is through; the latency was drawn at creation. */
    createdAt: instant('created_at').notNull(),
    /** What is started while it is still being created runs from then on. */
    startedAt: instant('started_at'),
    readyAt: instant('ready_at'),
    incarnation: bigint('incarnation', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({
      name: 'resource_pk',
      columns: [t.environmentId, t.generation, t.component, t.idx, t.form, t.hostId],
    }),
  ],
);

/** What is wrong with a host, or will be, from an instant of world time on; without an end until it is mended. */
export const fault = simulator.table(
  'fault',
  {
    hostId: text('host_id').notNull(),
    kind: text('kind').$type<FaultName>().notNull(),
    at: instant('at').notNull(),
    until: instant('until'),
  },
  (t) => [primaryKey({ columns: [t.hostId, t.kind, t.at] })],
);

/** How often accidents happen by themselves; one row, or none where that was never asked for. */
export const wear = simulator.table('wear', {
  one: boolean('one').primaryKey().default(true),
  rate: text('rate').$type<WearRate>().notNull(),
  seed: text('seed').notNull(),
  /** Accidents are planned up to this whole hour of world time. */
  drawnUntil: instant('drawn_until').notNull(),
});

export const FAULTS = [
  /** It has no power: nothing on it runs, nothing answers. */
  'power-off',
  /** It runs on, but cannot be reached. */
  'partition',
  /** What is asked is done; the answer never comes. */
  'lost-answer',
  /** Its machines are said to run and do nothing. */
  'phantom',
  /** It has no room for another machine. */
  'full',
  /** What it may give away is given: it makes nothing more, of any form. */
  'quota',
  /** What is made is there, but the first answer is that its name is taken, as when an earlier call made it. */
  'name-taken',
  /** It has no images and can get none. */
  'no-image',
  /** What is asked is done; the answer takes its time. */
  'slow',
] as const;
export type FaultName = (typeof FAULTS)[number];
