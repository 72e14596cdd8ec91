import { expect, test, type Page } from '@playwright/test';
import { signedIn, signedUp } from '../support/personas.ts';
import { ask, choose, DAY, fillSlot, isoDay, toBook, today } from '../support/slots.ts';
import { skipTo } from '../support/world.ts';

test.use({ actionTimeout: 15_000 });

let operator: Page;
test.beforeAll(async ({ browser }) => {
  operator = await signedIn(browser, 'operator');
});
test.afterAll(() => operator.context().close());

/** Books the chosen hours of a day, and goes to the live page of what was booked. */
async function bookHours(page: Page, day: string, from: string, to: string, daily: boolean): Promise<string> {
  await fillSlot(page, [day, from], [day, to]);
  if (daily) {
    await choose(page, 'Repeat', 'Every day');
    await page.getByLabel('Number of dates').fill('2');
  }
  await page.getByRole('button', { name: daily ? /^Book 2 slots for/ : /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: daily ? '2 slots are booked' : 'Booked' })).toBeVisible();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Scheduled')).toBeVisible();
  return page.url();
}

/** Where the parts of a running environment are, and their addresses. */
async function placesOf(page: Page): Promise<{ hosts: Set<string>; running: number }> {
  const rows = page.getByRole('table').getByRole('row').filter({ hasText: 'Running' });
  await expect(rows.first()).toBeVisible();
  const hosts = await rows
    .locator('td')
    .filter({ hasText: /^r\d+-h\d+$/ })
    .allInnerTexts();
  return { hosts: new Set(hosts), running: await rows.count() };
}

test('S5: between the daily slots of one customer three others run in the following hours, on the same hosts', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const anna = await signedUp(browser, 'Anna Anfang');
  await toBook(anna, 'Three-tier Shop');
  const day = (await today(anna)) + 3 * DAY;
  const annas = await bookHours(anna, isoDay(day), '10:00', '12:00', true);
  const others: Page[] = [];
  for (const [n, name] of ['Bea Danach', 'Cleo Danach', 'Dora Danach'].entries()) {
    const page = await signedUp(browser, name);
    await toBook(page, 'Three-tier Shop');
    await bookHours(page, isoDay(day), `${12 + 2 * n}:00`, `${14 + 2 * n}:00`, false);
    others.push(page);
  }
  await skipTo(operator, `${isoDay(day)}T11:00`);
  await expect(anna.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 60_000 });
  const first = await placesOf(anna);
  expect(first.hosts.size).toBeGreaterThan(0);
  for (const [n, page] of others.entries()) {
    await skipTo(operator, `${isoDay(day)}T${13 + 2 * n}:00`);
    await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 60_000 });
    expect(await placesOf(page)).toEqual(first);
    // Whoever was there before is gone from these hosts, and nobody sees anything of anybody else.
    for (const before of [anna, ...others.slice(0, n)])
      await expect(before.getByRole('table').getByText('Running')).toHaveCount(0);
    expect(await ask<unknown[]>(page, 'environments.list')).toHaveLength(1);
  }
  await skipTo(operator, `${isoDay(day + DAY)}T11:00`);
  await anna.goto(annas);
  await expect(anna.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 60_000 });
  expect(await placesOf(anna)).toEqual(first);
  await expect(anna.getByRole('heading', { name: 'Kept from slot to slot' })).toBeVisible();
  await Promise.all([anna, ...others].map((page) => page.context().close()));
});
