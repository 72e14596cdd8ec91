import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';

interface Person {
  readonly role: 'operator' | 'customer';
  readonly email: string;
  readonly password: string;
}

/** The persons that the demo world was seeded with; a run under test leaves their passwords beside its data. */
function seeded(): Person[] {
  const folder = process.env['PATCHBAY_E2E_DATA_DIR'] ?? '';
  return JSON.parse(readFileSync(path.join(folder, 'first-passwords.json'), 'utf8')) as Person[];
}

export type Persona = 'operator' | 'ada' | 'hal';

function find(persona: Persona): Person {
  const person = seeded().find(({ email, role }) =>
    persona === 'operator' ? role === 'operator' : email.startsWith(persona),
  );
  if (!person) throw new Error(`nobody was seeded as ${persona}`);
  return person;
}

/** A browser of their own, signed in by hand. */
export async function signedIn(browser: Browser, persona: Persona): Promise<Page> {
  const { email, password } = find(persona);
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'What should run?' })).toBeVisible();
  return page;
}

/** Somebody new, with an empty workspace. */
export async function signedUp(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page
    .getByLabel('E-mail')
    .fill(`${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${Date.now()}@journeys.example`);
  await page.getByLabel('Password', { exact: true }).fill('a passphrase of some length');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'What should run?' })).toBeVisible();
  return page;
}
