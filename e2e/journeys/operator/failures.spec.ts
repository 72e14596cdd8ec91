import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn, signedUp } from '../../support/personas.ts';

/** An environment of the design that is used, booked for now, once it runs; answers the host of one of its machines. */
async function running(page: Page, design: string): Promise<string> {
  await page.getByRole('button', { name: `Use ${design}` }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 150_000 });
  const host = page.getByRole('region', { name: 'Parts' }).getByText(/^[rt]\d-h\d\d$/);
  return (await host.first().textContent()) ?? '';
}

const eventsOf = (page: Page) => page.getByRole('region', { name: 'Events' });
const inboxOf = (page: Page) => page.getByRole('region', { name: 'Failure inbox' });

/** The operator has a host in view, chosen in its rack. */
async function showHost(operator: Page, host: string): Promise<void> {
  await operator.goto('/data-center');
  await operator
    .getByRole('button', { name: new RegExp(`\\b${host}\\b`) })
    .first()
    .click();
  await expect(operator.getByRole('heading', { name: host })).toBeVisible();
}

test('J9: a host loses its power: its user is told what moved, what was kept, and what is owed, and does nothing', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Fay Failure');
  const host = await running(page, 'Three-tier Shop');
  const operator = await signedIn(browser, 'operator');
  await showHost(operator, host);
  await operator.getByRole('button', { name: 'Fail on purpose' }).click();
  await expectAccessible(operator, 'data center, fail on purpose');
  await operator.getByRole('menuitem', { name: `Cut the power of ${host}` }).press('Enter');
  await expect(operator.getByRole('button', { name: 'Fail on purpose' })).toBeFocused();

  await expect(eventsOf(page).getByText(new RegExp(`^${host} failed\\. .* moved to`))).toBeVisible();
  await expectAccessible(page, 'live, a host has failed');
  await expect(eventsOf(page).getByText(/^Everything runs again after \d+ s\./)).toBeVisible({
    timeout: 90_000,
  });
  await expect(eventsOf(page).getByText(/of the 60 s promised/)).toBeVisible();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible();
  await expectAccessible(page, 'live, after a failure');

  const card = inboxOf(operator).getByRole('article', { name: new RegExp(`^${host}`) });
  await expect(card.getByRole('definition').getByText(/moved to/)).toBeVisible();
  await expectAccessible(operator, 'data center, a failure');
  await card.getByRole('button', { name: 'Restore' }).click();
  await card.getByRole('button', { name: 'Put aside' }).click();
  await expect(inboxOf(operator).getByText('Nothing is open')).toBeVisible();
  await expectAccessible(operator, 'data center, after a failure');
  await operator.context().close();
  await page.context().close();
});

test('J12: the operator drains a host: what moves is what was shown', async ({ browser }) => {
  const page = await signedUp(browser, 'Dora Drain');
  const host = await running(page, 'Easy Word Processing');
  const operator = await signedIn(browser, 'operator');
  await showHost(operator, host);
  await operator.getByRole('button', { name: 'Drain…' }).click();
  const dialog = operator.getByRole('dialog');
  const row = dialog
    .getByRole('row')
    .filter({ hasText: /channel \d+/ })
    .first();
  await expect(row).toBeVisible();
  const to = (await row.getByRole('cell').nth(2).textContent()) ?? '';
  await expectAccessible(operator, 'data center, drain preview');
  await dialog.getByRole('button', { name: /^Drain \d+ machines?$/ }).click();
  await expect(operator.getByText(`${host} is drained`)).toBeVisible();
  await expect(
    eventsOf(page).getByText(new RegExp(`drains ${host}: one machine goes to ${to}`)),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Parts' }).getByText(to)).toBeVisible({ timeout: 90_000 });
  await expect(eventsOf(page).getByText(/^Everything runs again/)).toBeVisible({ timeout: 90_000 });
  await operator.getByRole('button', { name: 'Take work again' }).click();
  await expect(operator.getByRole('button', { name: 'Take work again' })).toHaveCount(0);
  await operator.context().close();
  await page.context().close();
});

test('parts of a demo world fail by themselves as its clock goes on, as often as its operator says', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center');
  const accidents = inboxOf(operator).getByRole('radiogroup', { name: 'Parts fail by themselves' });
  await expect(accidents.getByRole('radio', { name: 'Never' })).toBeChecked();
  await accidents.getByText('Often').click();
  await expect(inboxOf(operator).getByText(/about every 15 days/)).toBeVisible();
  await expectAccessible(operator, 'data center, parts fail by themselves');
  await accidents.getByRole('radio', { name: 'Often' }).press('ArrowLeft');
  await expect(inboxOf(operator).getByText(/about every five months/)).toBeVisible();
  await accidents.getByText('Never').click();
  await expect(inboxOf(operator).getByText(/Nothing fails unless/)).toBeVisible();
  await operator.context().close();
});
