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

const memoryOf = (sheet: Sheet) => sheet.inspector.getByRole('textbox', { name: 'Memory, MiB' });

test('J4: memory is exposed, two copies are used, a newer version is taken over by one, which keeps what was chosen', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Versioner');
  const { page, drawing, inspector, hand } = sheet;
  for (const type of ['Server, x86-64', 'Debian 12', 'nginx 1.22']) await sheet.add(type);
  await sheet.drawing.focus();
  hand.actions = 0;

  await hand.key(page, 'Control+a');
  await hand.key(page, 't');
  await hand.click(drawing.getByRole('button', { name: 'Memory of Server' }));
  const panel = page.getByRole('complementary', { name: 'Save as abstraction' });
  await expect(panel.getByRole('textbox', { name: 'Name of parameter 1' })).toHaveValue('Memory');
  await expectAccessible(page, 'save-abstraction-parameters');
  await hand.click(panel.getByRole('button', { name: 'Save', exact: true }));
  await expect(sheet.part('nginx 1.22 on Server')).toBeFocused();
  await hand.key(page, 'Control+d');
  await expect(inspector.getByRole('heading', { name: 'nginx 1.22 on Server 2' })).toBeVisible();
  await hand.type(memoryOf(sheet), '8192');
  await expect(inspector.getByText('Memory is chosen here')).toBeAttached();

  await hand.click(inspector.getByRole('link', { name: 'Edit source' }));
  await expect(page.getByRole('button', { name: 'New version' })).toBeVisible();
  await sheet.select('Server');
  await hand.type(memoryOf(sheet), '6144');
  await hand.click(page.getByRole('button', { name: 'New version' }));
  const next = page.getByRole('complementary', { name: 'New version of nginx 1.22 on Server' });
  await expect(next.getByText('Memory is 6 144 MiB unless chosen, was 4 096 MiB')).toBeVisible();
  await expect(next.getByRole('textbox', { name: 'Version' })).toHaveValue('1.0.1');
  await hand.click(next.getByRole('button', { name: 'Save', exact: true }));
  await expect(next).toBeHidden();

  await page.goBack();
  hand.actions += 1;
  await expect(inspector.getByRole('heading', { name: 'nginx 1.22 on Server 2' })).toBeVisible();
  await hand.click(inspector.getByRole('button', { name: 'Update to 1.0.1' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Memory is 6 144 MiB unless chosen, was 4 096 MiB')).toBeVisible();
  await expect(dialog.getByText('Memory stays 8 192 MiB')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Price of the design' })).toContainText(/stays .* €\/h/);
  await expectAccessible(page, 'update-abstraction');
  await hand.click(dialog.getByRole('button', { name: 'Update this one' }));
  expect(hand.actions).toBeLessThanOrEqual(14);

  await expect(memoryOf(sheet)).toHaveValue(/^8.192$/);
  await expect(inspector.getByText('1.0.1')).toBeVisible();
  await sheet.select('nginx 1.22 on Server');
  await expect(memoryOf(sheet)).toHaveValue(/^4.096$/);
  await expect(inspector.getByRole('button', { name: 'Update to 1.0.1' })).toBeVisible();
  await page.context().close();
});

test('by keys alone: fields are ticked in the list, what was chosen is set back, what is inside is looked at', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Keyboarder');
  const { page, inspector } = sheet;
  for (const type of ['Switch, 8 ports', 'x86 PC', 'Windows 98']) await sheet.add(type);
  await sheet.drawing.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  await page.keyboard.type('Desk');
  const panel = page.getByRole('complementary', { name: 'Save as abstraction' });
  await panel.getByRole('button', { name: 'List', exact: true }).focus();
  await page.keyboard.press('Enter');
  await panel.getByRole('checkbox', { name: 'Memory of PC' }).focus();
  await page.keyboard.press('Space');
  await panel.getByRole('checkbox', { name: 'Copies of PC' }).focus();
  await page.keyboard.press('Space');
  const most = panel.getByRole('textbox', { name: 'Most Copies of PC' });
  await most.fill('7');
  await most.press('Enter');
  await panel.getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet.part('Desk')).toBeFocused();

  const copies = inspector.getByRole('textbox', { name: 'Copies of PC' });
  await copies.fill('8');
  await copies.press('Enter');
  await expect(inspector.getByRole('alert')).toContainText('from 1 to 7');
  await copies.fill('7');
  await copies.press('Enter');
  await expect(sheet.part('Desk')).toHaveText(/7 machines/);
  await inspector.getByRole('button', { name: 'Set Copies of PC back to 1' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet.part('Desk')).toHaveText(/1 machine/);

  await inspector.getByRole('button', { name: 'Find usages' }).focus();
  await page.keyboard.press('Enter');
  await expect(inspector.getByText('Used in 1 design')).toBeVisible();
  await sheet.part('Desk').focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog', { name: 'Desk' }).getByRole('treeitem', { name: /^Switch/ }),
  ).toBeVisible();
  await page.context().close();
});

test('abstractions of the account are looked at, used, renamed and removed on a page of their own', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Librarian');
  const { page } = sheet;
  for (const type of ['x86 PC', 'Windows 98']) await sheet.add(type);
  await sheet.drawing.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  await page.keyboard.type('Desk');
  await page.keyboard.press('Enter');
  await expect(sheet.part('Desk')).toBeFocused();
  await expect(page.getByText('Saved just now')).toBeVisible();

  await page.goto('/designs');
  await page.getByRole('link', { name: '1 abstraction' }).click();
  const card = page.getByRole('region', { name: 'Desk' });
  await card.getByText('1 version and where it is used').click();
  await expect(card.getByText('Used in 1 design:')).toBeVisible();
  await expect(card.getByRole('link', { name: 'Untitled design' })).toBeVisible();
  await expectAccessible(page, 'abstractions');
  await card.getByRole('button', { name: 'More for Desk' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Writing desk');
  await page.getByRole('button', { name: 'Rename' }).click();
  const renamed = page.getByRole('region', { name: 'Writing desk' });
  await renamed.getByRole('button', { name: 'Use Writing desk in a new design' }).click();
  await expect(sheet.part('Desk')).toBeVisible();
  await sheet.expectBookable();

  await page.goto('/designs/abstractions');
  await renamed.getByRole('button', { name: 'More for Writing desk' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove abstraction' }).click();
  await expect(page.getByRole('heading', { name: 'No abstractions yet' })).toBeVisible();
  await page.goBack();
  await expect(sheet.part('Desk')).toBeVisible();
  await sheet.expectBookable();
  await page.context().close();
});
