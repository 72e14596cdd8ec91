import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn, signedUp } from '../../support/personas.ts';
import { ask, DAY, send } from '../../support/slots.ts';

interface Drawn {
  readonly id: string;
  readonly document: { readonly components: Record<string, { count: number; readonly host: string | null }> };
}

/** How many there were in a week, those of other stories included. */
const searches = async (operator: Page) =>
  (await ask<{ searches: number }>(operator, 'demand.unmet', { days: 7 })).searches;

test('what found no room is counted for the operator, by what was short and not by whose it was', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/demand');
  const before = await searches(operator);

  const page = await signedUp(browser, 'Una Unmet');
  const { id, document } = await send<Drawn>(page, 'designs.create', {
    key: crypto.randomUUID(),
    name: 'Too many',
    abstraction: 'easy-word-processing',
  });
  // More than there are seats of Windows 98 at any site.
  for (const part of Object.values(document.components)) if (part.host === null) part.count = 460;
  await send(page, 'designs.save', { id, baseRevision: 1, document });
  const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const slot = { designId: id, revision: 2, start: at(30), end: at(31) };
  for (let asked = 0; asked < 2; asked += 1)
    expect((await ask<{ fits: boolean }>(page, 'reservations.quote', slot)).fits).toBe(false);

  // Asked twice, and counted once.
  expect(await searches(operator)).toBe(before + 1);
  await operator.reload();
  const row = operator.getByRole('row', { name: /seats of Windows 98 Berlin-2/ });
  await expect(row).toContainText(/\d+ more seats of Windows 98/);
  await expect(operator.locator('main')).not.toContainText('Una');
  await expectAccessible(operator, 'operator, demand');
  const file = operator.waitForEvent('download');
  await operator.getByRole('button', { name: 'Download unmet demand as CSV' }).press('Enter');
  expect((await file).suggestedFilename()).toBe('unmet-demand.csv');
  await operator.getByText('30 days').click();
  await expect(operator).toHaveURL(/days=30/);
  await page.context().close();
  await operator.context().close();
});
