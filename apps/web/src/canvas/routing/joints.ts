import { interfaceNames, linkCount, type Connection, type DesignModel } from '@patchbay/engine/design';
import { centre } from '../layout/geometry.ts';
import type { Layout } from '../layout/layout.ts';
import type { Stop } from './shapes.ts';

/** What one line has to join. */
export interface Joint {
  readonly id: string;
  readonly of: readonly string[];
  readonly a: Stop;
  readonly b: Stop;
  /** Its place among the lines on the same edge of its device. */
  readonly slot: number;
  readonly label: string;
}

/** All that has to be joined, or only at some parts and collapsed groups, in order of id. */
export function jointsOf(model: DesignModel, layout: Layout, only?: ReadonlySet<string>): Joint[] {
  const merged = new Map<string, { a: Stop; b: Stop; connections: Connection[] }>();
  for (const connection of only ? around(model, layout, only) : model.connections) {
    const a = stopOf(model, layout, connection.a.component);
    const b = stopOf(model, layout, connection.b.component);
    if (!a || !b || a.id === b.id) continue;
    const grouped = layout.groups.has(a.id) || layout.groups.has(b.id);
    const key = grouped ? [a.id, b.id].sort().join(' ') : connection.id;
    const known = merged.get(key);
    if (known) known.connections.push(connection);
    else merged.set(key, { a, b, connections: [connection] });
  }
  const seen = new Map<string, number>();
  const joints = Array.from(merged.values(), ({ a, b, connections }): Joint => {
    const edge = deviceEdge(a, b);
    const slot = seen.get(edge) ?? 0;
    seen.set(edge, slot + 1);
    const of = connections.map(({ id }) => id);
    return { id: of[0] ?? '', of, a, b, slot, label: labelOf(model, connections) };
  });
  return only ? joints.filter(({ a, b }) => only.has(a.id) || only.has(b.id)) : joints;
}

/** The connections at some parts, with all others at their far ends: those decide which place on its edge each takes. */
function around(model: DesignModel, layout: Layout, only: ReadonlySet<string>): Connection[] {
  const near = [...only].flatMap((id) => layout.groups.get(id)?.members ?? [id]);
  const far = near.flatMap((id) =>
    (model.joins.get(id) ?? []).flatMap(({ a, b }) => [a.component, b.component]),
  );
  const beside = new Set(far.flatMap((id) => membersBeside(model, layout, id)));
  const found = new Set([...beside].flatMap((id) => model.joins.get(id) ?? []));
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function membersBeside(model: DesignModel, layout: Layout, id: string): readonly string[] {
  if (layout.has(id)) return [id];
  return layout.groups.get(model.document.components[id]?.group ?? '')?.members ?? [id];
}

/** What a connection ends on: its part, or the card of the collapsed group that the part is in. */
function stopOf(model: DesignModel, layout: Layout, component: string): Stop | undefined {
  const placed = layout.get(component);
  if (placed) return placed;
  const group = layout.groups.get(model.document.components[component]?.group ?? '');
  return group?.group.collapsed && group.members.includes(component)
    ? { id: group.id, rect: group.rect, shape: 'small' }
    : undefined;
}

/** The edge of the device that a line takes: the first goes at its left, the next beside it. */
function deviceEdge(a: Stop, b: Stop): string {
  const [device, other] = a.shape === 'bar' ? [b, a] : [a, b];
  return `${device.id} ${centre(other.rect).y < centre(device.rect).y ? 'top' : 'bottom'}`;
}

/** The interface and how many links it stands for; only the number where a group joins several connections. */
export function labelOf(model: DesignModel, connections: readonly Connection[]): string {
  const links = connections.reduce((sum, connection) => sum + linkCount(model, connection), 0);
  const name = connections.length === 1 ? (interfaceNames(model).get(connections[0]?.id ?? '') ?? '') : '';
  return links > 1 ? `${name} ×${links}`.trim() : name;
}
