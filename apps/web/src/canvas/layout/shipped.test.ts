import { applyEdit, newComponent, readDesign, takeApart, typeOfAbstraction } from '@patchbay/engine/design';
import { expect, it } from 'vitest';
import { catalog, design } from '../test/designs.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign } from './layout.ts';

/** Room between parts of one row, in pixels at 100 %. */
const BESIDE = 16;

it.each(catalog.abstractions.map((one) => [one.id, one] as const))(
  '%s is drawn with room between its parts',
  (_, body) => {
    const outer = newComponent(typeOfAbstraction(body, catalog), 'a', { x: 0, y: 0 });
    const drawn = design([outer]);
    let n = 0;
    const apart = takeApart(drawn, outer.id, catalog, () => `new${(n += 1)}`);
    if ('refused' in apart) throw new Error(apart.refused);
    const placed = [...layoutDesign(readDesign(applyEdit(drawn, apart.edit), catalog)).values()];
    expect(placed.length).toBeGreaterThan(0);
    const close = placed.flatMap((one, at) =>
      placed
        .slice(at + 1)
        .filter((other) => overlaps(one.rect, other.rect, BESIDE, BESIDE))
        .map((other) => [one.part.component.name, other.part.component.name]),
    );
    expect(close).toEqual([]);
  },
);
