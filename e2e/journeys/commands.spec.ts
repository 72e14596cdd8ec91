import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { signedIn, signedUp } from '../support/personas.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const field = (page: Page) => palette(page).getByRole('combobox', { name: 'Commands' });
const group = (page: Page, name: string) => palette(page).getByRole('group', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function open(page: Page, query = ''): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(query);
}

/** What the text field says is active. */
const active = (page: Page) =>
  field(page).evaluate((input) => {
    const id = input.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.firstElementChild?.nextElementSibling?.textContent ?? null;
  });

test('from any page to any page and any design, by name alone', async ({ browser }) => {
  const page = await signedUp(browser, 'Carla Command');
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeVisible();
  await page.goto('/schedule');
  await expect(heading(page, 'Nothing is booked yet')).toBeVisible();

  await open(page);
  await expectAccessible(page, 'commands');
  const first = await active(page);
  await page.keyboard.press('ArrowDown');
  const second = await active(page);
  expect([first, second]).not.toContain(null);
  expect(second).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => active(page)).toBe(first);

  // A slip of the finger.
  await page.keyboard.type('usge');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Usage')).toBeVisible();
  await expect(palette(page)).toHaveCount(0);

  await page.keyboard.press('Control+/');
  await expect(group(page, 'Used last').getByRole('option', { name: 'Usage' })).toBeVisible();
  await page.keyboard.type('easy word');
  await expect(group(page, 'Designs').getByRole('option', { name: /^Easy Word Processing/ })).toBeVisible();
  await expect(group(page, 'Templates').getByRole('option', { name: /^Easy Word Processing/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/designs\/.+/);

  await page.getByRole('link', { name: 'Patchbay' }).focus();
  await open(page, 'nothing like it');
  await expect(palette(page).getByText('Nothing matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Patchbay' })).toBeFocused();
  await page.context().close();
});

test('in the designer the same list holds its commands first, and says why one is not to be had', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Dora Designer');
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await expect(page.getByRole('treeitem', { name: /WordPerfect 8/ }).first()).toBeVisible();
  await open(page, 'group');
  const found = palette(page).getByRole('option');
  await expect(found.first()).toHaveAccessibleName(/group/i);
  const ungroup = group(page, 'Designer').getByRole('option', { name: /^Ungroup/ });
  await expect(ungroup).toHaveAttribute('aria-disabled', 'true');
  await expect(ungroup).toContainText('Select a group');
  await field(page).fill('select all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { selected: true }).first()).toBeVisible();
  await open(page, 'up to designs');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'What should run?')).toBeVisible();
  await page.context().close();
});

test('one sheet has the keys of the page and of every page, and those of one sign can be switched off', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Katja Key');
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(heading(page, 'Booked')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  const view = (name: string) => page.getByRole('radio', { name, exact: true });
  await expect(view('Week')).toBeChecked();
  await page.keyboard.press('d');
  await expect(view('Day')).toBeChecked();
  const shown = page.getByRole('region', { name: /^Calendar/ });
  const today = await shown.getAttribute('aria-label');
  await page.keyboard.press('n');
  await expect(shown).not.toHaveAttribute('aria-label', today ?? '');
  await page.keyboard.press('p');
  await expect(shown).toHaveAttribute('aria-label', today ?? '');

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet.getByText('Show as month')).toBeVisible();
  await expect(sheet.getByText('Go to: Live')).toBeVisible();
  await expectAccessible(page, 'keys');
  await sheet.getByRole('switch', { name: 'Keys of one sign' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.reload();
  await expect(view('Day')).toBeChecked();
  for (const key of ['m', '?', 'g', 'u']) await page.keyboard.press(key);
  await expect(view('Day')).toBeChecked();
  await expect(page).toHaveURL(/\/schedule/);
  // What is pressed with Ctrl stays.
  await open(page, 'keys');
  await page.keyboard.press('Enter');
  await sheet.getByRole('switch', { name: 'Keys of one sign' }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(view('Month')).toBeChecked();
  await page.context().close();
});

test('an operator goes to a host by its name', async ({ browser }) => {
  const page = await signedIn(browser, 'operator');
  await open(page, 'berlin-2');
  const sites = group(page, 'Sites').getByRole('option', { name: /^Berlin-2/ });
  await expect(sites).toBeVisible();
  await sites.click();
  await expect(page).toHaveURL(/\/data-center\?site=/);
  await expect(page.getByRole('region', { name: /Berlin-2, racks/ })).toBeVisible();
  await page.context().close();
});
