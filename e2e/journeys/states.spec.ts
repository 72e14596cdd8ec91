import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { signedUp } from '../support/personas.ts';
import { ask, send, toBook } from '../support/slots.ts';

const PRODUCT = 'Easy Word Processing';

const band = (page: Page) => page.getByRole('status').filter({ hasText: 'What costs money waits' });
const statusBar = (page: Page) => page.getByRole('contentinfo', { name: 'Status' });

interface Me {
  readonly person: { readonly email: string };
  readonly account: { readonly id: string };
}

test('without a connection every page says how old it is, and what costs money waits', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Olga Offline');
  await toBook(page, PRODUCT);
  await page.getByRole('button', { name: /^Now/ }).click();
  const book = page.getByRole('button', { name: /^Book for/ });
  await expect(book).toBeEnabled();
  await expect(statusBar(page)).toContainText('Data as of');

  await page.context().setOffline(true);
  await expect(band(page)).toContainText(/What you see was so at \d\d:\d\d:\d\d/);
  await expect(statusBar(page)).toContainText('Old data, as of');
  await expect(book).toHaveAttribute('aria-disabled', 'true');
  await expect(book).toHaveAccessibleDescription(/no connection: nothing can be booked/);
  await expectAccessible(page, 'state-offline');

  await page.context().setOffline(false);
  await expect(band(page)).toHaveCount(0);
  await expect(statusBar(page)).toContainText('Data as of');
  await book.click();
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
  await page.context().close();
});

test('what is drawn without a connection is counted, and saved when there is one', async ({ browser }) => {
  const page = await signedUp(browser, 'Queenie Queue');
  await page.getByRole('button', { name: 'Start blank' }).click();
  const catalog = page.getByRole('complementary', { name: 'Palette' });
  const add = async () => {
    await catalog
      .getByRole('button', { name: /^Server, x86-64/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
  };
  await add();
  await expect(page.getByRole('banner').getByText(/^Saved\b/)).toBeVisible();
  await page.context().setOffline(true);
  await add();
  await expect(band(page)).toContainText('One change of yours waits in this tab');
  await add();
  await expect(band(page)).toContainText('2 changes of yours wait in this tab');
  await page.context().setOffline(false);
  await expect(page.getByRole('banner').getByText(/^Saved\b/)).toBeVisible();
  await expect(band(page)).toHaveCount(0);
  await page.context().close();
});

test('who may only look sees what others can do, and whom to ask', async ({ browser }) => {
  const owner = await signedUp(browser, 'Olive Owner');
  await toBook(owner, PRODUCT);
  await owner.getByRole('button', { name: /^Now/ }).click();
  await owner.getByRole('button', { name: /^Book for/ }).click();
  await expect(owner.getByRole('heading', { name: 'Booked' })).toBeVisible();
  const { account } = await ask<Me>(owner, 'session.me');
  const page = await signedUp(browser, 'Vic Viewer');
  const { person } = await ask<Me>(page, 'session.me');
  await send(owner, 'members.add', { email: person.email, role: 'viewer' });
  await owner.context().close();

  await page.goto(`/designs?account=${account.id}`);
  await expect(
    page.getByText('Your role can look, not change. Ask Olive Owner to change your role.'),
  ).toBeVisible();
  const stopped = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name }).first();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Ask Olive Owner/);
  };
  await page.goto('/environments');
  await stopped('Release');
  await stopped(/^Change times|^Extend/);
  await expectAccessible(page, 'state-read-only-live');
  await page.goto('/schedule?view=table');
  await stopped(/^Release /);
  await page.goto('/usage');
  await stopped('Change');
  await page.goto('/market');
  await stopped('Publish');
  await page.goto('/account/members');
  await expect(page.getByText('This is for owners of the account. Ask Olive Owner')).toBeVisible();
  await page.context().close();
});

test('somebody new sees what to do first, ticked off by what there is, until they want it gone', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Nora New');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps.getByText('0 of 4 done')).toBeVisible();
  for (const start of [`Use ${PRODUCT}`, 'Start blank', 'Use Three-Tier Shop'])
    await expect(page.getByRole('button', { name: start })).toBeVisible();
  await expectAccessible(page, 'first-steps');
  await page.getByRole('button', { name: `Use ${PRODUCT}` }).click();
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeVisible();
  await page.goto('/designs');
  await expect(steps.getByText('1 of 4 done')).toBeVisible();
  await steps.getByRole('link', { name: 'Book a slot' }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
  await page.goto('/designs');
  await expect(steps.getByText('2 of 4 done')).toBeVisible();
  await steps.getByRole('button', { name: 'Do not show again' }).click();
  await expect(steps).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What should run?' })).toBeFocused();
  await page.reload();
  await expect(page.getByText('1 design')).toBeVisible();
  await expect(steps).toHaveCount(0);
  await page.context().close();
});
