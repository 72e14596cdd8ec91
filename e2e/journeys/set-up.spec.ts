import { expect, test } from '@playwright/test';
import { cleanUp, newPlace, startApp } from '../lifecycle/app.ts';

test.afterAll(cleanUp);

const ADDRESS = /http:\/\/\S+\/set-up#\S+/;

test('the first operator of a world for real is made by the address that its start prints', async ({
  browser,
}) => {
  const place = await newPlace();
  const app = startApp(place, { env: { WORLD: 'live' } });
  const url = await app.url();
  const address = ADDRESS.exec(app.output())?.[0] ?? '';
  const page = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await page.goto(address.replace(/#.*/, ''));
  await expect(page.getByRole('heading', { name: 'This address is incomplete' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText('Say what others should call you.')).toBeVisible();
  await page.getByLabel('Name').fill('Opal First');
  await page.getByLabel('E-mail').fill('opal@first.example');
  await page.getByLabel('Password', { exact: true }).fill('a passphrase of some length');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page).toHaveURL(`${url}/data-center`);
  await expect(page.getByRole('link', { name: 'People' })).toBeVisible();
  expect(asked.filter((one) => one.includes(address.split('#')[1] ?? address))).toEqual([]);

  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This world is set up' })).toBeVisible();

  expect(await app.stop()).toBe(0);
  const again = startApp(place, { env: { WORLD: 'demo' } });
  await again.url();
  expect(again.output()).toContain('WORLD is demo, but this database holds a live world, which it stays.');
  expect(again.output()).not.toMatch(ADDRESS);
  expect(await again.stop()).toBe(0);
});
