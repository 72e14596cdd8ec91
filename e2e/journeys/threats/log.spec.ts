import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn, signedUp } from '../../support/personas.ts';

test('an owner reads who asked for what, finds what was refused, and takes it along as CSV', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Lola Logs');
  await page.goto('/account/members');
  const add = async (email: string) => {
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Add member' }).click();
  };
  await add('nobody.at.all@journeys.example');
  await expect(page.getByText('Nobody here has this e-mail address')).toBeVisible();
  await add('hal@halden.example');
  await expect(page.getByText('hal@halden.example is a member now')).toBeVisible();

  await page.getByRole('button', { name: 'Account of Lola Logs' }).click();
  await page.getByRole('menuitem', { name: 'Log of the account' }).click();
  await expect(page.getByRole('heading', { name: 'Log of the account' })).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'Add a member' })).toHaveCount(3);
  await expectAccessible(page, 'account-log');

  // The address is changed first, and the box follows it.
  await page.getByLabel('Refused only').click();
  await expect(page.getByLabel('Refused only')).toBeChecked();
  await expect(page).toHaveURL(/refused=1/);
  await expect(rows.filter({ hasText: 'Add a member' })).toHaveCount(1);
  await expect(page.getByRole('cell', { name: 'refused: not there' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download what is found as CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toContain('members.add,NOT_FOUND');
  expect(csv.trim().split('\n')).toHaveLength(2);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/account\/log$/);

  // Each figure by itself, as a keyboard does.
  await page.getByLabel('From day').focus();
  await page.keyboard.type('01022027');
  await expect(page).toHaveURL(/from=2027-01-02/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByLabel('From day')).toHaveValue('');

  const hal = await signedIn(browser, 'hal');
  await hal.goto('/data-center/log');
  await expect(hal.getByText('This page is for operators')).toBeVisible();
  await Promise.all([page.context().close(), hal.context().close()]);
});

test('operators read what operators asked for', async ({ browser }) => {
  const somebody = await signedUp(browser, 'Nora New');
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/log');
  await expect(operator.getByRole('heading', { name: 'Log of the operators' })).toBeVisible();
  await expect(operator.getByRole('row').filter({ hasText: 'Create an account' }).first()).toBeVisible();
  await expectAccessible(operator, 'operators-log');
  await Promise.all([somebody.context().close(), operator.context().close()]);
});
