import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { eventsOf, type CalendarEvent } from '../support/calendar.ts';
import { Hand, Keys } from '../support/hand.ts';
import { signedIn, signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { ask, choose, DAY, fillSlot, isoDay, send, toBook, today } from '../support/slots.ts';
import { skipTo } from '../support/world.ts';

// These journeys move the one clock of the world, so they go one after another.
test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

let operator: Page;
test.beforeAll(async ({ browser }) => {
  operator = await signedIn(browser, 'operator');
});
test.afterAll(() => operator.context().close());

interface Drawn {
  readonly id: string;
  readonly document: { readonly components: Record<string, { count: number; readonly host: string | null }> };
}

/** Somebody takes every seat of Windows 98 at Tartu for an hour of some days. */
async function crowd(page: Page, days: readonly string[]): Promise<void> {
  const { id, document } = await send<Drawn>(page, 'designs.create', {
    key: crypto.randomUUID(),
    name: 'Crowd',
    abstraction: 'easy-word-processing',
  });
  for (const part of Object.values(document.components)) if (part.host === null) part.count = 40;
  await send(page, 'designs.save', { id, baseRevision: 1, document });
  const places = await ask<{ siteId: string; name: string }[]>(page, 'reservations.places');
  const siteId = places.find(({ name }) => name === 'Tartu-1')?.siteId;
  for (const day of days) {
    const slot = { designId: id, revision: 2, siteId, start: `${day}T12:30:00Z`, end: `${day}T13:30:00Z` };
    const { totalMinor } = await ask<{ totalMinor: number }>(page, 'reservations.quote', slot);
    const confirmed = { key: crypto.randomUUID(), zone: 'UTC', expectedTotalMinor: totalMinor };
    const { outcome } = await send<{ outcome: string }>(page, 'reservations.book', { ...slot, ...confirmed });
    expect(outcome).toBe('booked');
  }
}

test('J5: ten Mondays over a change of the clocks, two of them taken: both are shown before, what was chosen is booked', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const rival = await signedUp(browser, 'Rita Rival');
  const page = await signedUp(browser, 'Moni Montag');
  await toBook(page, 'Easy Word Processing');
  // Mondays around the last Sunday of March, on which the clocks change.
  const march = Date.UTC(new Date(await today(page)).getUTCFullYear() + 1, 2, 1);
  const first = march + ((8 - new Date(march).getUTCDay()) % 7) * DAY;
  await crowd(
    rival,
    [2, 6].map((week) => isoDay(first + week * 7 * DAY)),
  );
  const day = isoDay(first);
  await page.getByRole('combobox', { name: 'Time zone' }).click();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await fillSlot(page, [day, '14:00'], [day, '16:00']);
  await choose(page, 'Where', /^Tartu-1/);
  await choose(page, 'Repeat', 'Every week, on chosen days');
  const dates = page.getByRole('region', { name: 'Dates' });
  await expect(dates.getByText('8 of 10 fit')).toBeVisible();
  await expect(dates.getByText('Cannot be booked')).toHaveCount(2);
  await expect(dates.getByText(/0 of 1 seats of Windows 98 free at Tartu-1/)).toHaveCount(2);
  await expect(page.getByRole('button', { name: /^Book 8 of 10 for/ })).toBeEnabled();
  await expectAccessible(page, 'book-series-conflicts');

  const hand = new Hand();
  await hand.click(dates.getByRole('button', { name: /: use .* instead$/ }).first());
  await expect(dates.getByText('9 of 10 fit')).toBeVisible();
  await hand.click(page.getByRole('button', { name: /^Book 9 of 10 for/ }));
  await expect(page.getByRole('heading', { name: '9 slots are booked' })).toBeVisible();
  expect(hand.actions).toBeLessThanOrEqual(3);
  await expectAccessible(page, 'booked-series');

  const booked = await slotsOf(page);
  expect(booked).toHaveLength(9);
  expect(booked.filter(({ time }) => time === '14:00–16:00')).toHaveLength(8);
  await expectInCalendar(page);
  await Promise.all([rival.context().close(), page.context().close()]);
});

