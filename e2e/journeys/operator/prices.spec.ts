import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';

test('prices by keyboard: a draft, what it changes, published, and rolled back as a version of its own', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/prices');
  const versions = operator.getByRole('group', { name: 'Versions' });
  await expect(versions.getByRole('row', { name: /In force/ })).toContainText('start-up');
  await expectAccessible(operator, 'operator, prices');

  await operator.getByRole('button', { name: 'Draft a new version' }).press('Enter');
  await operator.getByLabel('Find a price').fill('Windows 98');
  const field = operator.getByLabel('New: Windows 98');
  await field.fill('1.23456');
  await expect(operator.getByText('An amount in cents with at most 4 decimals.')).toBeVisible();
  await expectAccessible(operator, 'operator, prices, draft wrong');
  await field.fill('1.5');
  // Another page loses nothing of it.
  await operator.goto('/data-center/pools');
  await operator.goto('/data-center/prices');
  await operator.getByLabel('Find a price').fill('Windows 98');
  await expect(field).toHaveValue('1.5');
  await operator.getByLabel('Find a price').fill('');
  await expectAccessible(operator, 'operator, prices, draft');
  await operator.getByRole('button', { name: 'Review 1 change…' }).press('Enter');
  const dialog = operator.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Windows 98/ })).toContainText('1.21.5');
  await dialog.getByLabel('What for').fill('dearer licences');
  await expectAccessible(operator, 'operator, prices, review');
  await dialog.getByRole('button', { name: 'Publish' }).press('Enter');
  await expect(dialog).toBeHidden();
  const published = versions.getByRole('row', { name: /In force/ });
  await expect(published).toContainText('dearer licences');
  await expect(versions.getByRole('row', { name: /Past/ })).toHaveCount(2);
  await published.getByRole('button', { name: /^Show what version \d+ changed/ }).press('Enter');
  await expect(dialog.getByRole('row', { name: /Windows 98/ })).toBeVisible();
  await operator.keyboard.press('Escape');

  await versions.getByRole('button', { name: 'Roll back to version 2' }).press('Enter');
  await dialog.getByRole('button', { name: 'Publish it again' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(versions.getByRole('row', { name: /In force/ })).toContainText('contents of 2');
  await operator.context().close();
});

test('prices come in by a file, and all those shown are raised; the catalog says what new designs use', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/prices');
  const [download] = await Promise.all([
    operator.waitForEvent('download'),
    operator.getByRole('button', { name: 'Download the prices in force as CSV' }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  await operator.getByRole('button', { name: 'Draft a new version' }).click();
  const [chooser] = await Promise.all([
    operator.waitForEvent('filechooser'),
    operator.getByRole('button', { name: 'Read a CSV file' }).click(),
  ]);
  const changed = csv.replace('hour,windows-98,,1.2', 'hour,windows-98,,2.4').concat('hour,none,,1\r\n');
  await chooser.setFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) });
  await expect(operator.getByRole('alert')).toContainText('no such price');
  await expect(operator.getByRole('button', { name: 'Review 1 change…' })).toBeVisible();
  await operator.getByLabel('Find a price').fill('Windows NT');
  await operator.getByLabel('Raise those shown by, %').fill('10');
  await operator.getByRole('button', { name: 'Apply' }).click();
  await expect(operator.getByLabel(/^New: Windows NT/)).toHaveValue('1.98');
  await expect(operator.getByRole('button', { name: 'Review 2 changes…' })).toBeVisible();
  await operator.getByRole('button', { name: 'Discard the draft' }).click();

  await operator.goto('/data-center/catalog');
  const catalog = operator.getByRole('group', { name: 'Catalog' });
  await expect(catalog.getByRole('row', { name: /^catalog-/ })).toContainText('use it');
  await expectAccessible(operator, 'operator, catalog');
  await operator.context().close();
});
