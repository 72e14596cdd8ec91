import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expectFocusSeen, expectNothingCut, lengthen } from '../support/geometry.ts';
import { signedUp } from '../support/personas.ts';
import { ask, toBook } from '../support/slots.ts';

const WIDE = { width: 1440, height: 900 };
/** What is left of the wide window at 200 %. */
const ZOOMED = { width: 720, height: 450 };
const PHONE = { width: 375, height: 812 };

interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is there once all is. */
  readonly heading: string | RegExp;
}

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
  for (const screen of screens)
    await test.step(screen.name, async () => {
      await page.setViewportSize(WIDE);
      await page.goto(screen.path);
      await expect(page.getByRole('heading', { name: screen.heading }).first()).toBeAttached();
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await looks(page, screen.name);
    });
  await page.context().close();
});

/** The window wide, zoomed in and of a phone; light, dark and in the system's colours; at rest, and in longer words. */
async function looks(page: Page, name: string): Promise<void> {
  await expectAccessible(page, `every-${name}`);
  await expectNothingCut(page, `${name}, wide`);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await picture(page, `${name}-forced`);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
  expect(await moving(page)).toEqual([]);
  await page.setViewportSize(ZOOMED);
  await expectNothingCut(page, `${name}, at 200 %`);
  await picture(page, `${name}-zoomed`);
  await page.setViewportSize(PHONE);
  await expectNothingCut(page, `${name}, 375 px`);
  await expectFocusSeen(page, `${name}, 375 px`, 12);
  await picture(page, `${name}-phone`);
  await page.setViewportSize(WIDE);
  await lengthen(page);
  await expectNothingCut(page, `${name}, in longer words`);
  await picture(page, `${name}-long`);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `e2e/test-results/screens/every-${name}.png` });
}

/** What goes on moving although whoever looks has asked for less of it. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity)
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'unnamed')),
  );
