import { readDesign } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, design, part } from '../test/designs.ts';
import { layoutDesign } from './layout.ts';
import { regrouped } from './membership.ts';
import { movedLayout } from './moved.ts';

/** Two groups of two servers beside each other, and one server far away. */
const groups = Object.fromEntries(
  ['g-1', 'g-2'].map((id) => [id, { id, name: id, collapsed: false }] as const),
);
const document = {
  ...design([
    part('c-a', 'server-x86-64', { group: 'g-1' }),
    part('c-b', 'server-x86-64', { x: 400, group: 'g-1' }),
    part('c-c', 'server-x86-64', { x: 1000, group: 'g-2' }),
    part('c-d', 'server-x86-64', { x: 1400, group: 'g-2' }),
    part('c-z', 'server-x86-64', { x: 200, y: 800 }),
  ]),
  groups,
};
const layout = layoutDesign(readDesign(document, catalog));

describe('what is moved', () => {
  it.each([
    ['joins the group that its middle comes to lie in', ['c-z'], 0, -780, [['c-z', 'g-1']]],
    ['joins none where it only touches the frame', ['c-z'], 0, -640, []],
    ['leaves its group once it is clear of the frame', ['c-b'], 0, 200, [['c-b', null]]],
    ['stays while it touches the frame, which grows', ['c-b'], 0, 160, []],
    ['goes from one group to the other', ['c-b'], 800, 0, [['c-b', 'g-2']]],
    ['stays a group when all of it moves', ['c-a', 'c-b'], 900, 0, []],
  ] as const)('%s', (_, ids, dx, dy, expected) => {
    expect([...regrouped(layout, new Set(ids), dx, dy)]).toEqual(expected);
  });

  it('is shown in the frame that it would join while it is in the hand', () => {
    const moved = movedLayout(layout, new Set(['c-z']), 0, -780);
    expect(moved.groups.get('g-1')?.members).toEqual(['c-a', 'c-b', 'c-z']);
  });

  it('is out of the frame that it would leave', () => {
    const moved = movedLayout(layout, new Set(['c-b']), 0, 200);
    expect(moved.groups.get('g-1')?.rect.width).toBe(252);
  });
});
