import { expect, type Page } from '@playwright/test';

/** The operator moves the world's clock to a wall time, such as 2026-11-29T09:00; what is due before is done on the way. */
export async function skipTo(operator: Page, wallTime: string): Promise<void> {
  await operator.goto('/data-center');
  const clock = operator.getByRole('region', { name: 'Clock of the demo world' });
  await clock.getByLabel('Date and time to skip to').fill(wallTime);
  await clock.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(clock.getByRole('status')).toContainText(/Nothing was due|worked through/, {
    timeout: 90_000,
  });
}
