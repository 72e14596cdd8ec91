import type { Catalog } from '@patchbay/catalog';
import type { ComponentId, Connection, DesignDocument } from '../document.ts';
import { namesFor } from '../copying/names.ts';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { isWithinLimits } from '../editing/sound.ts';
import type { NewId } from '../instantiate.ts';
import { MAX_COMPONENTS, MAX_CONNECTIONS, MAX_COUNT } from '../limits.ts';
import { bodies, bodyOf, ownName, type Body } from './body.ts';

/** `no-abstraction`: the component is gone, or is of a type. */
export type TakingApart =
  | { readonly edit: Edit; readonly ids: readonly ComponentId[] }
  | { readonly refused: 'no-abstraction' | 'too-many' };

/** From one body to the next, in pixels at 100 %. */
const BESIDE = 40;

/**
 * The edit that replaces an abstraction by the parts of its body, as ordinary components in its place, with its group, host
 * and outside connections. Parts that are abstractions themselves stay so. Several copies are several bodies, or counts, as
 * in `bodies`. What stood on it stands alone.
 */
export function takeApart(
  document: DesignDocument,
  id: ComponentId,
  catalog: Catalog,
  newId: NewId,
): TakingApart {
  const outer = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  const abstraction = catalog.abstractions.find((one) => one.id === outer?.type);
  if (!outer || !abstraction) return { refused: 'no-abstraction' };
  const { times, each } = bodies(abstraction, outer.count);
  const touching = Object.values(document.connections).filter(
    ({ a, b }) => a.component === id || b.component === id,
  );
  if (times * abstraction.parts.length > MAX_COMPONENTS) return { refused: 'too-many' };
  if (times * (abstraction.connections.length + touching.length) > MAX_CONNECTIONS)
    return { refused: 'too-many' };
  const made = Array.from({ length: times }, (_, n) => {
    const at = { x: outer.x + n * BESIDE, y: outer.y + n * BESIDE };
    return bodyOf(abstraction, { ...outer, count: each, ...at }, freshIds(catalog, newId), catalog);
  });
  const components = made.flatMap((body) => body.components);
  const naming = namesFor(document, new Set(components.map((component) => component.id)));
  const above = Object.values(document.components).filter(({ host }) => host === id);
  const edits: Edit[] = [
    ...above.map((part) => ({ do: 'host' as const, id: part.id, host: null })),
    { do: 'remove', components: [id], connections: [] },
    {
      do: 'add',
      components: components.map((part) => ({ ...part, name: naming(part, part.host !== null) })),
      connections: [
        ...made.flatMap((body) => body.connections),
        ...touching.flatMap((join) => made.flatMap((body) => moved(join, id, body, newId))),
      ],
      groups: Object.values(document.groups).filter((group) => group.id === outer.group),
    },
  ];
  const edit: Edit = { do: 'many', edits };
  const fits =
    components.every(({ count }) => count <= MAX_COUNT) && isWithinLimits(applyEdit(document, edit));
  return fits ? { edit, ids: components.map((part) => part.id) } : { refused: 'too-many' };
}

function freshIds(catalog: Catalog, newId: NewId) {
  return {
    part: () => `c-${newId()}`,
    connection: () => `l-${newId()}`,
    name: ownName(catalog),
  };
}

/** An outside connection, its end now on a part of a body; none where the abstraction has no such port. */
function moved({ a, b }: Connection, from: ComponentId, body: Body, newId: NewId): Connection[] {
  const [first, second] = [a, b].map((end) => (end.component === from ? body.endOf(end.port) : end));
  return first && second ? [{ id: `l-${newId()}`, a: first, b: second }] : [];
}
