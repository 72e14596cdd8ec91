import {
  MAX_ABSTRACTION_NAME,
  MAX_MEMBER_NAME,
  MAX_PARAMETER_LABEL,
  type Abstraction,
  type Catalog,
  type Family,
  type Parameter,
  type Property,
  type PropertyValue,
} from '@patchbay/catalog';
import {
  chooseParts,
  COUNT,
  fieldsOf,
  freeName,
  freePortName,
  portFor,
  type Choice,
  type Chosen,
  type Component,
  type DesignModel,
} from '@patchbay/engine/design';
import { draftText } from '../../messages/designer/abstractions.ts';
import { analysisOf, type Designer } from '../store/designer.ts';
import type { SavedAbstraction } from './library.ts';
import { familyOf, proposedPorts, rootsOf } from './proposed.ts';

/** An abstraction, or a newer version of one, that is being put together. */
export interface Draft {
  /** What it is a newer version of. */
  readonly of: SavedAbstraction | null;
  /** What was selected. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly summary: string;
  readonly family: Family;
  readonly visibility: 'private' | 'team';
  /** Null for what follows from the differences. */
  readonly semver: string | null;
  readonly notes: string;
  readonly parameters: Abstraction['parameters'];
  readonly ports: Abstraction['ports'];
  /** Fields of the cards are shown, and pressing one exposes it. */
  readonly pointing: boolean;
  /** The parameter that is being looked at, by name. */
  readonly active: string | null;
  /** On its way to the server. */
  readonly busy: boolean;
  /** Why it was not saved. */
  readonly problem: string | null;
}

/** The selected parts as the start of an abstraction; what leads out of them is exposed. */
export function draftOf(designer: Designer, ids: readonly string[]): Draft | null {
  const { model } = analysisOf(designer);
  const chosen = chooseParts(model.document, ids);
  if ('refused' in chosen) return null;
  const saved = designer.library.getState().saved;
  return {
    of: null,
    ids,
    name: freeName(proposedName(model, chosen), saved).slice(0, MAX_ABSTRACTION_NAME),
    summary: '',
    family: familyOf(model, chosen),
    visibility: 'team',
    semver: null,
    notes: '',
    parameters: [],
    ports: proposedPorts(model, chosen),
    pointing: true,
    active: null,
    busy: false,
    problem: null,
  };
}

/** A group that is selected as a whole has a name already; of one tower it is what stands on top. */
function proposedName({ document }: DesignModel, chosen: Chosen): string {
  const roots = rootsOf(chosen);
  const groups = new Set(roots.map(({ id }) => document.components[id]?.group ?? null));
  const [group = null] = groups.size === 1 ? groups : [];
  const all = Object.values(document.components).filter((part) => group !== null && part.group === group);
  if (group !== null && all.length === roots.length) return document.groups[group]?.name ?? '';
  const [first, ...others] = roots;
  const parts = Object.values(chosen.source.components);
  if (others.length > 0) return draftText.severalName(first?.name ?? '', others.length);
  const top = parts.findLast(({ id }) => parts.every(({ host }) => host !== id));
  return top && top !== first ? draftText.towerName(first?.name ?? '', top.name) : (first?.name ?? '');
}

/** What a newer version starts from: everything as in the newest one, with the values that its source has by now. */
export function draftOfVersion(designer: Designer, abstraction: SavedAbstraction): Draft | null {
  const { catalog } = designer;
  const [newest] = abstraction.versions;
  const last = catalog.abstractions.find(({ id }) => id === newest?.type);
  if (!newest || !last) return null;
  const { components } = analysisOf(designer).model.document;
  const there = new Map(Object.entries(components));
  const draft = {
    of: abstraction,
    ids: Object.keys(components),
    name: abstraction.name,
    summary: abstraction.summary,
    family: abstraction.family,
    visibility: newest.visibility === 'private' ? ('private' as const) : ('team' as const),
    semver: null,
    notes: '',
    parameters: last.parameters.flatMap((one) => carriedOver(one, last, there, catalog) ?? []),
    ports: last.ports.filter(({ part }) => there.has(part)),
    pointing: true,
    active: null,
    busy: false,
    problem: null,
  };
  return draft;
}

