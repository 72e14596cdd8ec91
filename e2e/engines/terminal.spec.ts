import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { bookNow, release, untilRunning } from '../support/environments.ts';
import { Keys } from '../support/hand.ts';
import { signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { Shell } from '../support/shell.ts';

// One machine, used in one way after the other.
test.describe.configure({ mode: 'serial' });

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await signedUp(browser, 'Ada Alder');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const sheet = await Sheet.fresh(page);
  await sheet.machine('web', ['Debian 12', 'nginx']);
  await sheet.network('Front', ['web']);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await bookNow(page);
  await untilRunning(page);
});
test.afterAll(async () => {
  // Whatever a test has left open is in the way.
  await page.reload();
  await release(page);
  await page.context().close();
});

test('by keyboard alone: a terminal is opened, used, left, entered again and closed', async () => {
  const keys = new Keys(page);
  const button = page.getByRole('table').getByRole('button', { name: 'Terminal on web', exact: true });
  await keys.tabTo(button, 40);
  await keys.press('Enter');
  const shell = await Shell.at(page, 'web');
  expect((await shell.run('hostname')).text).toBe('web');
  // Tab and Escape are the shell's.
  await keys.type('echo /usr/share/ngi');
  await keys.press('Tab');
  await keys.press('Enter');
  await expect.poll(() => shell.shown()).toMatch(/^\/usr\/share\/nginx\/$/m);
  await keys.press('Control+Shift+F6');
  const tab = page.getByRole('tab', { name: 'web' });
  await expect(tab).toBeFocused();
  // Back to where it was opened, past the handle of the dock.
  await keys.press('Shift+Tab');
  await expect(page.getByRole('separator', { name: 'Height of the terminals' })).toBeFocused();
  await keys.press('ArrowUp', 3);
  await keys.press('Tab');
  await expect(tab).toBeFocused();
  await keys.tabTo(page.getByRole('textbox', { name: /Terminal input/ }), 8);
  expect((await shell.run('echo back')).text).toBe('back');

  // A second one, and along the tabs without falling into either.
  await keys.press('Control+Shift+F6');
  await keys.tabTo(page.getByRole('button', { name: 'Another terminal on web' }));
  await keys.press('Enter');
  const [first, second] = [
    page.getByRole('tab', { name: 'web (1)' }),
    page.getByRole('tab', { name: 'web (2)' }),
  ];
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await keys.press('Control+Shift+F6');
  await expect(second).toBeFocused();
  await keys.press('ArrowLeft');
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  // Closing one leads into the other, closing the last to the heading.
  await keys.press('Delete');
  await expect(first).toHaveCount(0);
  await keys.press('Control+Shift+F6');
  await expect(tab).toBeFocused();
  await keys.press('Delete');
  await expect(page.getByRole('region', { name: 'Terminals' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('three lines and a long text are pasted whole', async () => {
  const shell = await Shell.open(page, 'web');
  await copy("echo first\necho 'second line'\necho third");
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await expect.poll(() => shell.shown()).toMatch(/\nfirst\n[^]*second line\nthird\n/);

  const text = Array.from({ length: 1500 }, (_, n) => `${n} ${randomBytes(16).toString('hex')}\n`).join('');
  await page.keyboard.type('stty -echo; echo ready; cat >/tmp/pasted; stty echo\n');
  // The shell marks what is pasted to it; by now it is no longer the shell that reads.
  await expect.poll(() => shell.shown()).toMatch(/\nready/);
  await copy(text);
  await page.getByRole('button', { name: 'Paste' }).click();
  // The browser hands the text over in its own time; the terminal has the keys again once it is in.
  await expect(page.getByRole('textbox', { name: /Terminal input/ })).toBeFocused();
  await page.keyboard.press('Control+D');
  const { text: sum } = await shell.run('sha256sum </tmp/pasted');
  expect(sum).toBe(`${createHash('sha256').update(text).digest('hex')}  -`);
});

test('a file goes in and comes out again byte for byte', async () => {
  const content = randomBytes(3_000_001);
  await page.getByRole('table').getByRole('button', { name: 'Files on web' }).click();
  const dialog = page.getByRole('dialog', { name: 'Files on web' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'File', exact: true }).click();
  await (
    await chooser
  ).setFiles({ name: 'noise.bin', mimeType: 'application/octet-stream', buffer: content });
  await dialog.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('/var/www/html/noise.bin is in the machine')).toBeVisible();
  await dialog.getByLabel('File or folder in the machine').fill('/var/www/html/noise.bin');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const file = await (await downloading).path();
  expect(readFileSync(file).equals(content)).toBe(true);
  await expectAccessible(page, 'live-files');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('the live page with terminals and logs open is accessible', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  const shell = await Shell.open(page, 'web');
  await shell.run('curl -sI http://localhost');
  await page.keyboard.type('ls --color /etc/nginx\n');
  await expect(page.getByText('noise.bin is in the machine')).toHaveCount(0);
  await expectAccessible(page, 'live-terminal');
  await page.getByRole('table').getByRole('button', { name: 'Logs of web' }).click();
  await expect(
    page
      .getByRole('dialog', { name: 'Logs of web' })
      .getByText(/"HEAD \/ /)
      .first(),
  ).toBeVisible();
  await expectAccessible(page, 'live-logs');
  await page.keyboard.press('Escape');
});

async function copy(text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
}
