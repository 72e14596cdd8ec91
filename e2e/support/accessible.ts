import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * axe finds nothing serious on a screen, light and dark: every rule once, and those about colour again in the dark.
 * Screenshots of both go beside the results, for people to look at.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await show(page, name, 'light');
  await expectNothingSerious(axe(page), `${name}, light`);
  await show(page, name, 'dark');
  await expectNothingSerious(axe(page).withRules(['color-contrast', 'link-in-text-block']), `${name}, dark`);
}

async function show(page: Page, name: string, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
  await page.screenshot({ path: `e2e/test-results/screens/${name}-${scheme}.png` });
}

/** “Legacy” is half the time: what it cannot look into, frames of another origin, no screen has. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function expectNothingSerious(builder: AxeBuilder, screen: string): Promise<void> {
  const { violations } = await builder.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const found = serious.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  expect({ screen, found }).toEqual({ screen, found: [] });
}
