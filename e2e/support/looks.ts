import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expectFocusSeen, expectNothingCut, lengthen } from './geometry.ts';

const WIDE = { width: 1440, height: 900 };
/** What is left of the wide window at 200 %. */
const ZOOMED = { width: 720, height: 450 };
const PHONE = { width: 375, height: 812 };

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is there once all is. */
  readonly heading: string | RegExp;
  /** Something else that comes later. */
  readonly after?: (page: Page) => Locator;
}

/**
 * One screen in every way that it may be looked at: the window wide, zoomed in and of a phone; light, dark and in the
 * system's colours; at rest, from right to left, and in longer words.
 */
export async function expectToHoldUp(page: Page, { name, path, heading, after }: Screen): Promise<void> {
  await page.setViewportSize(WIDE);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: heading }).first()).toBeAttached();
  if (after) await expect(after(page)).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
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
  await from(page, 'rtl');
  await expectNothingCut(page, `${name}, from right to left`);
  await picture(page, `${name}-rtl`);
  await from(page, 'ltr');
  await lengthen(page);
  await expectNothingCut(page, `${name}, in longer words`);
  await picture(page, `${name}-long`);
}

const from = (page: Page, dir: 'ltr' | 'rtl') =>
  page.evaluate((to) => {
    document.documentElement.dir = to;
  }, dir);

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
