import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';

/** An environment of the design that is used, booked for now, once it runs. */
async function running(page: Page, design: string): Promise<void> {
  await page.getByRole('button', { name: `Use ${design}` }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 150_000 });
}

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Parts' }).getByRole('row').filter({ hasText: name });

test('A16: single machines are stopped, started and restarted, one by one and together', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Sten Stopp');
  await running(page, 'Three-tier Shop');
  const events = page.getByRole('region', { name: 'Events' });
  const database = row(page, 'Database');
  await database.getByRole('button', { name: 'Stop Database' }).click();
  await expect(database.getByText('Stopped')).toBeVisible();
  await expect(events.getByText('Database is stopped; all of it stays reserved')).toBeVisible();
  await expectAccessible(page, 'live, a machine stopped');

  await database.getByRole('button', { name: 'Start Database', exact: true }).click();
  await expect(database.getByText('Running')).toBeVisible({ timeout: 150_000 });

  await page.getByRole('checkbox', { name: 'Choose all machines' }).press('Space');
  await page.getByRole('button', { name: /^Stop \d+ machines chosen/ }).press('Enter');
  await expect(database.getByText('Stopped')).toBeVisible();
  await page.getByRole('button', { name: /^Restart \d+ machines chosen/ }).press('Enter');
  await expect(database.getByText('Running')).toBeVisible({ timeout: 150_000 });
  await expect(events.getByText('Sten Stopp restarts')).toBeVisible();
  await page.context().close();
});

test('A16: a change of the design is reviewed and applied to what runs, which goes on running and is kept as an abstraction', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Chan Change');
  await running(page, 'Database with Disk Array');
  await page.getByRole('link', { name: 'Open design' }).click();
  const sheet = new Sheet(page);
  await sheet.add('Server, x86-64');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole('button', { name: 'Apply to what runs (r1)' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 goes on running')).toBeVisible();
  await expect(dialog.getByText('1 is added')).toBeVisible();
  await expectAccessible(page, 'live, a change to apply');
  await dialog.getByRole('button', { name: 'Apply to what runs' }).click();
  await expect(
    page.getByRole('region', { name: 'Events' }).getByText(/Chan Change applies revision/),
  ).toBeVisible();
  await expect(page.getByText('The change is applied, and everything runs')).toBeVisible({
    timeout: 150_000,
  });
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible();

  // A3: what it has become is kept as an abstraction, and is one part of another design.
  await page.getByRole('button', { name: 'Save as abstraction' }).press('Enter');
  const saving = page.getByRole('dialog', { name: 'Save as abstraction' });
  await expect(saving.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Tried database');
  await expectAccessible(page, 'live, saved as an abstraction');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Save as abstraction' })).toBeFocused();
  await page.goto('/designs');
  await page.getByRole('button', { name: 'Start blank' }).click();
  await sheet.add('Tried database');
  await expect(sheet.inspector.getByText('Server, x86-64', { exact: true })).toBeVisible();
  await sheet.expectBookable();
  await page.context().close();
});
