import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn, signedUp } from '../../support/personas.ts';

/** An environment of Easy Word Processing, booked for now; answers the host of its machine once it runs. */
async function running(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 150_000 });
  const host = page.getByRole('region', { name: 'Parts' }).getByText(/^[rt]\d-h\d\d$/);
  return (await host.first().textContent()) ?? '';
}

test('from site to rack to host by keyboard, and back by the crumbs', async ({ browser }) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center');
  const tree = operator.getByRole('tree', { name: 'Sites, racks and hosts' });
  await tree.getByRole('treeitem', { name: /^Tartu-1/ }).focus();
  await operator.keyboard.press('Enter');
  await expect(operator).toHaveURL(/site=site_tartu/);
  await operator.keyboard.press('ArrowRight');
  await operator.keyboard.press('ArrowDown');
  await operator.keyboard.press('Enter');
  await expect(operator).toHaveURL(/\?rack=rack_t1/);
  await expect(operator.getByRole('region', { name: 'Tartu-1, racks' })).toContainText('6 hosts');
  await operator.keyboard.press('ArrowDown');
  await operator.keyboard.press('Enter');
  await expect(operator.getByRole('heading', { name: 't1-h01' })).toBeVisible();
  await operator.getByRole('link', { name: 'Open host' }).focus();
  await operator.keyboard.press('Enter');
  await expect(operator).toHaveURL('/data-center/hosts/host_t1h01');
  await expect(operator.getByText('Nothing is booked here in the period shown.')).toBeVisible();
  await expectAccessible(operator, 'operator, host, empty');
  await operator.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 't1' }).click();
  await expect(operator).toHaveURL(/\?rack=rack_t1/);
  await operator.goto('/data-center/hosts/host_never');
  await expect(operator.getByRole('heading', { name: 'No such host' })).toBeVisible();
  await operator.context().close();
});

test('all hosts: filters, order and columns are in the address, and the table is a file', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center');
  await operator.getByRole('link', { name: 'All hosts' }).click();
  const table = operator.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(47);
  await operator.getByRole('searchbox', { name: 'Name or model' }).fill('sun');
  await expect(table.getByRole('row')).toHaveCount(5);
  await operator.getByRole('button', { name: 'Host', exact: true }).click();
  await expect(operator).toHaveURL(/q=sun&sort=host-down/);
  await expect(table.getByRole('rowheader').first()).toHaveText('r3-h10');
  await operator.getByRole('button', { name: 'Columns' }).click();
  await operator.getByRole('checkbox', { name: 'Year' }).click();
  await expectAccessible(operator, 'operator, hosts, columns');
  await operator.keyboard.press('Escape');
  await operator.reload();
  await expect(table.getByRole('columnheader', { name: 'Year' })).toBeVisible();
  await expect(table.getByRole('rowheader').first()).toHaveText('r3-h10');
  const file = operator.waitForEvent('download');
  await operator.getByRole('button', { name: 'Download these hosts as CSV' }).click();
  expect((await file).suggestedFilename()).toBe('hosts.csv');
  await operator.getByRole('searchbox', { name: 'Name or model' }).fill('nothing like it');
  await expect(operator.getByText('No host is like that.')).toBeVisible();
  await operator.getByRole('button', { name: 'Clear filters' }).click();
  await expect(table.getByRole('row')).toHaveCount(47);
  await expectAccessible(operator, 'operator, hosts');
  await operator.context().close();
});

test('the timeline of a host: by key to a week and back in time, as a table, by channel and without a name', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Tess Tenant');
  const host = await running(page);
  const operator = await signedIn(browser, 'operator');
  await operator.goto(`/data-center/hosts/host_${host.replace('-', '')}`);
  const timeline = operator.getByRole('region', { name: 'Host timeline' });
  await expect(timeline.getByRole('listitem').first()).toContainText(/^channel \d+$/);
  // Others may have something there as well.
  await expect(
    operator.getByRole('region', { name: 'What runs' }).getByText('Running').first(),
  ).toBeVisible();
  await expectAccessible(operator, 'operator, host');
  await operator.keyboard.press('w');
  await expect(operator).toHaveURL(/zoom=week/);
  await timeline.getByText('Table', { exact: true }).click();
  await expect(timeline.getByRole('row', { name: /channel \d+/ }).first()).toBeVisible();
  await expectAccessible(operator, 'operator, host, table');
  await timeline.getByRole('button', { name: 'Earlier' }).click();
  await expect(operator).toHaveURL(/from=/);
  await operator.keyboard.press('k');
  await expect(timeline.getByText('Nothing is booked and nothing happened in this period.')).toBeVisible();
  await operator.keyboard.press('t');
  await expect(timeline.getByRole('row', { name: /channel \d+/ }).first()).toBeVisible();
  await expect(operator.locator('main')).not.toContainText('Tess');
  await operator.goto('/data-center');
  await expectAccessible(operator, 'operator, overview');
  await operator.context().close();
  await page.context().close();
});
