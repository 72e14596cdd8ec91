import type { Catalog, ComponentType } from '@patchbay/catalog';
import {
  freeName,
  newComponent,
  readDesign,
  type Component,
  type Connection,
  type DesignDocument,
  type DesignModel,
  type Edit,
  type NewId,
} from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import type { Point } from '../layout/geometry.ts';
import {
  BAR_HEIGHT,
  BAR_MIN_WIDTH,
  CARD_MIN_HEIGHT,
  CARD_WIDTH,
  rootOf,
  shapeOf,
  SMALL_HEIGHT,
  spaceOf,
} from '../layout/layout.ts';
import { groupUnder } from '../layout/membership.ts';
import { freePlace, GAP_X } from '../layout/place.ts';
import type { Sheet } from '../store/analysis.ts';
import { landingOf, portsFor } from './fit.ts';
import { growing } from './growing.ts';

/** What one gesture does, what is selected after it, and what the live region says. */
export interface Gesture {
  readonly edit: Edit;
  readonly select: string | null;
  readonly said: string;
}

/** A gesture that adds a part, and joins it to nothing yet. */
export interface Addition extends Gesture {
  readonly component: Component;
}

/** Adds a part of a type: onto the part it is put on, when that can host it, else at a free place nearest to the point. */
export function addType(
  analysis: Sheet,
  type: ComponentType,
  where: { readonly into: string | null; readonly at: Point },
  newId: NewId,
): Addition {
  const { model } = analysis;
  const landing = where.into === null ? null : landingOf(model, where.into, type);
  if (landing) {
    const { host } = landing;
    const { x, y } = host.component;
    const component = newComponent(type, newId(), { x, y, host: host.component.id });
    return added(component, host.component.name);
  }
  const size = sizeOfNew(type);
  const at = freePlace(spaceOf(analysis.layout), size, where.at);
  const component = newComponent(type, newId(), at);
  const name = freeName(component.name, Object.values(model.document.components));
  const group = groupUnder(analysis.layout, { ...where.at, ...size });
  return added({ ...component, name, group: group?.id ?? null }, group?.group.name ?? null);
}

function added(component: Component, host: string | null): Addition {
  return {
    component,
    edit: { do: 'add', components: [component], connections: [] },
    select: component.id,
    said: said.added(component.name, host),
  };
}

export function sizeOfNew(type: ComponentType): { width: number; height: number } {
  const shape = shapeOf(type);
  if (shape === 'bar') return { width: BAR_MIN_WIDTH, height: BAR_HEIGHT };
  return { width: CARD_WIDTH, height: shape === 'machine' ? CARD_MIN_HEIGHT : SMALL_HEIGHT };
}

/** Joins two parts; null when no two of their ports could ever go together. */
export function connectParts(
  model: DesignModel,
  a: string,
  b: string,
  newId: NewId,
  chosen: { a?: string; b?: string } = {},
): Gesture | null {
  const join = connection(model, a, b, newId, chosen);
  const edit = join && ({ do: 'connect', connection: join } as const);
  return edit && { edit, select: a, said: said.connected(nameOf(model, a), nameOf(model, b)) };
}

/** A connection of two parts by the ports that fit; null when no two could ever go together. */
export function connection(
  model: DesignModel,
  a: string,
  b: string,
  newId: NewId,
  chosen: { a?: string; b?: string } = {},
): Connection | null {
  const ends = portsFor(model, a, b, chosen);
  return ends && { id: `l-${newId()}`, a: ends.a, b: ends.b };
}

/** Joins each of several parts to one, as one step; those that cannot be are left out. Null when none can. */
export function connectAll(
  document: DesignDocument,
  catalog: Catalog,
  ids: readonly string[],
  to: string,
  newId: NewId,
): Gesture | null {
  const { model, join } = growing(readDesign(document, catalog));
  const connections = ids.flatMap((id) => {
    const own = connection(model, id, to, newId);
    if (own) join(own);
    return own ?? [];
  });
  const name = document.components[to]?.name ?? '';
  const from =
    ids.length === 1 ? (document.components[ids[0] ?? '']?.name ?? '') : said.parts(connections.length);
  if (connections.length === 0) return null;
  return {
    edit: { do: 'add', components: [], connections },
    select: ids.length === 1 ? (ids[0] ?? null) : null,
    said: said.connected(from, name),
  };
}

/** Puts several parts onto one host, as one step. */
export function moveAllInto(model: DesignModel, ids: readonly string[], host: string): Gesture {
  return {
    edit: { do: 'many', edits: ids.map((id): Edit => ({ do: 'host', id, host })) },
    select: ids.length === 1 ? (ids[0] ?? null) : host,
    said: said.moved(namesOf(model, ids), nameOf(model, host)),
  };
}

/** Takes a part off its host and stands it at a free place: beside the host, or where it was let go. */
export function detach(analysis: Sheet, id: string, at?: Point): Gesture {
  const { model, layout } = analysis;
  const root = layout.get(rootOf(model, id))?.rect;
  const type = model.byId.get(id)?.type;
  const beside = root ? { x: root.x + root.width + GAP_X, y: root.y } : { x: 0, y: 0 };
  const size = type ? sizeOfNew(type) : { width: 0, height: 0 };
  const place = freePlace(spaceOf(layout), size, at ?? beside);
  const taken: Edit = { do: 'host', id, host: null, x: place.x, y: place.y };
  const group = at && groupUnder(layout, { ...at, ...size })?.group;
  return {
    edit: group ? { do: 'many', edits: [taken, { do: 'group', group, members: [id] }] } : taken,
    select: id,
    said: group ? said.moved(nameOf(model, id), group.name) : said.detached(nameOf(model, id)),
  };
}

/** Takes several parts off their hosts, as one step. */
export function detachAll(analysis: Sheet, ids: readonly string[]): Gesture {
  return {
    edit: { do: 'many', edits: ids.map((id) => detach(analysis, id).edit) },
    select: ids[0] ?? null,
    said: said.detached(namesOf(analysis.model, ids)),
  };
}

/** Removes parts with everything on them, and connections. The host of a part that is taken off is selected next. */
export function removeParts(
  model: DesignModel,
  ids: readonly string[],
  connections: readonly string[],
): Gesture {
  const [first] = connections;
  const join = first === undefined ? undefined : model.document.connections[first];
  const one = ids.length === 1 ? model.document.components[ids[0] ?? ''] : undefined;
  const cut = join && said.disconnected(nameOf(model, join.a.component), nameOf(model, join.b.component));
  return {
    edit: { do: 'remove', components: ids, connections },
    select: ids.length === 0 ? (join?.a.component ?? null) : (one?.host ?? null),
    said:
      ids.length > 0
        ? said.removed(one?.name ?? said.parts(ids.length))
        : connections.length === 1 && cut
          ? cut
          : said.disconnectedAll(connections.length),
  };
}

/** The name of one, or how many there are. */
export function namesOf(model: DesignModel, ids: readonly string[]): string {
  return ids.length === 1 ? nameOf(model, ids[0] ?? '') : said.parts(ids.length);
}

export function nameOf(model: DesignModel, id: string): string {
  return (model.document.components[id] ?? model.document.groups[id])?.name ?? '';
}
