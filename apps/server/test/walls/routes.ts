import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Hono } from 'hono';
import type { Somebody } from '../reach-world.ts';
import { ACTORS, type Actor, type Tenants } from './tenants.ts';
import { answered, type Answer } from './walk.ts';

/** A way into the server that is no procedure, and what each actor gets there of the first tenant's things. */
export interface Way {
  /** As the server has it; of what Hono does not serve, how it is reached. */
  readonly route: string;
  readonly visit: (who: Somebody, tenants: Tenants) => Promise<Pick<Answer, 'status' | 'text'>>;
  readonly expected: Readonly<Record<Actor, number>>;
}

const everybody = (status: number): Record<Actor, number> =>
  Object.fromEntries(ACTORS.map((actor) => [actor, status])) as Record<Actor, number>;

/** Who holds the right to a machine of the first tenant, and how each of the others is refused. */
const machine = (codes: { done: number; signedOut: number; strange: number; viewer: number }) => ({
  ...everybody(codes.strange),
  anonymous: codes.signedOut,
  expired: codes.signedOut,
  'signed out': codes.signedOut,
  viewer: codes.viewer,
  designer: codes.done,
  owner: codes.done,
});
/** Codes of a closed terminal; 1000 is that of one which opened and was closed again. */
const opened = { done: 1000, signedOut: 4401, strange: 4403, viewer: 4403 };
/** A role is asked for before the machine is looked for. */
const asked = { done: 200, signedOut: 401, strange: 404, viewer: 403 };

const get =
  (path: string, headers: Record<string, string> = {}): Way['visit'] =>
  async (who) =>
    answered(await who.fetch(path, { headers }));

const file = ({ ids }: Tenants, path: string) =>
  `/api/files?${new URLSearchParams({ environment: ids['environmentId'] ?? '', component: 'c-m', idx: '0', path }).toString()}`;

export const WAYS: readonly Way[] = [
  { route: 'GET /healthz', visit: get('/healthz'), expected: everybody(200) },
  { route: 'GET /readyz', visit: readyz, expected: everybody(200) },
  { route: 'GET /metrics', visit: get('/metrics'), expected: everybody(401) },
  {
    route: 'GET /metrics',
    visit: get('/metrics', { authorization: 'Bearer a token for the tests' }),
    expected: everybody(200),
  },
  {
    route: 'GET /api/files',
    visit: async (who, tenants) => answered(await who.fetch(file(tenants, '/srv/data/own.txt'))),
    expected: { ...machine(asked), 'other viewer': 403 },
  },
  {
    route: 'PUT /api/files',
    visit: async (who, tenants) =>
      answered(await who.fetch(file(tenants, '/srv/data/new.txt'), { method: 'PUT', body: 'x' })),
    expected: { ...machine(asked), 'other viewer': 403 },
  },
  {
    route: 'DELETE /api/files',
    visit: async (who, tenants) =>
      answered(await who.fetch(file(tenants, '/srv/data/own.txt'), { method: 'DELETE' })),
    expected: everybody(404),
  },
  {
    route: 'GET /calendar/:file{[A-Za-z0-9_-]+\\.ics}',
    visit: async (who) => answered(await who.fetch(`/calendar/${randomBytes(24).toString('base64url')}.ics`)),
    expected: everybody(404),
  },
  { route: 'ALL /api/*', visit: get('/api/auth/get-session'), expected: everybody(404) },
  { route: 'upgrade /api/terminal', visit: terminal, expected: machine(opened) },
  { route: 'upgrade elsewhere', visit: elsewhere, expected: everybody(404) },
  { route: 'a page of a machine', visit: page, expected: everybody(401) },
];

/** Routes that are walked elsewhere, or have nothing of anybody's in them. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'ALL /*': 'what every answer passes: its id, its headers, and the way out',
  'ALL /api/trpc/*': 'procedures, each walked by itself',
  'ALL /api/files': 'the gate before the two routes of files',
  'ALL /assets/*': 'files of the build, the same for everybody',
  'GET /*': 'the page of the app, the same for everybody',
};

/** Routes of the server that nobody walks. */
export function unwalked(http: Hono): string[] {
  const walked = new Set([...WAYS.map(({ route }) => route), ...Object.keys(OTHERWISE)]);
  return http.routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !walked.has(route));
}

/** Whether it is ready changes while it is walked; that nothing else is said does not. */
async function readyz(who: Somebody): Promise<Pick<Answer, 'status' | 'text'>> {
  const text = await (await who.fetch('/readyz')).text();
  return { status: /^\{"ready":(true|false),"missing":\[("[a-z]+",?)*\]\}$/.test(text) ? 200 : 500, text };
}

async function terminal(who: Somebody, { ids }: Tenants): Promise<Pick<Answer, 'status' | 'text'>> {
  const place = { environment: ids['environmentId'] ?? '', component: 'c-m', idx: 0 };
  const screen = who.terminal({ ...place, session: randomUUID(), cols: 80, rows: 24 });
  // Sent once it is open; a refusal closes it first.
  screen.ws.on('message', () => screen.ws.send(JSON.stringify({ close: true })));
  const { code, reason } = await screen.closed;
  return { status: code, text: `${screen.shown()} ${JSON.stringify(screen.told())} ${reason}` };
}

function elsewhere(who: Somebody, { world }: Tenants) {
  const upgrade = { connection: 'upgrade', upgrade: 'websocket', origin: world.origin };
  const key = { 'sec-websocket-key': randomBytes(16).toString('base64'), 'sec-websocket-version': '13' };
  return visit(world.port, '/api/other', { ...upgrade, ...key, cookie: who.cookie });
}

/** On the host name of the page itself, with every cookie of the app. */
async function page(who: Somebody, { actors, ids, world }: Tenants) {
  const place = { environmentId: ids['environmentId'], component: 'c-m', idx: 0, port: 80 };
  const { url } = await actors.owner.call<{ url: string }>('mutation', 'access.openPort', place);
  return visit(world.port, '/', { host: new URL(url).host, cookie: who.cookie });
}

function visit(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<Pick<Answer, 'status' | 'text'>> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, headers });
    req.once('error', reject);
    req.once('response', (res) => {
      let text = JSON.stringify(res.headers);
      res.on('data', (chunk: Buffer) => (text += chunk.toString()));
      res.once('end', () => resolve({ status: res.statusCode ?? 0, text }));
    });
    req.end();
  });
}
