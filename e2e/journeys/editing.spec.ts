import { expect, test, type Browser } from '@playwright/test';
import { parts, saved, savedText, settledText } from '../support/saved.ts';
import { HEAD, Sheet } from '../support/sheet.ts';

test('undo in a text field stays in the field', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Dora Dune');
  const { page, inspector } = sheet;
  await sheet.putAt('Server, x86-64', 300, 200);
  await expect.poll(() => parts(page)).toEqual(['Server: ; ']);
  const before = await savedText(page);
  const name = inspector.getByRole('textbox', { name: 'Name', exact: true });
  await name.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' of mine');
  await expect(name).toHaveValue('Server of mine');
  for (let n = 0; n < ' of mine'.length; n += 1) await page.keyboard.press('Control+Z');
  await expect(name).toHaveValue('Server');
  await expect(sheet.part('Server')).toBeVisible();
  // Nothing is left to take back in the field; the drawing is not touched even so.
  await page.keyboard.press('Control+Z');
  await expect(sheet.part('Server')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await settledText(page)).toBe(before);
  await page.context().close();
});

test('a part is deleted with its connections, and both come back in one step', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Dora Dune');
  const { page } = sheet;
  await sheet.putAt('Switch, 64', 300, 300);
  for (const type of ['Server, x86-64', 'x86 PC', 'Laptop']) await sheet.put(type, 'Switch');
  await expect.poll(() => parts(page)).toContain('Switch: ; Laptop, PC, Server');
  const before = await savedText(page);
  await sheet.select('Switch');
  await page.keyboard.press('Delete');
  await expect.poll(() => parts(page)).toEqual(['Laptop: ; ', 'PC: ; ', 'Server: ; ']);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => savedText(page)).toBe(before);
  await page.context().close();
});

test('what is copied in one design is pasted into another, with the connections inside it', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Dora Dune');
  await sheet.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await sheet.putAt('Switch, 64', 300, 300);
  await sheet.put('Server, x86-64', 'Switch');
  await sheet.put('Debian 12', 'Server');
  await sheet.put('x86 PC', 'Switch');
  await sheet.select('Switch');
  await sheet.select('Server', { shift: true });
  await sheet.page.keyboard.press('Control+C');
  await expect(sheet.page.getByRole('status').filter({ hasText: 'Copied 2 parts' })).toBeAttached();

  const other = await Sheet.fresh(await sheet.page.context().newPage());
  await other.page.keyboard.press('Control+V');
  await expect.poll(() => parts(other.page)).toEqual(['Server: debian-12; Switch', 'Switch: ; Server']);
  await other.page.keyboard.press('Control+Z');
  await expect.poll(() => parts(other.page)).toEqual([]);
  await sheet.page.context().close();
});

test('five copies at once are numbered, and taken back at once', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Dora Dune');
  const { page } = sheet;
  await sheet.putAt('Switch, 64', 100, 300);
  await sheet.put('x86 PC', 'Switch');
  await sheet.put('Windows 98', 'PC');
  await expect.poll(() => parts(page)).toHaveLength(2);
  await sheet.pick('PC', 'Duplicate many…');
  const dialog = page.getByRole('dialog', { name: 'Duplicate PC' });
  await dialog.getByRole('textbox', { name: 'New copies' }).fill('5');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  const six = ['PC', 'PC 2', 'PC 3', 'PC 4', 'PC 5', 'PC 6'];
  await expect
    .poll(() => parts(page))
    .toEqual([
      ...six.slice(1).map((name) => `${name}: windows-98; Switch`),
      'PC: windows-98; Switch',
      `Switch: ; ${six.join(', ')}`,
    ]);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => parts(page)).toHaveLength(2);
  await page.context().close();
});

test('parts are made a group, collapsed to one card, opened and ungrouped', async ({ browser }) => {
  const sheet = await row(browser);
  const { page } = sheet;
  await expect.poll(() => parts(page)).toHaveLength(3);
  const before = await savedText(page);
  await sheet.select('Server');
  await sheet.select('PC', { shift: true });
  await sheet.press('Group');
  const group = sheet.part('Group');
  await expect(group).toHaveAccessibleName('Group, group of 2 parts');
  await sheet.press('Collapse or open the group');
  await expect(group).toHaveAccessibleName('Group, collapsed group of 2 parts');
  await expect(sheet.part('Server')).toHaveCount(0);
  await sheet.press('Collapse or open the group');
  await expect(sheet.part('Server')).toBeVisible();
  await sheet.press('Ungroup');
  await expect(group).toHaveCount(0);
  expect(await settledText(page)).toBe(before);
  await page.context().close();
});

test('selected parts are aligned', async ({ browser }) => {
  const sheet = await row(browser);
  const { page, inspector } = sheet;
  await sheet.select('Server');
  for (const part of ['PC', 'Laptop']) await sheet.select(part, { shift: true });
  await inspector.getByRole('button', { name: 'Align top edges' }).click();
  await expect.poll(() => places(sheet, 'y')).toEqual([expect.any(Number)]);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => places(sheet, 'y')).toHaveLength(3);
  await page.context().close();
});

