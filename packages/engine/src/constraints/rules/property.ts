import type { Catalog, Property, PropertyValue } from '@patchbay/catalog';
import { readDesign, type DesignDocument, type Part } from '../../design/index.ts';
import { message, type Draft } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** PROP-1: a property value outside what its type allows, or a property that the type does not have. */
export const propertyRule: Rule = {
  ids: ['PROP-1'],
  check: (model) => model.parts.flatMap(checkValues),
};

/**
 * PROP-1 for what was chosen for abstractions of a drawing. Their parts are judged by themselves, and never get a value that
 * the parameter does not take.
 */
export function chosenValues(document: DesignDocument, catalog: Catalog): Draft[] {
  const drawn = Object.values(document.components);
  const abstractions = new Set(catalog.abstractions.map(({ id }) => id));
  const isChosen = ({ type, properties }: Part['component']) =>
    abstractions.has(type) && Object.keys(properties).length > 0;
  if (!drawn.some(isChosen)) return [];
  return readDesign(document, catalog)
    .parts.filter(({ component }) => isChosen(component))
    .flatMap(checkValues);
}

function checkValues(part: Part): Draft[] {
  return Object.entries(part.component.properties).flatMap(([name, value]) => checkValue(part, name, value));
}

function checkValue(part: Part, name: string, value: PropertyValue): Draft[] {
  const property = part.type.properties.find((candidate) => candidate.name === name);
  const nearest = property ? nearestAllowed(property, value) : undefined;
  if (property && nearest === value) return [];
  const { id } = part.component;
  const values = { property: name, label: property?.label ?? name, value, ...rangeOf(property) };
  return [
    {
      rule: 'PROP-1',
      level: 'blocker',
      obstructs: true,
      subjects: [id],
      connections: [],
      headline: message('property.headline', { part: id }, values),
      because: [
        message(
          property ? 'property.because' : 'property.because.unknown',
          { part: id },
          { ...values, type: part.type.name },
        ),
      ],
      candidates: () =>
        property && nearest !== undefined
          ? [
              {
                action: message('property.action', { part: id }, { ...values, value: nearest }),
                effect: message('property.effect'),
                edit: { do: 'set-property', id, property: name, value: nearest },
              },
            ]
          : [],
    },
  ];
}

/** The allowed value closest to the given one; the default when nothing is close. */
export function nearestAllowed(property: Property, value: PropertyValue): PropertyValue {
  if (property.form === 'choice')
    return property.options.some((option) => option.value === value) ? value : property.default;
  if (typeof value !== 'number') return property.default;
  return Math.min(property.max, Math.max(property.min, value));
}

function rangeOf(property: Property | undefined): Record<string, string | number> {
  if (property?.form !== 'quantity') return { min: '', max: '', unit: '' };
  return { min: property.min, max: property.max, unit: property.unit };
}
