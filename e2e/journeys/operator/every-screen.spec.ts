import { test, type Page } from '@playwright/test';
import { expectToHoldUp, type Screen } from '../../support/looks.ts';
import { signedIn } from '../../support/personas.ts';
import { ask } from '../../support/slots.ts';

interface Overview {
  readonly sites: readonly { racks: readonly { id: string; hosts: readonly { id: string }[] }[] }[];
}

/** What stands beside every page with the tree. */
const standing = (page: Page) => page.getByRole('region', { name: 'Architecture tiers' });

test('J20: every screen of the operator, in every way that it may be looked at', async ({ browser }) => {
  // Thirteen screens, eight looks each.
  test.setTimeout(420_000);
  const page = await signedIn(browser, 'operator');
  const { sites } = await ask<Overview>(page, 'dataCenter.overview');
  const rack = sites[0]?.racks[0];
  const host = rack?.hosts[0];
  const screens: readonly Screen[] = [
    { name: 'overview', path: '/data-center', heading: 'Host timeline' },
    { name: 'rack', path: `/data-center?rack=${rack?.id ?? ''}`, heading: 'Host timeline' },
    { name: 'hosts', path: '/data-center/hosts', heading: /^Hosts/, after: (it) => it.getByRole('table') },
    { name: 'host', path: `/data-center/hosts/${host?.id ?? ''}`, heading: 'What runs and is booked here' },
    { name: 'inventory', path: '/data-center/inventory', heading: 'Inventory', after: standing },
    { name: 'pools', path: '/data-center/pools', heading: 'Pools', after: standing },
    { name: 'maintenance', path: '/data-center/maintenance', heading: 'Maintenance', after: standing },
    { name: 'demand', path: '/data-center/demand', heading: 'Unmet demand', after: standing },
    { name: 'prices', path: '/data-center/prices', heading: 'Prices', after: standing },
    { name: 'catalog', path: '/data-center/catalog', heading: 'Catalog', after: standing },
    { name: 'tiers', path: '/data-center/tiers', heading: 'Middleware' },
    { name: 'inventory', path: '/data-center/inventory', heading: 'Inventory', after: standing },
    { name: 'pools', path: '/data-center/pools', heading: /Pools/, after: (it) => it.getByRole('table') },
    { name: 'prices', path: '/data-center/prices', heading: /Price/, after: standing },
    { name: 'catalog', path: '/data-center/catalog', heading: /Catalog/, after: standing },
    { name: 'people', path: '/data-center/people', heading: /People/ },
    { name: 'log', path: '/data-center/log', heading: /Log/ },
  ];
  for (const screen of screens) await test.step(screen.name, () => expectToHoldUp(page, screen));
  await page.context().close();
});
