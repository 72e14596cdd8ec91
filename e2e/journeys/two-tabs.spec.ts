import { expect, test, type Browser, type Page } from '@playwright/test';
import { saved } from '../support/saved.ts';
import { Sheet } from '../support/sheet.ts';

test('one tab renames a part, another changes its copies: both are kept without a question', async ({
  browser,
}) => {
  const here = await withServer(browser);
  const page = await here.page.context().newPage();
  await page.goto(here.page.url());
  const there = new Sheet(page);
  await there.select('Server');
  await name(there, 'Web');
  // The other tab takes it in at once, without a hand on it.
  await expect(here.part('Web')).toBeVisible();
  await expect(here.page.getByRole('banner')).toContainText('with changes made elsewhere');
  await copies(here, '3');
  await expect.poll(() => names(here.page)).toEqual(['Web ×3']);
  await expect(there.page.getByRole('banner')).toContainText('with changes made elsewhere');
  await expect(here.page.getByRole('dialog')).toHaveCount(0);
  await here.page.context().close();
});

for (const [choice, settled] of [
  ['Keep mine', 'Mine ×3'],
  ['Take theirs', 'Theirs ×3'],
] as const) {
  test(`two browsers rename one part: both names are shown, “${choice}” is done, nothing else is lost`, async ({
    browser,
  }) => {
    const here = await withServer(browser);
    const there = await here.elsewhere(browser);
    await there.select('Server');
    await name(there, 'Theirs');
    await expect.poll(() => names(there.page)).toEqual(['Theirs ×1']);
    // Cut off meanwhile, so that both changes arrive together, after the other browser's.
    await here.page.context().setOffline(true);
    await name(here, 'Mine');
    await copies(here, '3');
    await here.page.context().setOffline(false);
    const dialog = here.page.getByRole('dialog', { name: 'Changed in two places' });
    await expect(dialog.getByRole('row', { name: /name/ })).toHaveText(/name.*Mine.*Theirs/);
    expect(await names(here.page)).toEqual(['Theirs ×1']);
    await dialog.getByRole('button', { name: choice }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(() => names(here.page)).toEqual([settled]);
    await expect(here.part(settled.split(' ')[0] ?? '')).toBeVisible();
    await there.page.context().close();
    await here.page.context().close();
  });
}

/** A design with a server in it, which is selected. */
async function withServer(browser: Browser): Promise<Sheet> {
  const here = await Sheet.blank(browser, 'Ada Alder');
  await here.putAt('Server, x86-64', 300, 200);
  await expect.poll(() => names(here.page)).toEqual(['Server ×1']);
  return here;
}

async function name({ inspector }: Sheet, to: string): Promise<void> {
  const field = inspector.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill(to);
  await field.press('Enter');
}

async function copies({ inspector }: Sheet, to: string): Promise<void> {
  const field = inspector.getByRole('textbox', { name: 'Copies', exact: true });
  await field.fill(to);
  await field.press('Enter');
}

/** `Server ×3` for each part, as the server has them. */
async function names(page: Page): Promise<string[]> {
  const { components } = await saved(page);
  return Object.values(components).map(({ name: called, count }) => `${called} ×${count}`);
}
