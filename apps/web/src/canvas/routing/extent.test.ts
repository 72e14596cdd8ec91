import { readDesign } from '@patchbay/engine/design';
import { expect, it } from 'vitest';
import { around, bottom, right } from '../layout/geometry.ts';
import { layoutDesign } from '../layout/layout.ts';
import { catalog, randomDesign } from '../test/designs.ts';
import { extentOf } from './extent.ts';
import { routeDesign } from './route.ts';

/** The random designs whose connections go further out than any of their parts. */
const wide = Array.from({ length: 20 }, (_, seed) => {
  const model = readDesign(randomDesign(seed, 30), catalog);
  const layout = layoutDesign(model);
  return { seed, layout, lines: routeDesign(model, layout) };
}).filter(({ layout, lines }) => {
  const parts = around([...layout.values()].map(({ rect }) => rect));
  return lines.some(({ points }) => points.some(({ x, y }) => x > right(parts) || y > bottom(parts)));
});

it.each(wide)('what is drawn is inside of the extent, connections as well (seed $seed)', (drawn) => {
  const extent = extentOf(drawn);
  const outside = drawn.lines
    .flatMap(({ points }) => points)
    .filter(({ x, y }) => x < extent.x || y < extent.y || x > right(extent) || y > bottom(extent));
  expect(outside).toEqual([]);
});

it('connections do go further out than parts', () => {
  expect(wide.length).toBeGreaterThan(3);
});
