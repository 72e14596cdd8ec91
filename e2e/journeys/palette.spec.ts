import { expect, test } from '@playwright/test';
import { Sheet } from '../support/sheet.ts';

test('a part is searched and added without leaving the search; arrows walk the rows', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Typist');
  const { page, palette } = sheet;
  const search = palette.getByRole('textbox', { name: 'Search parts' });
  await page.keyboard.press('/');
  await page.keyboard.type('server, x86');
  await page.keyboard.press('Enter');
  await expect(sheet.part('Server')).toBeVisible();
  // What is called so comes before what only holds it.
  await search.fill('debian');
  await search.press('Enter');
  await expect(sheet.part('Debian 12')).toBeVisible();

  const rows = palette.locator('[data-palette-row]');
  await search.press('ArrowDown');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await page.context().close();
});

test('what the next click does is said in the place of the tools', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Clicker');
  const { page, drawing, hand } = sheet;
  const tools = drawing.getByRole('toolbar', { name: 'Tools' });
  await expect(tools).toBeVisible();
  await hand.click(sheet.row('Server, x86-64'));
  await expect(drawing.getByText('Server, x86-64 in hand')).toBeVisible();
  await expect(tools).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(tools).toBeVisible();
  await page.context().close();
});

test('systems of one name are told apart by their machines', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Mover');
  const { page } = sheet;
  await sheet.putAt('Server, x86-64', 120, 120);
  await sheet.put('Debian 12', 'Server');
  await sheet.put('nginx', 'Server');
  await sheet.select('Server');
  await sheet.press('Duplicate');
  await sheet.select('nginx 1.22');
  await page.keyboard.press('m');
  await page.keyboard.type('server 2');
  await expect(page.getByRole('option', { name: /^Debian 12 on Server 2/ })).toBeVisible();
  await page.context().close();
});
