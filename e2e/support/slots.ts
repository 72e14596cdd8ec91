import { expect, type Page } from '@playwright/test';

/** What journeys about slots share. */

export const DAY = 86_400_000;
export const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A design of a shipped product, opened on the page that books it. */
export async function toBook(page: Page, product: string): Promise<void> {
  await page.goto('/designs');
  await page.getByRole('button', { name: `Use ${product}` }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'When should it run?' })).toBeVisible();
}

export async function fillSlot(page: Page, start: [string, string], end: [string, string]): Promise<void> {
  await page.getByLabel('Start date').fill(start[0]);
  await page.getByLabel('Start time').fill(start[1]);
  await page.getByLabel('End date').fill(end[0]);
  await page.getByLabel('End time').fill(end[1]);
}

export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option }).click();
}

/** The world's day, as the page that books it has it. */
export async function today(page: Page): Promise<number> {
  return Date.parse(`${await page.getByLabel('Start date').inputValue()}T00:00:00Z`);
}

/** What a page of the product would send; for what has to be there before a story begins. */
export async function send<T>(page: Page, procedure: string, input: unknown): Promise<T> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, {
    data: input,
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

export async function ask<T>(page: Page, procedure: string, input?: unknown): Promise<T> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await page.request.get(`/api/trpc/${procedure}${query}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}
