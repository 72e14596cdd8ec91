import { expect, type Page } from '@playwright/test';

/** The operator lets the world's time go on to the next instant at which something of this kind is due. */
export async function skipTo(operator: Page, what: RegExp): Promise<void> {
  await operator.goto('/data-center');
  const clock = operator.getByRole('region', { name: 'Clock of the demo world' });
  const before = await clock.getByRole('strong').innerText();
  await clock.getByRole('button', { name: what }).first().click();
  await expect(clock.getByRole('strong')).not.toHaveText(before);
  await expect(clock.getByRole('button', { name: 'Skip', exact: true })).toBeEnabled({ timeout: 30_000 });
}
