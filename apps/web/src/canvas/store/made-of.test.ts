import { expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { catalog, design, part } from '../test/designs.ts';
import { madeOf } from './made-of.ts';

const abstraction = catalog.abstractions.find(({ id }) => id === 'three-tier-shop');

it('lists each type of an abstraction once, hosts before what they host, with the number over all copies', () => {
  const { flat } = analyse(design([part('c-x', 'three-tier-shop', { count: 2 })]), catalog);
  const made = madeOf(flat, 'c-x');
  const names = made.map(({ type }) => type.id);
  expect(abstraction && new Set(names).size).toBe(names.length);
  expect(names.indexOf('debian-12')).toBeGreaterThan(names.findIndex((id) => id.startsWith('server')));
  expect(made.find(({ type }) => type.id === 'debian-12')?.count).toBe(10);
});
