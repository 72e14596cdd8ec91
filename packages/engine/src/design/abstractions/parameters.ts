import type { Abstraction, Catalog, Parameter, Property, PropertyValue } from '@patchbay/catalog';
import type { Component } from '../document.ts';
import { MAX_COUNT } from '../limits.ts';
import { knownIn, type Known } from './known.ts';

/** The property by which a parameter names how many copies of a part there are. */
export const COUNT = 'count';

type Choosable = Pick<Component, 'type' | 'count' | 'properties'>;

/** Everything that can be chosen of a part, with its present values as defaults: the number of copies first. */
export function fieldsOf(part: Choosable, catalog: Catalog): Property[] {
  const known = knownIn(catalog);
  const names = [COUNT, ...propertiesOf(part.type, known).map(({ name }) => name)];
  return names.flatMap((name) => fieldOf(part, name, known) ?? []);
}

/** The properties that a parameter stands for, joined into one: see `parameter` in the catalog. Undefined where they are not alike. */
export function parameterOf(
  parameter: Parameter,
  parts: ReadonlyMap<string, Choosable>,
  catalog: Catalog,
): Property | undefined {
  return joined(parameter, parts, knownIn(catalog));
}

/** Whether a property can have a value. */
export function takes(property: Property, value: PropertyValue | undefined): boolean {
  if (property.form === 'choice') return property.options.some((option) => option.value === value);
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= property.min && value <= property.max
  );
}

/** The parameters of an abstraction as properties of the type that stands for it. Ones whose targets are not there are left out. */
export function chosenOf(abstraction: Abstraction, known: Known): readonly Property[] {
  const before = known.chosen.get(abstraction);
  if (before) return before;
  if (abstraction.parameters.length === 0) return [];
  // One that contains itself has none on the way.
  known.chosen.set(abstraction, []);
  const parts = new Map(abstraction.parts.map((part) => [part.name, part]));
  const properties = abstraction.parameters.flatMap((parameter) => joined(parameter, parts, known) ?? []);
  known.chosen.set(abstraction, properties);
  return properties;
}

/** What a body has other than it is written, by part. */
export type Settings = ReadonlyMap<
  string,
  { readonly count?: number; readonly properties: Component['properties'] }
>;

const NOTHING: Settings = new Map();

/** What the values that were chosen for an abstraction make of its parts. A value that its parameter does not take is none. */
export function settingsOf(
  abstraction: Abstraction,
  values: Component['properties'],
  known: Known,
): Settings {
  if (abstraction.parameters.length === 0) return NOTHING;
  const properties = new Map(chosenOf(abstraction, known).map((one) => [one.name, one]));
  const settings = new Map<string, { count?: number; properties: Record<string, PropertyValue> }>();
  for (const { name, targets, default: usual } of abstraction.parameters) {
    const property = properties.get(name);
    const chosen = Object.hasOwn(values, name) ? values[name] : undefined;
    const value = [chosen, usual].find((one) => property && takes(property, one));
    if (value === undefined) continue;
    for (const target of targets) {
      const set = settings.get(target.part) ?? { properties: {} };
      settings.set(target.part, set);
      if (target.property !== COUNT) set.properties[target.property] = value;
      else if (typeof value === 'number') set.count = value;
    }
  }
  return settings;
}

function propertiesOf(type: string, known: Known): readonly Property[] {
  const abstraction = known.abstractions.get(type);
  return known.types.get(type)?.properties ?? (abstraction ? chosenOf(abstraction, known) : []);
}

function fieldOf({ type, count, properties }: Choosable, name: string, known: Known): Property | undefined {
  if (name === COUNT)
    return {
      name,
      label: 'Copies',
      form: 'quantity',
      unit: '',
      min: 1,
      max: MAX_COUNT,
      step: 1,
      default: count,
    };
  const property = propertiesOf(type, known).find((one) => one.name === name);
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return property && withDefault(property, own);
}

/** The property with another default, where it takes that. */
function withDefault(property: Property, value: PropertyValue | undefined): Property {
  if (!takes(property, value)) return property;
  return property.form === 'choice'
    ? { ...property, default: String(value) }
    : { ...property, default: Number(value) };
}

function joined(
  { name, label, targets, min, max, default: usual }: Parameter,
  parts: ReadonlyMap<string, Choosable>,
  known: Known,
): Property | undefined {
  const fields = targets.flatMap((target) => {
    const part = parts.get(target.part);
    return part ? (fieldOf(part, target.property, known) ?? []) : [];
  });
  const [first] = fields;
  if (!first || fields.length < targets.length) return undefined;
  const both = fields.reduce<Property | undefined>((a, b) => a && common(a, b), first);
  const bounded = both && narrowed(both, min, max);
  return bounded && withDefault({ ...bounded, name, label }, usual);
}

/** What both take; undefined where they are not of one form and unit, or have no value in common. */
function common(a: Property, b: Property): Property | undefined {
  if (a.form === 'choice' && b.form === 'choice') {
    const options = a.options.filter(({ value }) => b.options.some((other) => other.value === value));
    const [option] = options;
    if (!option) return undefined;
    return {
      ...a,
      options,
      default: options.some(({ value }) => value === a.default) ? a.default : option.value,
    };
  }
  if (a.form !== 'quantity' || b.form !== 'quantity' || a.unit !== b.unit) return undefined;
  const range = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
  return narrowed({ ...a, step: Math.max(a.step, b.step) }, range.min, range.max);
}

function narrowed(property: Property, from = -Infinity, to = Infinity): Property | undefined {
  if (property.form === 'choice') return property;
  const [min, max] = [Math.max(property.min, from), Math.min(property.max, to)];
  if (min > max) return undefined;
  return { ...property, min, max, default: Math.min(max, Math.max(min, property.default)) };
}
