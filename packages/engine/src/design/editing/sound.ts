import type { Component, DesignDocument } from '../document.ts';
import { MAX_COMPONENTS, MAX_CONNECTIONS, MAX_GROUPS, MAX_TOTAL_COPIES } from '../limits.ts';
import { totalCopies, towerProblem } from '../towers.ts';
import { withoutEmptyGroups } from './edit-groups.ts';

/**
 * Makes a document whole that was put together out of records of several others: what lost its host, or would be hosted in a
 * circle or too high, stands alone; what lost its group is in none; a connection that lost an end goes, and so does a group
 * without members. Ends are looked at in the order of their ids, so that the order of records does not matter.
 */
export function soundDesign(document: DesignDocument): DesignDocument {
  const components = { ...document.components };
  for (const id of Object.keys(components).sort()) {
    const before = components[id] as Component;
    const host = before.host !== null && towerProblem(components, id) === null ? before.host : null;
    const stays = before.group !== null && host === null && Object.hasOwn(document.groups, before.group);
    const group = stays ? before.group : null;
    if (host !== before.host || group !== before.group) components[id] = { ...before, host, group };
  }
  const joins = Object.entries(document.connections).filter(
    ([, { a, b }]) =>
      Object.hasOwn(components, a.component) &&
      Object.hasOwn(components, b.component) &&
      a.component !== b.component,
  );
  return withoutEmptyGroups({ ...document, components, connections: Object.fromEntries(joins) });
}

/** Whether a sound document is small enough to be a design. */
export function isWithinLimits(document: DesignDocument): boolean {
  return (
    Object.keys(document.components).length <= MAX_COMPONENTS &&
    Object.keys(document.connections).length <= MAX_CONNECTIONS &&
    Object.keys(document.groups).length <= MAX_GROUPS &&
    totalCopies(document) <= MAX_TOTAL_COPIES
  );
}
