import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as setUp from '../../src/features/set-up/service.ts';
import { openLog } from '../../src/log/log.ts';
import { rows, testApp, type Browser, type Reply, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { PROCEDURES } from '../procedures.ts';
import { quickFolder } from '../quick-folder.ts';
import { inputFor } from '../walker-inputs.ts';

/** Words that nothing else contains, by the secret that each of them is. */
const secrets = new Map<string, string>();
const canary = (of: string) => {
  const secret = `canary${randomBytes(12).toString('hex')}`;
  secrets.set(of, secret);
  return secret;
};

let folder: string;
let server: TestApp;
let printed = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(quickFolder(), 'patchbay-log-'));
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...said) => void (printed += said.map(String).join(' ')));
  server = await testApp({ log: openLog(path.join(folder, 'server.log')), secret: canary('auth secret') });
  secrets.set('database password', new URL(server.url).password);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

const logText = () => readFile(path.join(folder, 'server.log'), 'utf8');
const lines = async () =>
  (await logText())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function keepCookies(of: string, { headers }: Reply): void {
  for (const cookie of headers.getSetCookie()) {
    const value = decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? '');
    // The library signs a token; either half is worth something.
    for (const half of value.split('.')) if (half) secrets.set(`${of} ${secrets.size}`, half);
  }
}

/** Somebody new, whose password and session are kept among the secrets. */
async function enter(name: string, make: (person: object) => [string, object]): Promise<Browser> {
  const browser = server.browser();
  const email = `${name}@log.example`;
  const [procedure, input] = make({ name, email, password: canary(`password of ${name}`) });
  const body = JSON.stringify(input);
  keepCookies(`session of ${name}`, await browser.request('POST', `/api/trpc/${procedure}`, { body }));
  return browser;
}

async function callAll(browser: Browser): Promise<void> {
  for (const { path: procedure, form } of PROCEDURES) {
    if (form === 'subscription' || procedure.startsWith('session.sign')) continue;
    const input = inputFor(procedure, { personId: 'nobody' }, 'walked');
    if (form === 'mutation')
      await browser.request('POST', `/api/trpc/${procedure}`, { body: JSON.stringify(input ?? {}) });
    else
      await browser.request(
        'GET',
        `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`,
      );
  }
}

it('has no secret in it after everything was done once, and once more in vain', async () => {
  const owner = await enter('ada', (person) => ['session.signUp', person]);
  const { person } = await owner.query<{ person: { id: string } }>('session.me');
  await rows(server.app, sql`delete from operator`);
  const token = (await setUp.offer(server.app)) ?? '';
  secrets.set('set-up token', token);
  const operator = await enter('opal', (first) => ['setUp.make', { token, ...first }]);
  const calendar = await owner.mutate<{ path: string }>('calendar.subscribe', {});
  secrets.set('calendar address', calendar.path.replace(/^\/calendar\/|\.ics$/g, ''));
  const link = await operator.mutate<{ path: string }>('people.issueResetLink', { personId: person.id });
  secrets.set('reset token', new URL(link.path, 'http://here').searchParams.get('token') ?? '');
  expect((await server.browser().request('GET', calendar.path)).status).toBe(200);
  const start = (await server.now()) + 3_600_000;
  const designId = await drawWordProcessing(owner, 'Logged');
  const { environmentId } = await book(owner, { designId, start, end: start + 3_600_000 });
  await server.skip(start + 3_700_000);
  await callAll(owner);
  await callAll(operator);

  // The same once the database refuses: statements that failed carry their values.
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin`alter table identity.session rename to gone`;
  await admin`alter table identity.verification rename to gone_as_well`;
  await admin`alter table calendar_token rename to gone`;
  await admin`alter table set_up rename to gone_too`;
  await admin.end();
  const asked = await owner.request('GET', '/api/trpc/session.me');
  expect(asked.status).toBe(500);
  await server.browser().request('GET', calendar.path);
  const inVain = { token, name: 'n', email: 'n@log.example', password: canary('password in vain') };
  for (const procedure of ['session.signUp', 'session.resetPassword', 'setUp.make'])
    await server.browser().request('POST', `/api/trpc/${procedure}`, { body: JSON.stringify(inVain) });

  const text = (await logText()) + printed;
  expect(secrets.size).toBeGreaterThan(9);
  expect([...secrets].filter(([, secret]) => secret === '' || text.includes(secret))).toEqual([]);
  // And the failures are there, with what failed.
  expect(text).toContain('Failed query');
  const ids = new Set((await lines()).map(({ requestId }) => requestId));
  expect(ids).toContain(asked.headers.get('x-request-id'));
  expect(await lines()).toContainEqual(
    expect.objectContaining({ job: 'start', environmentId, slotId: expect.any(String), tries: 1 }),
  );
});

it('names the request by the id that the answer shows, with who asked and what came of it', async () => {
  const wrong = JSON.stringify({ key: randomUUID(), name: '' });
  const reply = await server.browser().request('POST', '/api/trpc/designs.create', { body: wrong });
  const id = reply.headers.get('x-request-id');
  expect(reply.body).toMatchObject({ error: { data: { patchbay: { id } } } });
  expect((await lines()).filter(({ requestId }) => requestId === id)).toMatchObject([
    { procedure: 'designs.create', accountId: null, personId: null, outcome: expect.any(String) },
    { route: '/api/trpc', method: 'POST', status: reply.status, ms: expect.any(Number) },
  ]);
});
