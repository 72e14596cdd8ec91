import { expect, test, type Browser, type Page } from '@playwright/test';
import { signedUp } from '../support/personas.ts';
import { saved, settledText } from '../support/saved.ts';
import { Sheet } from '../support/sheet.ts';

const PASSWORD = 'a passphrase of some length';

test('history outlives a look at another page', async ({ browser }) => {
  const sheet = await withServer(browser);
  const { page } = sheet;
  const before = await settledText(page);
  await sheet.add('Printer');
  await expect(sheet.part('Printer')).toBeVisible();
  await settledText(page);
  await page.getByRole('link', { name: 'Schedule' }).click();
  await expect(page).toHaveURL(/\/schedule/);
  await page.goBack();
  await expect(sheet.part('Printer')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(sheet.part('Printer')).toHaveCount(0);
  await expect.poll(() => settledText(page)).toBe(before);
  await page.context().close();
});

test('without the server nothing is lost in silence: booking says why not, leaving asks, and it is saved later', async ({
  browser,
}) => {
  const sheet = await withServer(browser);
  const { page } = sheet;
  await settledText(page);
  await page.context().setOffline(true);
  await sheet.add('Printer');
  await expect(page.getByRole('banner').getByRole('alert')).toContainText('Not saved');
  await sheet.book.click();
  await expect(page.getByText('The last changes could not be saved')).toBeVisible();
  await page.getByRole('link', { name: 'Schedule' }).click();
  const question = page.getByRole('dialog', { name: 'Your last changes are not saved yet' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toHaveCount(0);
  await page.context().setOffline(false);
  await expect.poll(() => names(page)).toContain('Printer');
  await page.context().close();
});

test('who is signed out elsewhere keeps what is drawn, and saves it after signing in again', async ({
  browser,
}) => {
  const sheet = await withServer(browser);
  const { page } = sheet;
  await settledText(page);
  const other = await page.context().newPage();
  await other.goto('/designs');
  const account = other.getByRole('button', { name: /^Account of / });
  await account.click();
  const email = await other.getByText('@journeys.example').first().innerText();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/sign-in/);
  await sheet.add('Printer');
  await expect(
    page.getByRole('alert').filter({ hasText: 'You are signed out. What you drew is still here' }),
  ).toBeVisible();
  await other.getByLabel('E-mail').fill(email);
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { name: 'What should run?' })).toBeVisible();
  await page.bringToFront();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => names(page)).toContain('Printer');
  await page.context().close();
});

async function withServer(browser: Browser): Promise<Sheet> {
  const sheet = await Sheet.fresh(await signedUp(browser, 'Kay Keeper'));
  await sheet.add('Server, x86-64');
  await expect(sheet.part('Server')).toBeVisible();
  return sheet;
}

async function names(page: Page): Promise<string[]> {
  return Object.values((await saved(page)).components).map(({ name }) => name);
}
