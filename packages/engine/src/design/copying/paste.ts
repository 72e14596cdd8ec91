import type { Component, ComponentId, Connection, DesignDocument, Endpoint, GroupId } from '../document.ts';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { isWithinLimits } from '../editing/sound.ts';
import type { NewId } from '../instantiate.ts';
import { MAX_COMPONENTS, MAX_CONNECTIONS } from '../limits.ts';
import { copyParts, type Fragment } from './fragment.ts';
import { freeNames, namesFor, type Naming } from './names.ts';

type Add = Extract<Edit, { do: 'add' }>;

/**
 * An edit that adds copies, and what each of them, by id, is a copy of; or why there is none: the design would have more than
 * it may.
 */
export type Copying =
  | { readonly edit: Add; readonly originals: ReadonlyMap<ComponentId, ComponentId> }
  | { readonly refused: 'too-many' };

/** How far from the original, in pixels at 100 %. */
export interface Step {
  readonly dx: number;
  readonly dy: number;
}

/** Copies in rows of some length, the original being the first of the first row. */
export interface Rows extends Step {
  readonly perRow: number;
}

interface PasteOptions {
  /** Joins the copies to what the originals were joined to, where that is in the design. */
  readonly keepOutside?: boolean;
  /** What hosts the parts that were copied without their host; without it they stand alone. */
  readonly into?: ComponentId;
}

/** The edit that pastes a fragment under new ids and free names. Nothing that is there is touched. */
export function pasteEdit(
  document: DesignDocument,
  fragment: Fragment,
  newId: NewId,
  step: Step,
  { keepOutside = false, into }: PasteOptions = {},
): Copying {
  const host = into !== undefined && Object.hasOwn(document.components, into) ? into : null;
  const hosts = new Map(host === null ? [] : fragment.hosted.map((id) => [id, host]));
  return copying(document, fragment, 1, { newId, step, keepOutside, hosts, groups: new Set() });
}

/**
 * The edit that adds a number of copies of some parts, each a step from the one before, or in rows. What is hosted on something else is
 * hosted there again; copies of some members of a group are in that group, copies of all of them in one of their own.
 */
export function duplicateEdit(
  document: DesignDocument,
  ids: readonly ComponentId[],
  copies: number,
  newId: NewId,
  step: Step | Rows,
  { keepOutside = false }: Pick<PasteOptions, 'keepOutside'> = {},
): Copying {
  const fragment = copyParts(document, ids);
  const left = Object.values(document.components).filter(
    ({ id }) => !Object.hasOwn(fragment.document.components, id),
  );
  const groups = new Set(left.map(({ group }) => group));
  return copying(document, fragment, copies, {
    newId,
    step,
    keepOutside,
    hosts: hostsOf(document, fragment),
    groups,
  });
}

/** The hosts of what was copied without them, by id of the part. */
export function hostsOf(document: DesignDocument, fragment: Fragment): Map<ComponentId, ComponentId> {
  return new Map(fragment.hosted.map((id) => [id, document.components[id]?.host ?? id]));
}

export interface How {
  readonly newId: NewId;
  readonly step: Step | Rows;
  readonly keepOutside: boolean;
  /** Hosts outside of the fragment. */
  readonly hosts: ReadonlyMap<ComponentId, ComponentId>;
  /** Groups that are there, and that copies of their members join; other groups are copied as well. */
  readonly groups: ReadonlySet<GroupId | null>;
}

export function copying(document: DesignDocument, fragment: Fragment, copies: number, how: How): Copying {
  const { components, connections } = fragment.document;
  // Before anything is built: a thousand copies of a large design would take all memory.
  if (copies * Object.keys(components).length > MAX_COMPONENTS) return { refused: 'too-many' };
  if (copies * (Object.keys(connections).length + fragment.outside.length) > MAX_CONNECTIONS)
    return { refused: 'too-many' };
  const names = {
    part: namesFor(document, new Set(fragment.hosted)),
    group: freeNames(Object.values(document.groups)),
  };
  const pieces = Array.from({ length: copies }, (_, n) => pieceOf(document, fragment, n + 1, how, names));
  const edit: Add = {
    do: 'add',
    components: pieces.flatMap((piece) => piece.components),
    connections: pieces.flatMap((piece) => piece.connections),
    groups: pieces.flatMap((piece) => piece.groups ?? []),
  };
  if (!isWithinLimits(applyEdit(document, edit))) return { refused: 'too-many' };
  const of = Object.keys(components);
  return { edit, originals: new Map(edit.components.map(({ id }, n) => [id, of[n % of.length] ?? id])) };
}

function offsetOf(step: Step | Rows, nth: number): Step {
  if (!('perRow' in step)) return { dx: nth * step.dx, dy: nth * step.dy };
  return { dx: (nth % step.perRow) * step.dx, dy: Math.floor(nth / step.perRow) * step.dy };
}

function pieceOf(
  document: DesignDocument,
  { document: original, outside }: Fragment,
  nth: number,
  { newId, step, keepOutside, hosts, groups: joined }: How,
  names: { readonly part: Naming; readonly group: (name: string) => string },
): Add {
  const parts = Object.values(original.components);
  const ids = new Map(parts.map(({ id }) => [id, `c-${newId()}`]));
  const copied = Object.values(original.groups).filter(({ id }) => !joined.has(id));
  const groups = new Map(copied.map(({ id }) => [id, `g-${newId()}`]));
  const by = offsetOf(step, nth);
  const copyOf = (part: Component): Component => {
    const host = part.host === null ? (hosts.get(part.id) ?? null) : (ids.get(part.host) ?? null);
    return {
      ...part,
      id: ids.get(part.id) ?? part.id,
      name: names.part(part, host !== null),
      host,
      group: host === null && part.group !== null ? (groups.get(part.group) ?? part.group) : null,
      x: part.x + by.dx,
      y: part.y + by.dy,
    };
  };
  // An end outside keeps its id, so it has to be there.
  const endOf = (end: Endpoint): Endpoint => ({ ...end, component: ids.get(end.component) ?? end.component });
  const isThere = ({ component }: Endpoint) =>
    ids.has(component) || Object.hasOwn(document.components, component);
  const joins = [...Object.values(original.connections), ...(keepOutside ? outside : [])];
  return {
    do: 'add',
    components: parts.map(copyOf),
    connections: joins
      .filter(({ a, b }) => isThere(a) && isThere(b))
      .map(({ a, b }): Connection => ({ id: `l-${newId()}`, a: endOf(a), b: endOf(b) })),
    groups: copied.map((group) => ({
      ...group,
      id: groups.get(group.id) ?? group.id,
      name: names.group(group.name),
    })),
  };
}
