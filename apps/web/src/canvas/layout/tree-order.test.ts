import { readDesign } from '@patchbay/engine/design';
import { expect, it } from 'vitest';
import { catalog, design, part } from '../test/designs.ts';
import { layoutDesign } from './layout.ts';
import { inTreeOrder, levelIn } from './tree-order.ts';

/** A group of two, and beside them one that begins higher than its second member. */
const document = {
  ...design([
    part('c-a', 'server-x86-64', { group: 'g-1' }),
    part('c-b', 'server-x86-64', { y: 300, group: 'g-1' }),
    part('c-z', 'server-x86-64', { x: 400, y: 100 }),
  ]),
  groups: { 'g-1': { id: 'g-1', name: 'Tier', collapsed: false } },
};
const layout = layoutDesign(readDesign(document, catalog));

it('members of an open group are read right after it, one level below', () => {
  const read = inTreeOrder([...layout.values(), ...layout.groups.values()]).map((one) => [
    one.id,
    'part' in one ? levelIn(layout.groups, one.part) : 1,
  ]);
  expect(read).toEqual([
    ['g-1', 1],
    ['c-a', 2],
    ['c-b', 2],
    ['c-z', 1],
  ]);
});
