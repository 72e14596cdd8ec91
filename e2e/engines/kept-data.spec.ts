import { expect, test } from '@playwright/test';
import { held } from '../support/engine-host.ts';
import { bookNow, release, untilRunning } from '../support/environments.ts';
import { signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { Shell } from '../support/shell.ts';

const sql = (text: string) => `psql -h database -U postgres -Atc "${text}"`;

test('what a database keeps outlives its slot, is found again by the next one, and goes when it is told to', async ({
  browser,
}) => {
  const page = await signedUp(browser, 'Ada Alder');
  const before = await held();
  const sheet = await Sheet.fresh(page);
  await sheet.machine('app', ['Debian 12', 'Node.js 18']);
  await sheet.machine('database', ['Debian 12', 'PostgreSQL 15']);
  await sheet.network('Back', ['app', 'database']);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await bookNow(page);
  await untilRunning(page);
  const live = page.url();
  const shell = await Shell.open(page, 'database');
  const made = await shell.run(sql(`create table guests (name text); insert into guests values ('Grace')`));
  expect(made).toEqual({ text: 'CREATE TABLE\nINSERT 0 1', code: 0 });
  const there = await held();
  expect(there.machines.length - before.machines.length).toBe(2);
  expect(there.networks.length - before.networks.length).toBe(1);

  await release(page);
  const kept = await held();
  expect({ machines: kept.machines, networks: kept.networks }).toEqual({
    machines: before.machines,
    networks: before.networks,
  });
  expect(kept.volumes).toEqual(there.volumes);
  expect(kept.volumes.length - before.volumes.length).toBe(2);

  await expect(page.getByText('/var/lib/postgresql of database')).toBeVisible();
  await page.getByRole('link', { name: 'Book another slot' }).click();
  await expect(page.getByRole('radio', { name: /^Another slot of/ })).toBeChecked();
  await bookNow(page);
  expect(page.url()).toBe(live);
  await untilRunning(page);
  const again = await Shell.open(page, 'database');
  expect(await again.run(sql('select name from guests'))).toEqual({ text: 'Grace', code: 0 });

  await release(page);
  await page.getByRole('button', { name: 'Delete data now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete data' }).click();
  await expect(page.getByRole('button', { name: 'Delete data now' })).toHaveCount(0);
  await expect(page.getByText('Kept data is being deleted')).toHaveCount(0);
  expect(await held()).toEqual(before);
  await page.context().close();
});
