import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';

test('A15: the six tiers of the platform, each with what was measured of it', async ({ browser }) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center');
  await operator.getByRole('link', { name: 'Tiers of the platform' }).press('Enter');
  const tiers = ['Switch', 'Web', 'Usability', 'Middleware', 'Application logic', 'Data center'];
  for (const name of tiers)
    await expect(
      operator.getByRole('article', { name, exact: true }).getByRole('definition').first(),
    ).toBeVisible();
  const center = operator.getByRole('article', { name: 'Data center', exact: true });
  await expect(center).toContainText(/Hosts that answer\s*\d+ of \d+/);
  await expectAccessible(operator, 'operator, tiers');
  await operator.context().close();
});
