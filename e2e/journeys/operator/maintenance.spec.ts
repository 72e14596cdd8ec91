import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';

test('a window of maintenance by keyboard: times that cannot be are refused, it is on the timeline, and is cancelled', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/maintenance');
  await expect(operator.getByText('No maintenance is planned, and none was.')).toBeVisible();
  await expectAccessible(operator, 'operator, maintenance, empty');
  await operator.getByRole('combobox', { name: 'Host or rack' }).fill('t1-h02');
  await operator.getByRole('option', { name: 't1-h02' }).click();
  await operator.getByRole('button', { name: 'Plan maintenance…' }).press('Enter');
  const dialog = operator.getByRole('dialog', { name: 'Maintenance of t1-h02' });
  await dialog.getByLabel('What is done').press('Enter');
  await expect(dialog.getByText('Fill in what is done.')).toBeVisible();
  await dialog.getByLabel('What is done').fill('new firmware');
  const end = await dialog.getByLabel('To').inputValue();
  await dialog.getByLabel('To').fill('2024-01-01T10:00');
  await dialog.getByRole('button', { name: 'Show what it would move' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('ends after it begins');
  await dialog.getByLabel('To').fill(end);
  await dialog.getByRole('button', { name: 'Show what it would move' }).press('Enter');
  await expect(dialog.getByText('nothing has to move')).toBeVisible();
  await expectAccessible(operator, 'operator, maintenance, preview');
  await dialog.getByRole('button', { name: 'Close it for that time' }).press('Enter');
  const row = operator.getByRole('row', { name: /t1-h02/ });
  await expect(row).toContainText('Ahead');
  await expectAccessible(operator, 'operator, maintenance');

  await operator.goto('/data-center/hosts/host_t1h02');
  const timeline = operator.getByRole('region', { name: 'Host timeline' });
  await expect(timeline.getByText('Maintenance, new firmware')).toBeVisible();
  await expectAccessible(operator, 'operator, host, maintenance');

  await operator.goto('/data-center/maintenance');
  await row.getByRole('button', { name: 'Cancel the window of t1-h02' }).press('Enter');
  await operator.getByRole('button', { name: 'Cancel window', exact: true }).last().press('Enter');
  await expect(row).toContainText('Cancelled');
  await operator.context().close();
});
