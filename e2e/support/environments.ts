import { expect, type Page } from '@playwright/test';

/** Minutes: images are made on first use, of packages that come over the network. */
const IMAGES_MS = 12 * 60_000;

/** Books the design that the page shows, for now, and waits on the live page until it runs. */
export async function bookNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Now/ }).click();
  await expect(page.getByText('Fits at This computer')).toBeVisible();
  await page.getByRole('button', { name: /^Book for/ }).click();
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
  await page.getByRole('link', { name: 'Watch it live' }).click();
}

/** Says what is being done meanwhile. */
export async function untilRunning(page: Page): Promise<void> {
  const started = Date.now();
  let said = '';
  const look = async () => {
    const state = await page.getByRole('banner').getByRole('status').innerText();
    const active = page.getByRole('region', { name: 'Stages' }).locator('tr[data-state=active] th');
    const stage = (await active.allInnerTexts()).join(', ').trim();
    const line = [state, stage].filter((part) => part !== '').join(': ');
    if (line !== said) console.log(`  ${Math.round((Date.now() - started) / 1000)} s  ${line}`);
    said = line;
    return state;
  };
  await expect.poll(look, { timeout: IMAGES_MS, intervals: [500] }).toBe('Running');
}

export async function release(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release now' }).click();
  await expect(page.getByRole('banner').getByText('Ended')).toBeVisible({ timeout: 90_000 });
}

interface UsageRow {
  readonly environmentId: string;
  readonly componentName: string;
  readonly meters: readonly { readonly meter: string; readonly quantity: number }[];
}

/** What the product has metered of one machine, as the usage page gets it. */
export async function metered(page: Page, environmentId: string, machine: string) {
  const answer = await page.request.get(`/api/trpc/usage.month?input=${encodeURIComponent('{}')}`);
  const { result } = (await answer.json()) as { result: { data: { rows: UsageRow[] } } };
  const rows = result.data.rows.filter(
    (row) => row.environmentId === environmentId && row.componentName === machine,
  );
  const sum = (wanted: string) =>
    rows
      .flatMap(({ meters }) => meters)
      .reduce((total, { meter, quantity }) => total + (meter === wanted ? quantity : 0), 0);
  return { cpuSeconds: sum('cpu.used') / 1000, trafficBytes: sum('traffic.used') };
}
