import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';
import { ask, send } from '../../support/slots.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');

test('the inventory by keyboard: a site, a rack and a host are written down, changed, and leave again', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/inventory');
  const places = operator.getByRole('group', { name: 'Inventory' });
  await expect(places.getByRole('row', { name: /^Berlin-2/ })).toContainText('simulated');
  await expectAccessible(operator, 'operator, inventory');

  await operator.getByRole('button', { name: 'Add site…' }).press('Enter');
  await operator.keyboard.type('Berlin-2');
  await operator.keyboard.press('Enter');
  await expect(dialogOf(operator).getByText('This name is taken')).toBeVisible();
  await dialogOf(operator).getByLabel('Name').fill('Oslo-1');
  await dialogOf(operator).getByLabel('Grade').fill('0');
  await dialogOf(operator).getByLabel('Grade').press('Enter');
  await expect(places.getByRole('row', { name: /^Oslo-1/ })).toBeVisible();

  await operator.getByRole('button', { name: 'Add rack: Oslo-1' }).press('Enter');
  await operator.keyboard.type('n1');
  await operator.keyboard.press('Enter');
  await expect(places.getByRole('link', { name: 'n1', exact: true })).toBeVisible();

  await operator.getByRole('button', { name: 'Add host: n1' }).press('Enter');
  const form = dialogOf(operator);
  await form.getByLabel('Host name').press('Enter');
  await expect(form.getByText(/Letters, digits/).first()).toBeVisible();
  await expectAccessible(operator, 'operator, inventory, host, problems');
  for (const [label, text] of [
    ['Host name', 'n1-h01'],
    ['CPUs', '16'],
    ['Memory, MiB', '65536'],
    ['Disk, GiB', '1000'],
    ['Clock, MHz', '2600'],
    ['Year', '2025'],
    ['Model', 'Rack server'],
  ] as const)
    await form.getByLabel(label).fill(text);
  await form.getByRole('combobox', { name: 'Processor' }).click();
  await operator.getByRole('option', { name: 'x86-64', exact: true }).click();
  await form.getByLabel('Model').press('Enter');
  await expect(form).toBeHidden();

  await operator.goto('/data-center/hosts?q=n1-h01');
  await operator.getByRole('link', { name: 'n1-h01' }).first().click();
  await operator.getByRole('button', { name: 'Edit…' }).press('Enter');
  await dialogOf(operator).getByLabel('CPUs').fill('32');
  await dialogOf(operator).getByLabel('CPUs').press('Enter');
  await expect(dialogOf(operator)).toBeHidden();
  await expect(operator.getByText('0 / 0 / 32').first()).toBeVisible();
  await operator.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await operator.getByRole('button', { name: 'Remove n1-h01' }).press('Enter');
  await expect(dialogOf(operator)).toBeHidden();

  await operator.goto('/data-center/inventory');
  for (const what of ['n1', 'Oslo-1']) {
    await operator.getByRole('button', { name: `Retire: ${what}` }).press('Enter');
    await dialogOf(operator).getByRole('button', { name: 'Retire' }).press('Enter');
    await expect(dialogOf(operator)).toBeHidden();
  }
  await expect(places.getByText('Oslo-1')).toBeHidden();
  await operator.context().close();
});

test('hosts come in by a file: what is downloaded, changed and imported is shown first; a row that is refused says why', async ({
  browser,
}) => {
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center/inventory');
  const [download] = await Promise.all([
    operator.waitForEvent('download'),
    operator.getByRole('button', { name: 'Download the simulated hosts as CSV' }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  const row = 'Tartu-1,t1,t1-h02,';
  expect(csv).toContain(row);
  const choose = async (text: string) => {
    const dialog = dialogOf(operator);
    const [chooser] = await Promise.all([
      operator.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: 'CSV file' }).click(),
    ]);
    await chooser.setFiles({ name: 'hosts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await operator.getByRole('button', { name: 'Import hosts…' }).click();
  const dialog = dialogOf(operator);
  await choose('no table');
  await expect(dialog.getByRole('alert')).toContainText('This is no table of hosts');
  await choose(csv);
  await expect(dialog.getByText(/^0 added, 0 changed, \d+ unchanged, 0 refused$/)).toBeVisible();
  await choose(
    `${csv}Tartu-1,t1,t1-h77,1,x86,M,1,1024,1,0,700,2000\r\nNowhere,t1,t1-h78,1,x86,M,1,1024,1,0,700,2000\r\n`,
  );
  await expect(dialog.getByText(/0 added, 0 changed, \d+ unchanged, 2 refused/)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /t1-h77/ })).toContainText('Another host stands at this unit');
  await expect(dialog.getByRole('row', { name: /t1-h78/ })).toContainText('There is no site of this name.');
  await expectAccessible(operator, 'operator, inventory, import refused');
  await choose(`${csv}Tartu-1,t1,t1-h77,77,x86,M,1,1024,1,0,700,2000\r\n`);
  await expectAccessible(operator, 'operator, inventory, import');
  await dialog.getByRole('button', { name: 'Add 1 host' }).click();
  await expect(dialog).toBeHidden();
  await operator.goto('/data-center/hosts?q=t1-h77');
  await operator.getByRole('link', { name: 't1-h77' }).first().click();
  await operator.getByRole('button', { name: 'Remove', exact: true }).click();
  await operator.getByRole('button', { name: 'Remove t1-h77' }).click();
  await expect(dialogOf(operator)).toBeHidden();
  await operator.context().close();
});

interface Overview {
  readonly sites: readonly {
    racks: readonly { hosts: readonly { id: string; claims: readonly unknown[] }[] }[];
  }[];
}

test('CAP-1: below what is booked nothing is lowered, and who does it is told what is in the way and until when', async ({
  browser,
}) => {
  const ada = await signedIn(browser, 'ada');
  const operator = await signedIn(browser, 'operator');
  const { id: designId } = await send<{ id: string }>(ada, 'designs.create', {
    key: randomUUID(),
    name: 'In the way',
    abstraction: 'easy-word-processing',
  });
  const { now } = await ask<{ now: string }>(operator, 'world.get');
  const at = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const slot = { designId, revision: 1, start: at(2), end: at(4) };
  const { totalMinor } = await ask<{ totalMinor: number }>(ada, 'reservations.quote', slot);
  const { reservation } = await send<{ reservation: { id: string } }>(ada, 'reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: totalMinor,
  });
  const { sites } = await ask<Overview>(operator, 'dataCenter.overview');
  const hosts = sites.flatMap(({ racks }) => racks.flatMap((rack) => rack.hosts));
  const host = hosts.find(({ claims }) => claims.length > 0);
  await operator.goto(`/data-center/hosts/${host?.id ?? ''}`);
  await operator.getByRole('button', { name: 'Edit…' }).click();
  const dialog = dialogOf(operator);
  await dialog.getByLabel('CPUs').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('More CPU is booked than would be left');
  await expect(dialog.getByRole('row', { name: /^channel \d+/ }).first()).toBeVisible();
  await expectAccessible(operator, 'operator, inventory, in the way');

  await operator.goto('/data-center/pools');
  await operator.getByRole('button', { name: 'Change: seats of Windows 98 at Berlin-2' }).click();
  await dialog.getByLabel('Capacity').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('it can be less after');
  await expectAccessible(operator, 'operator, pools, in the way');
  await send(ada, 'reservations.release', { key: randomUUID(), reservationId: reservation.id });
  await ada.context().close();
  await operator.context().close();
});
