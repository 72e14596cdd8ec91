import type { Component, DesignModel, Part } from '@patchbay/engine/design';
import { standsAlone } from '../../layout/layout.ts';
import type { Analysis } from '../../store/analysis.ts';
import { analysisOf, type Designer } from '../../store/designer.ts';

/** What a command is asked to act on. */
export interface Situation {
  readonly analysis: Analysis;
  readonly model: DesignModel;
  /** Selected components, also of types that the catalog does not know. */
  readonly components: readonly Component[];
  readonly parts: readonly Part[];
  /** The part, where exactly one is selected and nothing else. */
  readonly only: Part | null;
  /** Selected connections; one that is drawn as one with others comes with these. */
  readonly connections: readonly string[];
  readonly groups: readonly string[];
}

/** The selection, or else the part that has the focus. */
export function situationOf(designer: Designer): Situation {
  const { selection, focused } = designer.session.getState();
  if (selection.length > 0) return situationWith(designer, selection);
  return situationWith(designer, focused === null ? [] : [focused]);
}

export function situationWith(designer: Designer, ids: readonly string[]): Situation {
  const analysis = analysisOf(designer);
  const { model } = analysis;
  const { components, connections, groups } = model.document;
  const chosen = ids.flatMap((id) => (Object.hasOwn(components, id) ? [components[id] as Component] : []));
  const parts = chosen.flatMap(({ id }) => model.byId.get(id) ?? []);
  return {
    analysis,
    model,
    components: chosen,
    parts,
    only: parts.length === 1 && ids.length === 1 ? (parts[0] ?? null) : null,
    connections: ids.filter((id) => Object.hasOwn(connections, id)).flatMap((id) => drawnWith(analysis, id)),
    groups: ids.filter((id) => Object.hasOwn(groups, id)),
  };
}

function drawnWith({ lines }: Analysis, id: string): readonly string[] {
  return lines.find(({ of }) => of.includes(id))?.of ?? [id];
}

/** Components of selected groups count as selected. */
export function membersOf({ model, components, groups }: Situation): Component[] {
  if (groups.length === 0) return [...components];
  const inside = Object.values(model.document.components).filter(
    ({ group }) => group !== null && groups.includes(group),
  );
  return [...new Set([...components, ...inside])];
}

/** Of the selected parts, those that stand on the canvas by themselves: what moving and aligning are about. */
export function standing(situation: Situation): Component[] {
  const { model } = situation;
  return membersOf(situation).filter(({ id }) => {
    const part = model.byId.get(id);
    return part === undefined || standsAlone(model, part);
  });
}
