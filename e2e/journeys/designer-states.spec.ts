import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { saved } from '../support/saved.ts';
import { HEAD, Sheet } from '../support/sheet.ts';
import { office, threeTiers } from '../support/stories.ts';

/** The last is the one that is drawn in. */
const WIDTHS = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
] as const;

test('the outline of three tiers reads as they are drawn', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Screen Reader');
  await threeTiers(sheet);
  await sheet.palette.getByRole('tab', { name: 'Outline' }).click();
  await expect(sheet.palette.getByRole('treegrid', { name: 'Outline' })).toMatchAriaSnapshot(`
    - treegrid "Outline":
      - /children: equal
      - row "Gateway 1 copy" [expanded] [level=1] [selected]
      - row "lan to Switch 2" [level=2]
      - row "Switch 2 1 copy" [expanded] [level=1]
      - row "lan to Gateway" [level=2]
      - row "eth1 to Server" [level=2]
      - row "Switch 1 copy" [expanded] [level=1]
      - row "eth0 to Server" [level=2]
      - row "eth0 to Server 2" [level=2]
      - row "eth0 to Server 3" [level=2]
      - row "Server 1 copy" [expanded] [level=1]
      - row "Debian 12 1 copy" [expanded] [level=2]
      - row "nginx 1.22 1 copy" [level=3]
      - row "eth1 to Switch 2" [level=2]
      - row "eth0 to Switch" [level=2]
      - row "Server 2 1 copy" [expanded] [level=1]
      - row "Debian 12 1 copy" [expanded] [level=2]
      - row "Node.js 18 1 copy" [level=3]
      - row "eth0 to Switch" [level=2]
      - row "Server 3 1 copy" [expanded] [level=1]
      - row "Debian 12 1 copy" [expanded] [level=2]
      - row "PostgreSQL 15 1 copy" [level=3]
      - row "eth0 to Switch" [level=2]
  `);
  await sheet.page.context().close();
});

test('the designer is accessible in every state', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Screen Reader');
  const { page, palette, drawing, hand } = sheet;
  const shows = (state: string) => showsAt(page, state);
  await shows('empty');
  await threeTiers(sheet);
  await fit(page);
  await shows('full');
  await palette.getByRole('tab', { name: 'Outline' }).click();
  await shows('outline');
  await palette.getByRole('tab', { name: 'Catalog' }).click();

  await sheet.select('Server 2');
  await sheet.select('Server 3', { shift: true });
  await shows('selection');
  await hand.menu(sheet.part('Server 3'), HEAD);
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await shows('menu');
  await page.keyboard.press('Escape');
  await sheet.press('Group');
  await sheet.press('Collapse or open the group');
  await expect(sheet.part('Group')).toHaveAccessibleName('Group, collapsed group of 2 parts');
  await shows('group');
  await sheet.press('Ungroup');

  for (const [key, name] of [
    ['Control+K', 'Commands'],
    ['?', 'Keys'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await shows(name.toLowerCase());
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }

  await sheet.put('Solaris 8', 'Server 3');
  await page.keyboard.press('F8');
  await expect(drawing.getByRole('treeitem', { name: /blocker/ }).first()).toBeVisible();
  await shows('error');
  await page.context().close();
});

test('216 devices are accessible, near and far', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Screen Reader');
  const { page } = sheet;
  await office(sheet);
  await fit(page);
  await showsAt(page, '216');
  await zoomOutTo(page, 40);
  await showsAt(page, 'far');
  await page.context().close();
});

test('the question about two versions of one part is accessible', async ({ browser }) => {
  const here = await Sheet.blank(browser, 'Screen Reader');
  await here.putAt('Server, x86-64', 300, 200);
  await expect.poll(() => names(here.page)).toEqual(['Server']);
  const there = await here.elsewhere(browser);
  await there.select('Server');
  await there.set('Name', 'Theirs');
  await expect.poll(() => names(here.page)).toEqual(['Theirs']);
  await here.set('Name', 'Mine');
  await expect(here.page.getByRole('dialog', { name: 'Changed in two places' })).toBeVisible();
  await expectAccessible(here.page, 'designer-conflict');
  await there.page.context().close();
  await here.page.context().close();
});

/** A state of the designer is accessible at each size of the window. */
async function showsAt(page: Page, state: string): Promise<void> {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await expectAccessible(page, `designer-${state}-${size.width}`);
  }
}

/** So that all is seen in the smaller window too. */
async function fit(page: Page): Promise<void> {
  await page.setViewportSize(WIDTHS[0]);
  await page.getByRole('button', { name: 'Fit to screen' }).click();
}

/** Presses “Zoom out” until the zoom is at most so many percent. */
async function zoomOutTo(page: Page, most: number): Promise<void> {
  const zoom = page.getByRole('button', { name: /, Zoom to 100 %$/ });
  const percent = async () => parseInt(await zoom.innerText(), 10);
  for (let tries = 0; tries < 10 && (await percent()) > most; tries += 1) {
    const before = await zoom.innerText();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(zoom).not.toHaveText(before);
  }
  expect(await percent()).toBeLessThanOrEqual(most);
}

async function names(page: Page): Promise<string[]> {
  return Object.values((await saved(page)).components).map(({ name }) => name);
}
