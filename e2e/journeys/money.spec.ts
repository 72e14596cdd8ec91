import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { Hand } from '../support/hand.ts';
import { signedIn, signedUp } from '../support/personas.ts';
import { skipTo } from '../support/world.ts';

// These journeys move the one clock of the world, so they go one after another.
test.describe.configure({ mode: 'serial' });

let operator: Page;
test.beforeAll(async ({ browser }) => {
  operator = await signedIn(browser, 'operator');
});
test.afterAll(() => operator.context().close());

const HOUR = 3_600_000;
const usage = (page: Page) => page.getByRole('link', { name: 'Usage', exact: true }).click();

/** Books a design of the shelf for tomorrow from 9 and so many hours; returns the day. */
async function bookTomorrow(page: Page, hours: '2 h' | '8 h'): Promise<string> {
  await page.goto('/designs');
  await page.getByRole('button', { name: 'Use Easy Word Processing' }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  await page.getByRole('button', { name: hours, exact: true }).click();
  const day = await page.getByLabel('Start date').inputValue();
  return day;
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
}

/** The wall time so many hours after 9 o'clock of a day, as the operator writes it. */
function after(day: string, hours: number): string {
  return new Date(Date.parse(`${day}T09:00:00Z`) + hours * HOUR).toISOString().slice(0, 16);
}

async function setCap(page: Page, euros: string): Promise<void> {
  await usage(page);
  await page
    .getByRole('region', { name: /^Budget/ })
    .getByRole('button', { name: 'Change' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Budget of this channel' });
  await dialog.getByLabel(/Most per calendar month/).fill(euros);
  await expectAccessible(page, 'budget-dialog');
  await dialog.getByRole('button', { name: 'Save the budget' }).click();
  await expect(dialog).toBeHidden();
}

test('J10: a cap below the forecast is said before booking; alerts come, it stops there, and says how to go on', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Carla Cap');
  // The fee of the month, and about four of the eight hours.
  await setCap(page, '2.25');
  const day = await bookTomorrow(page, '8 h');
  await expect(
    page.getByText(/reaches its cap of 2.25 € on .*: everything that runs stops then/),
  ).toBeVisible();
  await confirm(page);
  await skipTo(operator, after(day, 8));

  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page.getByRole('banner').getByText('Stopped at the cap')).toBeVisible();
  const events = page.getByRole('region', { name: 'Events' });
  await expect(
    events.getByText(/reached its cap of 2.25 € in .*raise the cap under Usage, or book a slot next month/),
  ).toBeVisible();

  await usage(page);
  const budget = page.getByRole('region', { name: /^Budget/ });
  for (const percent of ['50 %', '80 %', '100 %'])
    await expect(
      budget
        .getByRole('listitem')
        .filter({ hasText: percent })
        .getByText(/^sent /),
    ).toBeVisible();
  const pill = page.getByRole('banner').getByRole('link', { name: /^Spent/ });
  const spent = Number.parseFloat((await pill.innerText()).replace(/[^\d.]*([\d.]+).*/s, '$1'));
  expect(spent).toBeLessThanOrEqual(2.25);
  expect(spent).toBeGreaterThan(2.2);
  await expectAccessible(page, 'usage-at-cap');

  // The way on: a higher cap, and the next slot runs.
  await setCap(page, '50');
  const next = await bookTomorrow(page, '2 h');
  await expect(page.getByText('Stops at the cap of this channel, 50.00 € a month.')).toBeVisible();
  await confirm(page);
  await skipTo(operator, after(next, 0.5));
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 40_000 });
  await page.context().close();
});

/** The rows of a CSV (RFC 4180) whose fields have no line breaks, by column. */
function parsed(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n').map(fields);
  return rows.map((row) => Object.fromEntries(head.map((column, n) => [column, row[n] ?? ''])));
}

function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

test('S7, J11: from a line of the invoice to its part in three clicks; the CSV sums to it; the other channel has none of it', async ({
  browser,
}) => {
  const first = await signedUp(browser, 'Cora One');
  const second = await signedUp(browser, 'Dina Two');
  const day = await bookTomorrow(first, '2 h');
  await confirm(first);
  await bookTomorrow(second, '8 h');
  await skipTo(operator, after(day, 3));

  await usage(first);
  const hand = new Hand();
  await hand.click(first.getByRole('link', { name: 'Whole invoice' }));
  const sheet = first.getByRole('article', { name: /^Invoice/ });
  for (const line of ['x86 PC', 'Windows 98', 'WordPerfect 8'])
    await expect(sheet.getByRole('link', { name: line })).toBeVisible();
  await expect(sheet.getByRole('row', { name: /Monthly fee of the channel/ })).toBeVisible();
  await expectAccessible(first, 'invoice');

  const total = await sheet
    .getByRole('row', { name: /^To date/ })
    .locator('strong')
    .innerText();
  const download = first.waitForEvent('download');
  await first.getByRole('button', { name: /^Download invoice/ }).click();
  const rows = parsed(await readFile(await (await download).path(), 'utf8'));
  const micros = rows.reduce((sum, row) => sum + Math.round(Number(row['amount']) * 1_000_000), 0);
  expect(micros).toBe(Math.round(Number.parseFloat(total) * 1_000_000));
  expect(new Set(rows.map((row) => row['component']))).toContain('WordPerfect 8');

  // Why an amount is what it is: its hours.
  await first.getByRole('button', { name: 'Hours of Licences, WordPerfect 8' }).click();
  const hours = first.getByRole('dialog');
  await expect(hours.getByRole('row')).toHaveCount(3);
  await hours.getByRole('button', { name: 'Close' }).click();
  await hand.click(sheet.getByRole('link', { name: 'WordPerfect 8' }));
  await expect(
    first.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'WordPerfect 8' }),
  ).toBeVisible();
  expect(hand.actions).toBeLessThanOrEqual(3);

  await usage(second);
  await expect(second.getByText('There is no invoice for this month.')).toBeVisible();
  await expect(second.getByText('WordPerfect 8')).toHaveCount(0);
  await first.context().close();
  await second.context().close();
});
