import { bigint, integer, jsonb, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { MachineSpec, NetworkSpec, VolumeSpec } from '../driver.ts';

/** The simulated data center's own memory. It outlives the server like real machines would; only the driver reads it. */
export const simulator = pgSchema('simulator');

export const resource = simulator.table(
  'resource',
  {
    environmentId: text('environment_id').notNull(),
    generation: integer('generation').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    form: text('form').$type<'network' | 'volume' | 'machine'>().notNull(),
    hostId: text('host_id').notNull(),
    specHash: text('spec_hash').notNull(),
    spec: jsonb('spec').$type<NetworkSpec | VolumeSpec | MachineSpec>().notNull(),
    /** When creation is through; the latency was drawn at creation. */
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    readyAt: instant('ready_at'),
    incarnation: bigint('incarnation', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.environmentId, t.generation, t.component, t.idx, t.form] })],
);

/** The highest generation of an environment that may not be made any more. */
export const fence = simulator.table('fence', {
  environmentId: text('environment_id').primaryKey(),
  generation: integer('generation').notNull(),
});
