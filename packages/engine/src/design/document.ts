import { z } from 'zod';
import { COMPONENT_ID } from './component-id.ts';
import { MAX_COMPONENTS, MAX_CONNECTIONS, MAX_COUNT, MAX_GROUPS, MAX_NAME, MAX_POSITION } from './limits.ts';

/** The hyphen keeps ids apart from every member of Object.prototype. */
export const componentId = z.string().regex(COMPONENT_ID);
export const groupId = z.string().regex(/^g-[a-z0-9]{1,24}$/);
export const connectionId = z.string().regex(/^l-[a-z0-9]{1,24}$/);
export type ComponentId = string;
export type ConnectionId = string;
export type GroupId = string;

const position = z.int().min(-MAX_POSITION).max(MAX_POSITION);
const propertyName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

/** An instance of a component type in a design. `count` identical copies are drawn as one. */
export const component = z.strictObject({
  id: componentId,
  type: z.string().max(60),
  name: z.string().trim().min(1).max(MAX_NAME),
  count: z.int().min(1).max(MAX_COUNT),
  /** The component this one is hosted on: an OS on a machine, software on an OS. */
  host: componentId.nullable(),
  /** The group that a part standing by itself is drawn in; what is hosted is drawn with its host. */
  group: groupId.nullable().default(null),
  /** Only what differs from the type's defaults. */
  properties: z.record(propertyName, z.union([z.int(), z.string().max(40)])),
  x: position,
  y: position,
});
export type Component = z.infer<typeof component>;

export const endpoint = z.strictObject({ component: componentId, port: z.string().max(40) });
export type Endpoint = z.infer<typeof endpoint>;

/** A record that joins two ports. Undirected: `a` is the end the user started from. */
export const connection = z.strictObject({ id: connectionId, a: endpoint, b: endpoint });
export type Connection = z.infer<typeof connection>;

/** Parts that are handled and drawn as one thing, such as a subnet with all that is joined to it. */
export const group = z.strictObject({
  id: groupId,
  name: z.string().trim().min(1).max(MAX_NAME),
  /** Drawn as one card with its count. */
  collapsed: z.boolean(),
});
export type Group = z.infer<typeof group>;

const keyedBy = <T extends { id: string }>(records: Record<string, T>) =>
  Object.entries(records).every(([key, value]) => key === value.id);

/** The editable document: records keyed by id, so that edits, diffs and merges are small. */
export const designDocument = z.strictObject({
  version: z.literal(1),
  components: z
    .record(componentId, component)
    .refine((all) => Object.keys(all).length <= MAX_COMPONENTS, `at most ${MAX_COMPONENTS} components`)
    .refine(keyedBy, 'every component is kept under its own id'),
  connections: z
    .record(connectionId, connection)
    .refine((all) => Object.keys(all).length <= MAX_CONNECTIONS, `at most ${MAX_CONNECTIONS} connections`)
    .refine(keyedBy, 'every connection is kept under its own id'),
  groups: z
    .record(groupId, group)
    .refine((all) => Object.keys(all).length <= MAX_GROUPS, `at most ${MAX_GROUPS} groups`)
    .refine(keyedBy, 'every group is kept under its own id')
    .default({}),
});
export type DesignDocument = z.infer<typeof designDocument>;

type Ungrouped = Omit<DesignDocument, 'groups' | 'components'> & {
  readonly components: Record<ComponentId, Omit<Component, 'group'>>;
};

/** A document as it was stored: one of before there were groups has none. */
export function readStored(stored: DesignDocument | Ungrouped): DesignDocument {
  if ('groups' in stored) return stored;
  const components = Object.values(stored.components).map((part) => [part.id, { ...part, group: null }]);
  return { ...stored, components: Object.fromEntries(components), groups: {} };
}
