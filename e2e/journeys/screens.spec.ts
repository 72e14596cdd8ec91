import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expectToHoldUp, type Screen } from '../support/looks.ts';
import { signedIn, signedUp } from '../support/personas.ts';
import { ask, toBook } from '../support/slots.ts';

test('opening the app shows text, asks nobody else for anything and breaks nothing', async ({
  page,
  baseURL,
}) => {
  const elsewhere: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => problems.push(error.message));

  await page.goto('/');
  const heading = page.getByRole('heading').first();
  await expect(heading).toBeVisible();
  // A browser without fonts lays out every text as nothing, and every other test passes on blank pages.
  const width = await heading.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().width;
  });
  expect(width).toBeGreaterThan(20);
  expect(elsewhere).toEqual([]);
  expect(problems).toEqual([]);
});

test('sign-in and sign-up', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in to Patchbay' })).toBeVisible();
  await expectAccessible(page, 'sign-in');
  await page.getByLabel('E-mail').fill('nobody@journeys.example');
  await page.getByLabel('Password', { exact: true }).fill('certainly not this');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is wrong')).toBeVisible();
  await expectAccessible(page, 'sign-in-wrong');
  await page.goto('/sign-up');
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await expectAccessible(page, 'sign-up');
});

test('a forgotten password: the operator issues a link, it sets a new one, and it works once', async ({
  browser,
}) => {
  const password = 'a new passphrase of some length';
  const name = 'Fay Forgetful';
  await (await signedUp(browser, name)).context().close();
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/people');
  const row = operator.getByRole('row', { name });
  const email = await row.getByRole('cell').first().innerText();
  await row.getByRole('button', { name: `Issue a reset link for ${name}` }).click();
  const dialog = operator.getByRole('dialog', { name: `Reset link for ${name}` });
  const link = await dialog.getByText(/\/reset\?token=/).innerText();
  await expectAccessible(operator, 'reset-link');
  await operator.context().close();

  const page = await (await browser.newContext()).newPage();
  const reset = async () => {
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Set password' }).click();
  };
  await reset();
  await expect(page.getByRole('heading', { name: 'Your new password is set' })).toBeVisible();
  await expectAccessible(page, 'reset-done');
  await reset();
  await expect(page.getByText('This link does not work any more')).toBeVisible();
  await expectAccessible(page, 'reset-used');
  await page.goto('/reset');
  await expect(page.getByRole('heading', { name: 'This link is incomplete' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'What should run?' })).toBeVisible();
  await page.context().close();
});

test('empty workspace, designer without and with a blocker, book, live, schedule, usage', async ({
  browser,
}) => {
  // Some fifteen screens, twice each.
  test.setTimeout(240_000);
  const page = await signedUp(browser, 'Screen Reader');
  await expectAccessible(page, 'home-empty');
  for (const path of ['schedule', 'environments', 'usage', 'account/members']) {
    await page.goto(`/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, `empty-${path.replaceAll('/', '-')}`);
  }
  await page.goto('/designs');
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await expect(page.getByRole('treeitem', { name: /WordPerfect 8/ }).first()).toBeVisible();
  await expectAccessible(page, 'designer');

  const palette = page.getByRole('complementary', { name: 'Palette' });
  await palette.getByRole('button', { name: /^Server, sparc64/ }).focus();
  await page.keyboard.press('Enter');
  await palette.getByRole('button', { name: /^Debian 12/ }).click();
  await page
    .getByRole('treeitem', { name: /^Server/ })
    .first()
    .click();
  await page.keyboard.press('F8');
  await expect(page.getByRole('button', { name: /^Apply:/ }).first()).toBeVisible();
  await expectAccessible(page, 'designer-blocker');
  await page
    .getByRole('button', { name: /^Apply:/ })
    .first()
    .click();

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await expect(page.getByRole('button', { name: /^Book for/ })).toBeEnabled();
  await expectAccessible(page, 'book');
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  await expectAccessible(page, 'booked');
  await page.goto('/environments');
  await expect(page.getByText('The data center is simulated')).toBeVisible();
  await expectAccessible(page, 'live');
  await page.goto('/schedule');
  await expect(page.getByText('Easy Word Processing').first()).toBeVisible();
  await expectAccessible(page, 'schedule');
  await page.context().close();
});

test('the operator: data center and people', async ({ browser }) => {
  const page = await signedIn(browser, 'operator');
  await page.goto('/data-center');
  await expect(page.getByRole('region', { name: /Berlin-2, racks/ })).toBeVisible();
  await expectAccessible(page, 'data-center');
  await page.goto('/data-center/people');
  await expect(page.getByText('ada@alder.example')).toBeVisible();
  await expectAccessible(page, 'people');
  await page.context().close();
});

test('every screen, in every way that it may be looked at', async ({ browser }) => {
  const page = await signedUp(browser, 'Xenia Everywhere of the Department of Long Names');
  await toBook(page, 'Web Site');
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
  const [environment] = await ask<{ id: string; designId: string }[]>(page, 'environments.list');
  const { id = '', designId = '' } = environment ?? {};
  const screens: readonly Screen[] = [
    { name: 'home', path: '/designs', heading: 'What should run?' },
    { name: 'abstractions', path: '/designs/abstractions', heading: 'Abstractions' },
    { name: 'designer', path: `/designs/${designId}`, heading: 'Web Site' },
    { name: 'book', path: `/designs/${designId}/book?environment=new`, heading: 'When should it run?' },
    { name: 'market', path: '/market', heading: 'Market' },
    { name: 'template', path: '/market/web-site', heading: 'Web Site' },
    { name: 'schedule', path: '/schedule', heading: 'Schedule' },
    { name: 'schedule-table', path: '/schedule?view=table', heading: 'Schedule' },
    { name: 'live', path: `/environments/${id}`, heading: 'Web Site' },
    { name: 'usage', path: '/usage', heading: 'Usage' },
    { name: 'members', path: '/account/members', heading: /members/i },
    { name: 'nowhere', path: '/nowhere', heading: 'There is no page here' },
  ];
  for (const screen of screens) await test.step(screen.name, () => expectToHoldUp(page, screen));
  await page.context().close();
});
