import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { signedIn, signedUp } from '../../support/personas.ts';

/** Each would run, or ask another host for something, where text became markup, an address or a style. */
const WORDS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  `'><iframe srcdoc="<script>parent.alert(1)</script>">`,
  '<img src=https://evil.example/a.png>',
  '<link rel=stylesheet href=https://evil.example/a.css>',
  '<style>*{background:url(https://evil.example/b)}</style>',
  'javascript:alert(1)',
  '</title><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<math><mtext><table><mglyph><style><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>x</a>',
  ']]><![CDATA[<script>alert(1)</script>',
] as const;

/** Whatever a page does that text must never make it do. */
function watch(page: Page, baseURL: string | undefined): string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) seen.push(`a request to ${request.url()}`);
  });
  page.on('console', (message) => {
    if (/content security policy|trusted ?type/i.test(message.text())) seen.push(message.text());
  });
  page.on('pageerror', (error) => seen.push(error.message));
  return seen;
}

async function mutate<T>(page: Page, path: string, data: object): Promise<T> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`/api/trpc/${path}`, { data, headers: { origin } });
  const body = (await answer.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body.result.data;
}

const part = (word: string, n: number) => ({
  id: `c-w${n}`,
  type: 'x86-pc',
  name: word,
  count: 1,
  host: null,
  group: n % 2 === 0 ? 'g-w' : null,
  properties: {},
  x: (n % 4) * 300,
  y: Math.floor(n / 4) * 200,
});

/** A design with a word on everything that has a name, and an abstraction besides. */
async function furnish(page: Page): Promise<string> {
  const all = WORDS.map((word, n) => part(word, n));
  const document = {
    version: 1,
    components: Object.fromEntries(all.map((one) => [one.id, one])),
    connections: {},
    groups: { 'g-w': { id: 'g-w', name: WORDS[1], collapsed: false } },
  };
  const ids: string[] = [];
  for (const word of WORDS) {
    const { id } = await mutate<{ id: string }>(page, 'designs.create', { key: randomUUID(), name: word });
    ids.push(id);
  }
  const id = ids[0] ?? '';
  await mutate(page, 'designs.save', { id, baseRevision: 1, document });
  const decided = { summary: WORDS[2], family: 'hardware', icon: 'stack', ports: [], parameters: [] };
  const saved = { ...decided, name: WORDS[3], visibility: 'team', document: { ...document, groups: {} } };
  const bare = all.map((one) => [one.id, { ...one, group: null }]);
  Object.assign(saved.document, { components: Object.fromEntries(bare) });
  await mutate(page, 'abstractions.save', { key: randomUUID(), ...saved });
  return id;
}

test('words are words, whatever they would be elsewhere: nothing runs, and no other host is asked', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const page = await signedUp(browser, 'Mal <img src=x onerror=alert(1)> y');
  const seen = watch(page, baseURL);
  const id = await furnish(page);
  await page.goto('/designs');
  await expect(page.getByText(WORDS[0], { exact: true }).first()).toBeVisible();
  await page.goto(`/designs/${id}`);
  await expect(page.getByText(WORDS[4], { exact: true }).first()).toBeVisible();
  await page.getByText(WORDS[4], { exact: true }).first().click();
  for (const path of [
    '/designs/abstractions',
    `/designs/${id}?select=c-w3`,
    `/designs/${id}/book`,
    '/market',
    '/schedule',
    '/environments',
    '/usage',
    '/account/members',
    `/sign-in?next=${encodeURIComponent('javascript:alert(1)')}`,
    `/schedule?slot=${encodeURIComponent(WORDS[1])}`,
    `/no/${encodeURIComponent(WORDS[0])}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
  }
  expect(seen).toEqual([]);

  const operator = await signedIn(browser, 'operator');
  const told = watch(operator, baseURL);
  await operator.goto('/data-center/people');
  await expect(operator.getByText('Mal <img src=x onerror=alert(1)> y').first()).toBeVisible();
  expect(told).toEqual([]);
  await Promise.all([page.context().close(), operator.context().close()]);
});

test('what would run is stopped by the browser itself, if ever it became markup', async ({
  page,
  baseURL,
}) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in to Patchbay' })).toBeVisible();
  const seen = watch(page, baseURL);
  const thrown = await page.evaluate(() => {
    const field = 'innerHTML';
    try {
      document.createElement('div')[field] = '<img src=x onerror=alert(1)>';
      return 'it was taken';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(thrown).toBe('TypeError');
  expect(seen.join()).not.toContain('a dialog');
});
