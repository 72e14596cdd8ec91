import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { Keys } from '../support/hand.ts';
import { signedUp } from '../support/personas.ts';

const market = async (page: Page) => {
  await page.getByRole('link', { name: 'Market', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Market' })).toBeVisible();
};

test('S4, A4: an e-mail workplace is found, bought and booked without the canvas', async ({ browser }) => {
  const page = await signedUp(browser, 'Mia Mail');
  await market(page);
  await expectAccessible(page, 'market');
  await page.getByRole('searchbox', { name: 'Search templates' }).fill('e-mail');
  await expect(page.getByRole('status').filter({ hasText: '2 templates' })).toBeVisible();
  await page.getByRole('link', { name: /E-mail Workplace/ }).click();
  await expect(page.getByRole('heading', { name: 'E-mail Workplace' })).toBeVisible();
  await expectAccessible(page, 'template');
  await page.getByRole('button', { name: 'Book a slot' }).click();
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  await page.context().close();
});

test('the same by keyboard alone', async ({ browser }) => {
  const page = await signedUp(browser, 'Kim Keys');
  const keys = new Keys(page);
  await keys.press('g');
  await keys.press('m');
  const search = page.getByRole('searchbox', { name: 'Search templates' });
  await expect(search).toBeVisible();
  await keys.tabTo(search);
  await keys.type('e-mail');
  await expect(page.getByRole('status').filter({ hasText: '2 templates' })).toBeVisible();
  await keys.press('F6');
  await keys.tabTo(page.getByRole('link', { name: /E-mail Workplace/ }));
  await keys.press('Enter');
  const book = page.getByRole('button', { name: 'Book a slot' });
  await expect(book).toBeEnabled();
  await keys.tabTo(book);
  await keys.press('Enter');
  const tomorrow = page.getByRole('button', { name: /Tomorrow 9/ });
  await expect(tomorrow).toBeVisible();
  await keys.tabTo(tomorrow);
  await keys.press('Enter');
  const confirm = page.getByRole('button', { name: /^Book for/ });
  await expect(confirm).toBeEnabled();
  await keys.tabTo(confirm, 40);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  await page.context().close();
});

test('facets narrow what is listed, say how many there are, and stay in the address', async ({ browser }) => {
  const page = await signedUp(browser, 'Fay Facets');
  await market(page);
  const databases = page.getByRole('checkbox', { name: /^Database/ });
  const count = Number(/\d+/.exec(await page.getByText(/^Database\s*\d+$/).innerText())?.[0]);
  await databases.click();
  await expect(databases).toBeChecked();
  const listed = page.getByRole('region', { name: 'Templates' });
  await expect(listed.getByRole('listitem').filter({ has: page.getByRole('link') })).toHaveCount(count);
  await expect(page).toHaveURL(/contains=database/);
  await page.reload();
  await expect(databases).toBeChecked();
  await listed.getByText('Table', { exact: true }).click();
  await expect(listed.getByRole('row')).toHaveCount(count + 1);
  await expectAccessible(page, 'market table');
  await page.getByRole('button', { name: 'Remove the filter Database' }).click();
  await expect(databases).not.toBeChecked();
  await page.getByRole('searchbox', { name: 'Search templates' }).fill('no such thing');
  await expect(page.getByRole('heading', { name: 'No template matches' })).toBeVisible();
  await expectAccessible(page, 'market empty');
  await page.context().close();
});
