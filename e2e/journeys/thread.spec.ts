import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { Hand, Keys } from '../support/hand.ts';
import { signedIn, signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { skipTo } from '../support/world.ts';

// These journeys move the one clock of the world, so they go one after another.
test.describe.configure({ mode: 'serial' });

let operator: Page;
test.beforeAll(async ({ browser }) => {
  operator = await signedIn(browser, 'operator');
});
test.afterAll(() => operator.context().close());

/** What is shown before booking: reserved time, which is paid whatever happens, and the most that it can come to with the fee. */
interface Shown {
  readonly reserved: number;
  readonly most: number;
}
async function shownCost(page: Page): Promise<Shown> {
  await expect(page.getByRole('button', { name: /^Book for/ })).toBeEnabled();
  const quote = page.getByRole('region', { name: 'Quote' });
  const amount = async (label: RegExp) => {
    const row = quote.locator('dl > div').filter({ has: page.locator('dt', { hasText: label }) });
    return Number.parseFloat(await row.last().locator('dd').innerText());
  };
  expect(await amount(/^Fee of the channel for the month/)).toBe(FEE);
  return { reserved: await amount(/^Reserved,|^Reserved time/), most: await amount(/^At most/) };
}

/** The total is rounded to it, what was shown may not be. */
const CENT = 0.01;
/** Of a channel, in its first month. */
const FEE = 2;

/** The day of the slot that the page is about to book, such as 2026-11-29. */
function shownDay(page: Page): Promise<string> {
  return page.getByLabel('Start date').inputValue();
}

/** The operator lets the slot of that day, 9 to 11, begin; then it runs; then it ends and nothing is left of it. */
async function liveThrough(page: Page, day: string): Promise<void> {
  await skipTo(operator, `${day}T09:00`);
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('The data center is simulated')).toBeVisible();
  await skipTo(operator, `${day}T11:00`);
  await expect(page.getByRole('banner').getByText('Ended')).toBeVisible({ timeout: 20_000 });
}

/** The invoice has these parts in its lines, and its total is within what was shown before booking. */
async function expectBilled(page: Page, lines: readonly string[], shown: Shown): Promise<Locator> {
  const invoice = page.getByRole('region', { name: /^Invoice/ });
  for (const line of lines) await expect(invoice.getByText(line).first()).toBeVisible();
  const total = Number.parseFloat(
    await invoice
      .getByText(/^[\d.]+ €$/)
      .last()
      .innerText(),
  );
  // The fee of the month is a line of its own, and in the most that was said.
  expect(total).toBeGreaterThanOrEqual(shown.reserved + FEE - CENT);
  expect(total).toBeLessThanOrEqual(shown.most + CENT);
  return invoice;
}

test('J1, S7: Easy Word Processing for tomorrow 9 to 11, in at most 8 actions, run and billed as shown', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Ada Alder');
  const hand = new Hand();
  await hand.click(page.getByRole('button', { name: 'Use Easy Word Processing' }));
  await hand.click(page.getByRole('button', { name: 'Book', exact: true }));
  await hand.click(page.getByRole('button', { name: /Tomorrow 9/ }));
  const [shown, day] = [await shownCost(page), await shownDay(page)];
  await hand.click(page.getByRole('button', { name: /^Book for/ }));
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  expect(hand.actions).toBeLessThanOrEqual(8);

  await liveThrough(page, day);
  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  const invoice = await expectBilled(page, ['x86 PC', 'Windows 98', 'WordPerfect 8'], shown);

  await invoice.getByRole('link', { name: 'WordPerfect 8' }).first().click();
  await expect(
    page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'WordPerfect 8' }),
  ).toBeVisible();
  await page.context().close();
});

test('J1 by keyboard alone, in at most 35 key presses', async ({ browser }) => {
  const page = await signedUp(browser, 'Hal Halden');
  const keys = new Keys(page);
  await keys.tabTo(page.getByRole('button', { name: 'Use Easy Word Processing' }));
  await keys.press('Enter');
  const book = page.getByRole('button', { name: 'Book', exact: true });
  await expect(book).toBeEnabled();
  await keys.tabTo(book);
  await keys.press('Enter');
  const tomorrow = page.getByRole('button', { name: /Tomorrow 9/ });
  await expect(tomorrow).toBeVisible();
  await keys.tabTo(tomorrow);
  await keys.press('Enter');
  const confirm = page.getByRole('button', { name: /^Book for/ });
  await expect(confirm).toBeEnabled();
  const day = await shownDay(page);
  // The link past the date fields, for hands that are done with them.
  const onwards = page.getByRole('link', { name: 'Go on to the quote' });
  await keys.tabTo(onwards);
  await keys.press('Enter');
  await keys.tabTo(confirm);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  expect(keys.presses).toBeLessThanOrEqual(35);
  await liveThrough(page, day);
  await page.context().close();
});

test('from blank: Apache on Linux behind a switch and a gateway, refused once on a Sparc machine, fixed, run, billed', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  const { page, inspector } = sheet;
  await sheet.add('Switch, 64 ports');
  await sheet.add('Internet gateway');
  await sheet.add('Server, sparc64');
  // Click takes a part in hand, click puts it down: Linux on the Sparc machine, Apache on Linux.
  await sheet.put('Debian 12', 'Server');
  await sheet.add('Apache 2.4');

  // Refused in words that name both, and not bookable.
  await expect(sheet.book).toBeDisabled();
  await page.keyboard.press('F8');
  await expect(inspector).toContainText('Debian 12 cannot run on Server: its processor is sparc64');
  await page.getByRole('button', { name: /^Apply: .*with Server, x86-64/ }).click();
  await expect(inspector).not.toContainText('cannot run on');
  await sheet.connect('Server', 'Switch');
  await sheet.connect('Gateway', 'Switch');

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  const [shown, day] = [await shownCost(page), await shownDay(page)];
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: /booked/i })).toBeVisible();
  await liveThrough(page, day);
  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  await expectBilled(page, ['Gateway', 'Switch'], shown);
  await page.context().close();
});

test('a database is booked again from its design: another slot finds its data, a new environment is a choice', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Dora Dune');
  const sheet = await Sheet.fresh(page);
  await sheet.machine('Database', ['Debian 12', 'PostgreSQL 15']);
  const book = page.getByRole('button', { name: 'Book', exact: true });
  await book.click();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  const day = await shownDay(page);
  await page.getByRole('button', { name: /^Book for/ }).click();
  await liveThrough(page, day);
  const live = page.url();
  await expect(page.getByText('/var/lib/postgresql of Database')).toBeVisible();
  await expectAccessible(page, 'live-kept');
  await page.getByRole('button', { name: 'Delete data now' }).click();
  await expect(page.getByRole('dialog')).toContainText('/var/lib/postgresql of Database');
  await expectAccessible(page, 'live-delete');
  await page.getByRole('button', { name: 'Keep it' }).click();

  await page.getByRole('link', { name: 'Open design' }).click();
  await book.click();
  const another = page.getByRole('radio', { name: /^Another slot of/ });
  await expect(another).toBeChecked();
  await expect(page.getByText(/Finds its data again .*postgresql of Database/)).toBeVisible();
  await page.getByRole('radio', { name: /^A new environment/ }).click();
  await expect(page.getByText('Real machines are tried first')).toBeVisible();
  await another.click();
  await expect(another).toBeChecked();
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  await expectAccessible(page, 'book-again');
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Scheduled')).toBeVisible();
  expect(page.url()).toBe(live);

  const release = page.getByRole('button', { name: 'Release', exact: true });
  await release.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Release/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(release).toBeFocused();
  await page.context().close();
});
