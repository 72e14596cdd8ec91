import type { Component, ComponentId, DesignDocument, Group, GroupId } from '../document.ts';

/**
 * Puts parts that stand by themselves into a group, which is made unless it is there; they leave the group that they
 * were in. What is hosted is drawn with its host and is passed over.
 */
export function groupParts(
  document: DesignDocument,
  group: Group,
  members: readonly ComponentId[],
): DesignDocument {
  const wanted = new Set(members);
  const joining = Object.values(document.components).filter(
    ({ id, host }) => wanted.has(id) && host === null,
  );
  if (joining.length === 0) return document;
  return withoutEmptyGroups({
    ...document,
    components: { ...document.components, ...inGroup(joining, group.id) },
    groups: { [group.id]: group, ...document.groups },
  });
}

/** Takes a group away; its members stay where they are. */
export function ungroup(document: DesignDocument, id: GroupId): DesignDocument {
  if (!Object.hasOwn(document.groups, id)) return document;
  const members = Object.values(document.components).filter(({ group }) => group === id);
  return withoutEmptyGroups({
    ...document,
    components: { ...document.components, ...inGroup(members, null) },
  });
}

export function patchGroup(document: DesignDocument, id: GroupId, change: Partial<Group>): DesignDocument {
  const before = Object.hasOwn(document.groups, id) ? document.groups[id] : undefined;
  if (!before) return document;
  return { ...document, groups: { ...document.groups, [id]: { ...before, ...change } } };
}

/** A group goes with the last of its members. */
export function withoutEmptyGroups(document: DesignDocument): DesignDocument {
  const groups = Object.entries(document.groups);
  if (groups.length === 0) return document;
  const used = new Set(Object.values(document.components).map(({ group }) => group));
  const left = groups.filter(([id]) => used.has(id));
  return left.length === groups.length ? document : { ...document, groups: Object.fromEntries(left) };
}

function inGroup(parts: readonly Component[], group: GroupId | null): Record<ComponentId, Component> {
  return Object.fromEntries(parts.map((part) => [part.id, { ...part, group }]));
}