test('J5 by keyboard alone: a weekly series, a date of it that is taken, another time for that one, and the booking', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const rival = await signedUp(browser, 'Rolf Rival');
  const page = await signedUp(browser, 'Karl Keys');
  await toBook(page, 'Easy Word Processing');
  // In the second week of a month, so that all its numbers have two digits as they are typed.
  const from = (await today(page)) + 30 * DAY;
  const start = Date.UTC(new Date(from).getUTCFullYear(), new Date(from).getUTCMonth() + 1, 12);
  await crowd(rival, [isoDay(start + 7 * DAY)]);
  const keys = new Keys(page);
  await keys.tabTo(page.getByRole('combobox', { name: 'Where' }), 80);
  await keys.choose(page.getByRole('option', { name: /^Tartu-1/ }));
  await keys.tabTo(page.getByLabel('Start date'), 40);
  const [year, month, day] = isoDay(start).split('-');
  await keys.type(`${month}${day}${year}`);
  await keys.tabTo(page.getByLabel('Start time'));
  await keys.type('1200PM');
  // The end moves along with the start, so that only its time is left to say.
  await expect(page.getByLabel('End date')).toHaveValue(isoDay(start));
  await keys.tabTo(page.getByLabel('End time'));
  await keys.type('0200PM');
  await keys.tabTo(page.getByRole('combobox', { name: 'Repeat' }));
  await keys.choose(page.getByRole('option', { name: 'Every week, on chosen days' }));
  const count = page.getByLabel('Number of dates');
  await keys.tabTo(count);
  await keys.press('Control+a');
  await keys.type('3');
  const dates = page.getByRole('region', { name: 'Dates' });
  await expect(dates.getByText('2 of 3 fit')).toBeVisible();
  await expect(count).toBeFocused();

  await keys.tabTo(dates.getByRole('button', { name: /: use .* instead$/ }).first(), 20);
  await keys.press('Enter');
  await expect(dates.getByText('3 of 3 fit').or(dates.getByText('All 3 fit'))).toBeVisible();
  // The button is gone with the conflict; the hands are still in the table.
  expect(await dates.evaluate((table) => table.contains(document.activeElement))).toBe(true);
  await keys.tabTo(page.getByRole('button', { name: /^Book 3 slots for/ }), 30);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: '3 slots are booked' })).toBeFocused();
  await rival.context().close();
  await page.context().close();
});

interface Row {
  readonly day: string;
  readonly time: string;
}

/** The slots ahead, as the table has them. */
async function slotsOf(page: Page): Promise<Row[]> {
  await page.goto('/schedule?view=table&zone=Europe/Berlin');
  const names = page.getByRole('region', { name: 'Now and ahead' }).getByRole('button', { name: /^Open / });
  await expect(names.first()).toBeVisible();
  const texts = await names.allInnerTexts();
  return texts.map((text) => {
    const [day = '', time = ''] = text.split(/, (?=\d\d:)/);
    // A day of another year has its year.
    return { day: day.replace(/ \d{4}$/, ''), time };
  });
}

/** What a calendar program gets from the secret address is what the table has. */
async function expectInCalendar(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Subscribe to calendar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Subscribe to calendar' });
  await dialog.getByRole('button', { name: 'Make an address' }).click();
  const address = await dialog.getByLabel('Address of the calendar').inputValue();
  const answer = await page.request.get(address);
  expect(answer.headers()['content-type']).toContain('text/calendar');
  const events = eventsOf(await answer.text());
  const rows = (await slotsOf(page)).map(({ day, time }) => `${day}, ${time}`);
  expect(events.map(inBerlin).toSorted()).toEqual(rows.toSorted());
}

function inBerlin({ start, end }: CalendarEvent): string {
  const format = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: 'Europe/Berlin',
      hourCycle: 'h23',
      ...options,
    }).formatToParts(at);
  const parts = Object.fromEntries(
    format(start, { weekday: 'short', day: 'numeric', month: 'short' }).map(({ type, value }) => [
      type,
      value,
    ]),
  );
  const clock = (at: Date) =>
    format(at, { hour: '2-digit', minute: '2-digit' })
      .map(({ value }) => value)
      .join('');
  return `${parts['weekday']} ${parts['day']} ${parts['month']}, ${clock(start)}–${clock(end)}`;
}

