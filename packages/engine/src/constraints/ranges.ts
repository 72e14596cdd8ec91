import type { Abstraction, Catalog, Property, PropertyValue } from '@patchbay/catalog';
import {
  applyEdit,
  EMPTY_DESIGN,
  newComponent,
  typeOfAbstraction,
  withAbstractions,
} from '../design/index.ts';
import { obstacle } from './check.ts';

/** So many choices are tried of one abstraction; with more parameters, each end of a range is tried by itself. */
export const MAX_CHOICES = 32;

export type Choices = Readonly<Record<string, PropertyValue>>;

/** How an abstraction does at the ends of the ranges of its parameters. */
export interface RangeTrial {
  readonly tried: number;
  /** Choices with which it can be booked by itself. */
  readonly valid: number;
  /** The first one with which it cannot. */
  readonly failing: Choices | null;
}

/**
 * Tries an abstraction with the least and most of every quantity and each option of every choice, all with all where that is
 * not too much. Null for one without parameters, and for one that has to be hosted on something.
 */
export function tryRanges(abstraction: Abstraction, catalog: Catalog): RangeTrial | null {
  const extended = withAbstractions(catalog, [abstraction]);
  const type = typeOfAbstraction(abstraction, extended);
  if (type.properties.length === 0 || type.hostedOn !== null) return null;
  const alone = newComponent(type, 'x', { x: 0, y: 0 });
  const works = (properties: Choices) => {
    const components = [{ ...alone, properties }];
    return (
      obstacle(applyEdit(EMPTY_DESIGN, { do: 'add', components, connections: [] }), extended) === undefined
    );
  };
  const choices = choicesOf(type.properties);
  const failing = choices.filter((choice) => !works(choice));
  return {
    tried: choices.length,
    valid: choices.length - failing.length,
    failing: failing[0] ?? null,
  };
}

function choicesOf(properties: readonly Property[]): Choices[] {
  const ends = properties.map((property) => [property.name, endsOf(property)] as const);
  const all = ends.reduce((product, [, values]) => product * values.length, 1);
  if (all > MAX_CHOICES)
    return ends.flatMap(([name, values]) => values.map((value) => ({ [name]: value }))).slice(0, MAX_CHOICES);
  return ends.reduce<Choices[]>(
    (before, [name, values]) => before.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function endsOf(property: Property): PropertyValue[] {
  if (property.form === 'choice') return property.options.map(({ value }) => value);
  return [...new Set([property.min, property.max])];
}
