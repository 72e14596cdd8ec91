import type { Catalog } from '@patchbay/catalog';
import {
  applyEdit,
  EMPTY_DESIGN,
  excessOf,
  flatten,
  MOST,
  totalCopies,
  type Component,
  type DesignDocument,
  type DesignModel,
  type Excess,
} from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import { remove, setCount } from '../fixes/changes.ts';
import type { Rule } from '../rule.ts';

/**
 * TYPE-1: a part of a type that this catalog version does not have. ABS-1: an abstraction that comes to more than a design may
 * have, so that nothing in it can be judged.
 */
export const typeRule: Rule = {
  ids: ['TYPE-1', 'ABS-1'],
  check: (model) => {
    const abstractions = new Set(model.catalog.abstractions.map(({ id }) => id));
    const isLarge = ({ type }: Component) => abstractions.has(type);
    return [
      ...model.unknown.filter((part) => !isLarge(part)).map(unknown),
      ...tooLarge(model, model.unknown.filter(isLarge)),
    ];
  },
};

function unknown(component: Component): Draft {
  const { id, type } = component;
  return draft('TYPE-1', 'blocker', {
    subjects: [id],
    headline: message('type.headline', { part: id }, { type }),
    because: [message('type.because', { part: id }, { type })],
    candidates: () => [remove({ component })],
  });
}

/** Those that are too large by themselves; where none is, the largest, without which the others may have room. */
function tooLarge({ document, catalog }: DesignModel, parts: readonly Component[]): Draft[] {
  const what = parts.length > 0 ? excessOf(document, catalog) : null;
  if (!what) return [];
  const known = new Map<string, Excess | number>();
  const sizes = parts.map((component) => {
    const key = `${component.type} ${component.count}`;
    const size = known.get(key) ?? sizeOf(component, catalog);
    known.set(key, size);
    return { component, size };
  });
  const alone = sizes.flatMap(({ component, size }) =>
    typeof size === 'string' ? [{ component, excess: size }] : [],
  );
  const [largest] = sizes.toSorted((a, b) => Number(b.size) - Number(a.size));
  const found = alone.length > 0 || !largest ? alone : [{ component: largest.component, excess: what }];
  return found.map(({ component, excess }) => {
    const refs = { part: component.id };
    const values = { most: MOST[excess] };
    return draft('ABS-1', 'blocker', {
      subjects: [component.id],
      headline: message(`large.${excess}.headline`, refs, values),
      because: [message(`large.${excess}.because`, refs, values)],
      candidates: () => [...fewer(document, catalog, component), remove({ component })],
    });
  });
}

/** The copies that it comes to by itself, or what is too much of it. */
function sizeOf(component: Component, catalog: Catalog): Excess | number {
  const alone = applyEdit(EMPTY_DESIGN, {
    do: 'add',
    components: [{ ...component, host: null, group: null }],
    connections: [],
  });
  return excessOf(alone, catalog) ?? totalCopies(flatten(alone, catalog));
}

/** As many copies as there is room for. */
function fewer(document: DesignDocument, catalog: Catalog, component: Component): Fix[] {
  const fits = (count: number) =>
    excessOf(applyEdit(document, { do: 'set-count', id: component.id, count }), catalog) === null;
  let [least, most] = [0, component.count];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return setCount({ component }, least);
}