test('J7: a running slot is extended by the longest that is possible in two actions; where somebody follows, it is said', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await signedUp(browser, 'Lena Lang');
  await toBook(page, 'Easy Word Processing');
  await page.getByRole('button', { name: /^Now/ }).click();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 90_000 });
  const hand = new Hand();
  await hand.click(page.getByRole('button', { name: /^Extend to .*, \+/ }));
  const dialog = page.getByRole('dialog', { name: /^Times of/ });
  await expect(dialog.getByText(/^Longest possible: until/)).toBeVisible();
  await expect(dialog.getByText(/^A slot lasts 31 days at most/)).toBeVisible();
  await expect(dialog.getByText('Fits')).toBeVisible();
  await hand.click(dialog.getByRole('button', { name: /^Extend to .* for/ }));
  await expect(dialog).toBeHidden();
  expect(hand.actions).toBeLessThanOrEqual(2);
  await expect(page.getByText(/^Extended to/)).toBeVisible();

  // Now it is as long as a slot may be: the same question says so.
  await page.getByRole('button', { name: 'Extend or shorten' }).click();
  await expect(dialog.getByText('It cannot go on after its end')).toBeVisible();
  await expect(dialog.getByText(/^A slot lasts 31 days at most/)).toBeVisible();
  await expectAccessible(page, 'extend-refused');
  await page.context().close();
});

test('slots ahead are given the newer revision of their design where their times are changed', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Rita Revise');
  await toBook(page, 'Easy Word Processing');
  const day = isoDay((await today(page)) + DAY);
  await fillSlot(page, [day, '08:00'], [day, '10:00']);
  await choose(page, 'Repeat', 'Every day');
  await page.getByLabel('Number of dates').fill('3');
  await page.getByRole('button', { name: /^Book 3 slots for/ }).click();
  await expect(page.getByRole('heading', { name: '3 slots are booked' })).toBeVisible();
  await page.goto('/designs');
  await page
    .getByRole('link', { name: /^Easy Word Processing/ })
    .first()
    .click();
  const sheet = new Sheet(page);
  await sheet.add('Server, x86-64');
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await page.goto('/schedule?view=table');
  const second = page.getByRole('row', { name: /Easy Word Processing/ }).nth(1);
  await second.getByRole('button').first().click();
  const panel = page.getByRole('complementary', { name: 'Easy Word Processing' });
  await expect(panel.getByText('revision 1; 2 is the newest')).toBeVisible();
  await panel.getByRole('button', { name: 'Change times or revision' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Times and revision of/ });
  await expect(dialog.getByRole('button', { name: 'Keep it as it is' })).toBeFocused();
  await dialog.getByRole('checkbox', { name: /^Run as revision 2/ }).press('Space');
  await dialog.getByRole('radio', { name: 'This and all later ones, 2 in all' }).press('Space');
  await expect(dialog.getByText('All 2 slots fit')).toBeVisible();
  await expectAccessible(page, 'change-revision');
  await dialog.getByRole('button', { name: /^Change for/ }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(panel.getByText('revision 2', { exact: true })).toBeVisible();
  await page.context().close();
});

test('S6: large in office hours, small between them: both are booked at once, and the hour changes what runs', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await signedUp(browser, 'Otto Office');
  await toBook(page, 'Three-tier Shop');
  const day = isoDay((await today(page)) + 2 * DAY);
  await fillSlot(page, [day, '08:00'], [day, '20:00']);
  await choose(page, 'Repeat', 'Every day');
  await page.getByLabel('Number of dates').fill('2');
  await page.getByRole('switch', { name: /^Between these slots/ }).press('Space');
  await page.getByLabel('Count of Web outside these hours').fill('1');
  await expect(page.getByText('All 1 times between fit')).toBeVisible();
  await expectAccessible(page, 'book-hours');
  await page.getByRole('button', { name: /^Book 2 slots for/ }).click();
  await expect(page.getByRole('heading', { name: '3 slots are booked' })).toBeVisible();
  await page.getByRole('link', { name: 'Watch it live' }).click();

  const web = page.getByRole('table').getByRole('row', { name: /Web/ }).filter({ hasText: 'Running' });
  const seen: { machines: number; address: string; rate: string }[] = [];
  for (const time of ['09:00', '22:00']) {
    await skipTo(operator, `${day}T${time}`);
    await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 60_000 });
    await expect(web).toHaveCount(time === '09:00' ? 2 : 1, { timeout: 60_000 });
    seen.push({
      machines: await web.count(),
      address: await web.first().locator('td').nth(3).innerText(),
      rate: await page.getByText(/€\/h/).first().innerText(),
    });
  }
  expect(seen.map(({ machines }) => machines)).toEqual([2, 1]);
  expect(seen[1]?.address).toBe(seen[0]?.address);
  expect(seen[1]?.rate).not.toBe(seen[0]?.rate);
  await page.context().close();
});
