import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cleanUp, newFolder, newPlace, startApp } from '../lifecycle/app.ts';

test.afterAll(cleanUp);

test('a world is backed up while it runs, restored elsewhere, and goes on once its operator says so', async ({
  browser,
}) => {
  const place = await newPlace();
  const file = path.join(newFolder(), 'world.backup');
  const original = startApp(place, { env: { PATCHBAY_TEST: '1' } });
  await original.url();
  const backup = startApp(place, { flags: ['--backup', file] });
  expect(await backup.ended).toEqual({ code: 0, signal: null });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const refused = startApp(place, { flags: ['--restore', file] });
  expect((await refused.ended).code).toBe(1);
  expect(refused.output()).toContain('stop it first');
  expect(await original.stop()).toBe(0);

  const elsewhere = await newPlace();
  const restore = startApp(elsewhere, { flags: ['--restore', file] });
  expect(await restore.ended).toEqual({ code: 0, signal: null });
  const twin = startApp(elsewhere);
  const url = await twin.url();
  expect(twin.output()).toContain('This world was restored and is paused');
  expect(twin.output()).not.toContain('The demo world was made.');

  const passwords = readFileSync(path.join(place.dataDir, 'first-passwords.json'), 'utf8');
  const people = JSON.parse(passwords) as { role: string; email: string; password: string }[];
  const operator = people.find(({ role }) => role === 'operator');
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${url}/sign-in?next=/data-center`);
  await page.getByLabel('E-mail').fill(operator?.email ?? '');
  await page.getByLabel('Password', { exact: true }).fill(operator?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const band = page.getByRole('region', { name: 'This world was restored from a backup and is paused' });
  await band.getByRole('button', { name: 'Resume ...' }).click();
  await band.getByRole('button', { name: 'Stay paused' }).click();
  await band.getByRole('button', { name: 'Resume ...' }).click();
  await band.getByRole('button', { name: 'The other one is stopped: resume' }).click();
  await expect(band).toBeHidden();
  await expect(page.getByRole('region', { name: 'Clock of the demo world' })).toBeVisible();
  expect(await twin.stop()).toBe(0);
});
