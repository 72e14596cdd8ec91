import { shippedCatalog } from '@patchbay/catalog';
import { expect, it } from 'vitest';
import { EMPTY_DESIGN, flatten, type Component, type DesignDocument } from '../design/index.ts';
import { check } from './index.ts';

const ROWS = shippedCatalog.abstractions.map((one) => [one.id, one] as const);

/** A design of one abstraction alone. */
function designOf(type: string): DesignDocument {
  const part: Component = {
    id: 'c-a',
    type,
    name: 'All of it',
    count: 1,
    host: null,
    group: null,
    properties: {},
    x: 0,
    y: 0,
  };
  return { ...EMPTY_DESIGN, components: { 'c-a': part } };
}

it.each(ROWS)('%s is a design in which nothing is wrong', (id, body) => {
  const document = designOf(id);
  const parts = Object.values(flatten(document, shippedCatalog).components);
  expect(parts.length).toBeGreaterThanOrEqual(body.parts.length);
  const abstractions = new Set(ROWS.map(([one]) => one));
  expect(parts.filter(({ type }) => abstractions.has(type))).toEqual([]);
  expect(check(document, shippedCatalog).map(({ level, rule }) => [level, rule])).toEqual([]);
});
