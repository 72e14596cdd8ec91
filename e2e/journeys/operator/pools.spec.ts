import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';

test('pools grow and shrink by keyboard: new addresses begin where one says, and no address is counted twice', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/pools');
  const pools = operator.getByRole('group', { name: 'Pools' });
  const change = pools.getByRole('button', { name: 'Change: public addresses at Tartu-1' });
  await expect(change).toBeVisible();
  await expectAccessible(operator, 'operator, pools');
  await change.press('Enter');
  const dialog = operator.getByRole('dialog', { name: 'public addresses at Tartu-1' });
  const capacity = dialog.getByLabel('Capacity');
  await capacity.fill('lots');
  await expect(dialog.getByText('A whole number from 0 to 1000000000.')).toBeVisible();
  await capacity.fill('16');
  await capacity.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Say where the new addresses begin');
  await dialog.getByLabel('First new address').fill('198.51.100.2');
  await dialog.getByLabel('First new address').press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('counted already');
  await expectAccessible(operator, 'operator, pools, refused');
  await dialog.getByLabel('First new address').fill('198.51.100.200');
  await dialog.getByLabel('First new address').press('Enter');
  await expect(dialog).toBeHidden();
  const row = pools.getByRole('row').filter({
    has: operator.getByRole('button', { name: 'Change: public addresses at Tartu-1' }),
  });
  await expect(row.getByRole('cell', { name: '16', exact: true })).toBeVisible();
  await change.press('Enter');
  await capacity.fill('14');
  await capacity.press('Enter');
  await expect(dialog).toBeHidden();
  await operator.context().close();
});
