import { shippedCatalog } from '@patchbay/catalog';
import { applyEdit, EMPTY_DESIGN, newComponent, readDesign } from '@patchbay/engine/design';
import { plan, type Snapshot } from '@patchbay/engine/placement';
import { expect, it } from 'vitest';
import { demoInventory } from './demo-inventory.ts';

const { types } = shippedCatalog;
const { sites, hosts, pools } = demoInventory();
const world: Snapshot = {
  sites: sites.map(({ id, name }) => ({ id, name, real: false })),
  hosts: hosts.map((host) => ({ ...host, takesWork: true, claims: [] })),
  pools: pools.map((pool) => ({ ...pool, closed: 0, claims: [] })),
};
const HOUR = { start: 0, end: 3_600_000 };

it('has no two hosts or pools of one id', () => {
  for (const rows of [hosts, pools]) expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

it.each(types.map((type) => [type.id, type] as const))('has a place for one %s', (_, type) => {
  const part = newComponent(type, 'a', { x: 0, y: 0 });
  const document = applyEdit(EMPTY_DESIGN, { do: 'add', components: [part], connections: [] });
  expect(plan(readDesign(document, shippedCatalog), world, HOUR)).toMatchObject({ fits: true });
});

it('has seats of every licence at every site', () => {
  const seats = types.flatMap((type) => type.pools.map(({ resourceClass }) => resourceClass));
  for (const seat of seats.filter((name) => name.startsWith('seat/')))
    expect(pools.filter(({ resourceClass }) => resourceClass === seat)).toHaveLength(sites.length);
});
