import { expect, test, type Page } from '@playwright/test';
import { signedIn } from '../support/personas.ts';
import { parts } from '../support/saved.ts';
import { Sheet } from '../support/sheet.ts';
import { office } from '../support/stories.ts';
import { skipTo } from '../support/world.ts';

// S3 moves the one clock of the world, so these go one after another.
test.describe.configure({ mode: 'serial' });

test('S1: 64 computers on a switch of 64 ports pass, a 65th is counted and refused, and the fix makes it valid', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  const { page, hand, inspector } = sheet;
  await sheet.putAt('Switch, 64', 300, 150);
  await sheet.put('x86 PC', 'Switch');
  await sheet.put('Windows 98', 'PC');
  await sheet.select('PC');
  await sheet.set('Copies', '64');
  await sheet.expectBookable();
  await sheet.set('Copies', '65');
  await hand.click(page.getByRole('button', { name: /^Blocker: Switch has 64 ports and 65 connections/ }));
  await expect(inspector).toContainText('That is 1 too many; the connection to PC counts 65');
  await expect(sheet.book).toHaveAttribute('aria-disabled', 'true');
  await hand.click(inspector.getByRole('button', { name: 'Apply: Use 2 copies of Switch' }));
  await sheet.expectBookable();
  await expect.poll(() => parts(page)).toEqual(['PC ×65: windows-98; Switch', 'Switch ×2: ; PC']);
  await page.context().close();
});

test('S1: Linux on a Sparc machine and Apache on Solaris are refused, Apache on NT, 2000 and Linux passes', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  const { page, drawing, inspector } = sheet;
  const refused = (headline: string) => page.getByRole('button', { name: `Blocker: ${headline}` });
  await sheet.putAt('Server, sparc64', 160, 160);
  await sheet.put('Debian 12', 'Server');
  await refused('Debian 12 cannot run on Server: its processor is sparc64').click();
  await expect(inspector).toContainText('ARCH-1');
  await page.keyboard.press('Control+Z');
  await sheet.put('Solaris 8', 'Server');
  await sheet.put('Apache 2.4', 'Server');
  await refused('Apache 2.4 cannot run on Solaris 8').click();
  await expect(inspector).toContainText('OS-1');
  await page.keyboard.press('Control+Z');

  for (const [nth, system] of ['Windows NT 4.0', 'Windows 2000', 'Debian 12'].entries()) {
    await sheet.putAt('Server, x86-64', 160 + nth * 250, 460);
    await sheet.put(system, `Server ${nth + 2}`);
    await sheet.put('Apache 2.4', `Server ${nth + 2}`);
  }
  await expect(drawing.getByRole('treeitem', { name: /^Apache 2.4/ })).toHaveCount(3);
  await sheet.expectBookable();
  await page.context().close();
});

test('S3: 216 devices are drawn in at most 30 actions, booked, made, destroyed and made again', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const operator = await signedIn(browser, 'operator');
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  const { page, hand } = sheet;
  await office(sheet);
  await sheet.expectBookable();
  await expect
    .poll(() => parts(page))
    .toEqual([
      'Disk array ×2: ; Switch',
      'PC ×200: navigator-4, windows-2000; Switch 2',
      'Server 2 ×12: apache-2-4, windows-nt-4; Switch',
      'Server ×2: debian-12, squid-5; Switch',
      'Switch 2 ×4: ; PC, Switch',
      'Switch: ; Disk array, Server, Server 2, Switch 2',
    ]);
  expect(hand.actions).toBeLessThanOrEqual(30);

  const design = page.url();
  const first = await bookTomorrow(sheet);
  await runs(page, operator, `${first}T09:00`);
  await ends(page, operator, `${first}T11:00`);
  const environment = new URL(page.url()).pathname;

  await page.goto(design);
  const second = await bookTomorrow(sheet);
  expect(second).not.toBe(first);
  await runs(page, operator, `${second}T09:00`);
  expect(new URL(page.url()).pathname).toBe(environment);
  await ends(page, operator, `${second}T11:00`);
  await operator.context().close();
  await page.context().close();
});

/** Books the open design for tomorrow, 9 to 11, and goes to its live page; answers the day. */
async function bookTomorrow({ page, book }: Sheet): Promise<string> {
  await book.click();
  await page.getByRole('button', { name: /Tomorrow 9/ }).click();
  const day = await page.getByLabel('Start date').inputValue();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await page.getByRole('link', { name: 'Watch it live' }).click();
  return day;
}

/** The slot begins, and every one of the devices runs, with nobody doing anything. */
async function runs(page: Page, operator: Page, start: string): Promise<void> {
  await skipTo(operator, start);
  await expect(page.getByRole('banner').getByText('Running')).toBeVisible({ timeout: 120_000 });
  const devices = page.getByRole('table').getByRole('row', { name: /\b(Disk array|Server|PC)\b.*Running/ });
  await expect(devices).toHaveCount(216, { timeout: 120_000 });
}

/** The slot ends, and nothing is left. */
async function ends(page: Page, operator: Page, end: string): Promise<void> {
  await skipTo(operator, end);
  await expect(page.getByRole('banner').getByText('Ended')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('row', { name: /Running/ })).toHaveCount(0);
}
