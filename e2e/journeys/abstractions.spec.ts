import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { Sheet } from '../support/sheet.ts';

test('S2: a PC with Windows 98 and WordPerfect is saved, is one item of the palette, is booked alone, and is part of another design', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Abstracter');
  const { page, palette, inspector } = sheet;
  for (const type of ['x86 PC', 'Windows 98', 'WordPerfect 8']) await sheet.add(type);
  await sheet.drawing.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  const panel = page.getByRole('complementary', { name: 'Save as abstraction' });
  await expect(panel.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await expect(panel.getByText('Replaces 3 parts by 1. Undo brings them back.')).toBeVisible();
  await expectAccessible(page, 'save-abstraction');
  await page.keyboard.type('Easy Word Processing 2');
  await page.keyboard.press('Enter');
  await expect(sheet.part('Easy Word Processing 2')).toBeFocused();
  await expect(palette.getByRole('button', { name: 'My abstractions 1' })).toBeVisible();
  await sheet.expectBookable();

  await page.keyboard.press('Control+z');
  await expect(sheet.part('WordPerfect 8')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await sheet.hand.click(sheet.book);
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();

  await page.goto('/designs');
  await page.getByRole('button', { name: 'Start blank' }).click();
  await expect(sheet.drawing).toBeFocused();
  await sheet.add('Easy Word Processing 2');
  await expect(inspector.getByText('WordPerfect 8')).toBeVisible();
  await sheet.add('Switch, 8 ports');
  await sheet.connect('Easy Word Processing 2', 'Switch');
  await sheet.expectBookable();
  await expectAccessible(page, 'abstraction-in-use');
  await page.context().close();
});