test('tidying up is one step', async ({ browser }) => {
  const sheet = await row(browser);
  const { page } = sheet;
  await expect.poll(() => parts(page)).toHaveLength(3);
  const before = await savedText(page);
  await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Tidy up' }).click();
  await expect.poll(() => savedText(page)).not.toBe(before);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => savedText(page)).toBe(before);
  await page.context().close();
});

test('a frame on the sheet selects what it touches, Shift and a click add and take away', async ({
  browser,
}) => {
  const sheet = await row(browser);
  const { page, drawing, hand } = sheet;
  const selected = drawing.getByRole('treeitem', { selected: true });
  await hand.drag(drawing, { x: 20, y: 60 }, { x: 600, y: 300 });
  expect(sheet.pointer.drags).toBeGreaterThan(0);
  await expect(selected).toHaveCount(2);
  await expect(sheet.inspector.getByRole('heading', { name: '2 selected' })).toBeVisible();
  await sheet.select('Laptop', { shift: true });
  await expect(selected).toHaveCount(3);
  await sheet.select('PC', { shift: true });
  await expect(selected).toHaveCount(2);
  await drawing.click({ position: { x: 60, y: 650 } });
  await expect(selected).toHaveCount(0);
  await page.context().close();
});

test('“Move to…” and one click move a part without a drag', async ({ browser }) => {
  const sheet = await row(browser);
  const { page, drawing, hand } = sheet;
  await sheet.pick('PC', 'Move to…');
  await expect(drawing.getByRole('status')).toContainText('Click where PC should go');
  const [x, y] = [600, 560];
  await hand.click(drawing, { position: { x, y } });
  const [sheetBox, box] = [await drawing.boundingBox(), await sheet.part('PC').boundingBox()];
  if (!sheetBox || !box) throw new Error('the part is not on the screen');
  const [left, top] = [sheetBox.x + x - box.x, sheetBox.y + y - box.y];
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(box.width);
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(box.height);
  await page.context().close();
});

test('the menu of a part lists what cannot be done last, and says why', async ({ browser }) => {
  const sheet = await row(browser);
  const { page, hand } = sheet;
  await hand.menu(sheet.part('Server'), HEAD);
  const items = page.getByRole('menu').getByRole('menuitem');
  const detach = items.filter({ hasText: 'Detach' });
  await expect(detach).toHaveAttribute('aria-disabled', 'true');
  await expect(detach).toContainText('It stands by itself');
  const states = await items.evaluateAll((all) => all.map((one) => one.getAttribute('aria-disabled')));
  expect(states.lastIndexOf(null)).toBeLessThan(states.indexOf('true'));
  await detach.click({ force: true });
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(sheet.part('Server')).toBeFocused();
  await page.context().close();
});

test('the address keeps selection and view over a reload', async ({ browser }) => {
  const sheet = await row(browser);
  const { page, drawing } = sheet;
  await expect.poll(() => parts(page)).toHaveLength(3);
  await sheet.select('PC');
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(page.getByRole('button', { name: /^83 %/ })).toBeVisible();
  await expect(page).toHaveURL(/select=c-.*view=.*0\.833/);
  const before = await sheet.part('PC').boundingBox();
  await page.reload();
  await expect(sheet.part('PC')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: /^83 %/ })).toBeVisible();
  await expect(drawing.getByRole('treeitem', { selected: true })).toHaveCount(1);
  await expect
    .poll(async () => Math.round((await sheet.part('PC').boundingBox())?.x ?? 0))
    .toBe(Math.round(before?.x ?? -1));
  await page.context().close();
});

test('finding goes from match to match', async ({ browser }) => {
  const sheet = await row(browser);
  const { page, palette } = sheet;
  await sheet.select('Laptop');
  await page.keyboard.press('Control+D');
  await expect(sheet.part('Laptop 2')).toBeVisible();
  await page.keyboard.press('Control+F');
  const field = palette.getByRole('textbox', { name: 'Find in the design' });
  await expect(field).toBeFocused();
  await page.keyboard.type('laptop');
  await page.keyboard.press('Enter');
  await expect(palette.getByRole('status')).toHaveText('1 of 2');
  await expect(sheet.part('Laptop')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(palette.getByRole('status')).toHaveText('2 of 2');
  await expect(sheet.part('Laptop 2')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+Enter');
  await expect(sheet.part('Laptop')).toHaveAttribute('aria-selected', 'true');
  await expect(field).toBeFocused();
  await page.context().close();
});

/** Three parts that stand apart, none in line with another. */
async function row(browser: Browser): Promise<Sheet> {
  const sheet = await Sheet.blank(browser, 'Dora Dune');
  await sheet.putAt('Server, x86-64', 160, 120);
  await sheet.putAt('x86 PC', 460, 180);
  await sheet.putAt('Laptop', 300, 460);
  return sheet;
}

/** The different places of the parts along one axis, as they were saved. */
async function places({ page }: Sheet, axis: 'x' | 'y'): Promise<number[]> {
  const { components } = await saved(page);
  return [...new Set(Object.values(components).map((part) => part[axis]))];
}
