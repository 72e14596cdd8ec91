import { expect, test } from '@playwright/test';

test('opening the app shows text, asks nobody else for anything and breaks nothing', async ({
  page,
  baseURL,
}) => {
  const elsewhere: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => problems.push(error.message));

  await page.goto('/');
  const heading = page.getByRole('heading').first();
  await expect(heading).toBeVisible();
  // A browser without fonts lays out every text as nothing, and every other test passes on blank pages.
  const width = await heading.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().width;
  });
  expect(width).toBeGreaterThan(20);
  expect(elsewhere).toEqual([]);
  expect(problems).toEqual([]);
});