/** A parameter with the targets that are still there. A default that was the body's own value is the body's value of today. */
function carriedOver(
  parameter: Parameter,
  last: Abstraction,
  there: ReadonlyMap<string, Component>,
  catalog: Catalog,
): Parameter | null {
  const targets = parameter.targets.filter(({ part }) => there.has(part));
  const [first] = targets;
  if (!first) return null;
  const was = valueIn(
    last.parts.find(({ name }) => name === first.part),
    first.property,
    catalog,
  );
  const is = valueIn(there.get(first.part), first.property, catalog);
  const usual = parameter.default === was ? is : parameter.default;
  return { ...parameter, targets, ...(usual === undefined ? {} : { default: usual }) };
}

function valueIn(
  part: Pick<Component, 'type' | 'count' | 'properties'> | undefined,
  property: string,
  catalog: Catalog,
): PropertyValue | undefined {
  return part && fieldsOf(part, catalog).find(({ name }) => name === property)?.default;
}

/** What of the design a draft is about, as it is drawn at this moment. */
export function chosenFor(designer: Designer, { ids, of }: Draft): Choice {
  const { document } = designer.store.getState();
  return chooseParts(document, of ? Object.keys(document.components) : ids);
}

/** One value of one part that can be exposed. */
export interface Field {
  readonly part: Component;
  readonly property: Property;
  /** The parameter that it is a target of. */
  readonly parameter: Parameter | null;
}

/** Every value of every part, in the order of the drawing's records. */
export function fieldsIn(
  { source }: Chosen,
  { parameters }: Pick<Draft, 'parameters'>,
  catalog: Catalog,
): Field[] {
  return Object.values(source.components).flatMap((part) =>
    fieldsOf(part, catalog).map((property) => ({
      part,
      property,
      parameter: parameters.find((one) => isAbout(one, part.id, property.name)) ?? null,
    })),
  );
}

function isAbout({ targets }: Parameter, part: string, property: string): boolean {
  return targets.some((target) => target.part === part && target.property === property);
}

/** Exposes a value, or takes it back. One that is like the value of a parameter that is there joins it: see `separated`. */
export function toggled(
  parameters: Draft['parameters'],
  { part, property, parameter }: Field,
): Draft['parameters'] {
  const target = { part: part.id, property: property.name };
  if (parameter) {
    const targets = parameter.targets.filter((one) => one.part !== part.id || one.property !== property.name);
    return parameters.flatMap((one) =>
      one !== parameter ? one : targets.length > 0 ? { ...one, targets } : [],
    );
  }
  const alike = parameters.find(
    (one) =>
      one.default === property.default && one.targets.every((other) => other.property === property.name),
  );
  if (alike && property.name !== COUNT)
    return parameters.map((one) => (one === alike ? { ...one, targets: [...one.targets, target] } : one));
  return [...parameters, parameterFor(parameters, part, property)];
}

function parameterFor(parameters: Draft['parameters'], part: Component, property: Property): Parameter {
  const taken = parameters.some(({ label }) => label === property.label) || property.name === COUNT;
  const label = taken ? draftText.labelOf(property.label, part.name) : property.label;
  return {
    name: nameFor(property.name, parameters),
    label: label.slice(0, MAX_PARAMETER_LABEL),
    targets: [{ part: part.id, property: property.name }],
    ...(property.form === 'quantity' ? { min: property.min, max: property.max } : {}),
    default: property.default,
    changeable: false,
  };
}

/** How many copies there are of the whole has a name already, so that of a part within has another one. */
function nameFor(property: string, parameters: Draft['parameters']): string {
  return freePortName(property === COUNT ? 'copies' : property.slice(0, MAX_MEMBER_NAME), parameters);
}

/** One parameter for each of the values that a parameter is about. */
export function separated(
  parameters: Draft['parameters'],
  parameter: Parameter,
  nameOf: (id: string) => string,
): Draft['parameters'] {
  const rest = parameters.filter((one) => one !== parameter);
  return parameter.targets.reduce<Draft['parameters']>((all, target, n) => {
    const label = draftText.labelOf(parameter.label, nameOf(target.part)).slice(0, MAX_PARAMETER_LABEL);
    const name = n === 0 ? parameter.name : nameFor(target.property, [...all, parameter]);
    return [...all, { ...parameter, name, label, targets: [target] }];
  }, rest);
}

/** Ports of the parts that are not exposed yet. */
export function hiddenPorts({ source }: Chosen, { ports }: Pick<Draft, 'ports'>, model: DesignModel) {
  return Object.values(source.components).flatMap(({ id, name, type }) =>
    (model.types.get(type)?.ports ?? [])
      .filter((port) => !portFor(ports, { component: id, port: port.name }))
      .map((port) => ({ component: id, of: name, port: port.name, label: port.label })),
  );
}

/** A, B, C: what ports are called on the boundary and in the panel. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
