import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { rows } from '../../../test/app.ts';
import { reachWorld, type ReachWorld, type Somebody } from '../../../test/reach-world.ts';

let world: ReachWorld;
let owner: Somebody;
let accountId: string;
let environmentId: string;
let machine: Server;
let seen: IncomingMessage[] = [];

beforeAll(async () => {
  world = await reachWorld();
  owner = await world.signUp('Owner');
  accountId = (await owner.call<{ account: { id: string } }>('query', 'session.me')).account.id;
  ({ environmentId } = await world.running(owner));
  machine = serverOnMachine();
  await once(machine, 'listening');
  world.machines.ports.set(80, (machine.address() as AddressInfo).port);
  world.machines.ports.set(8080, (machine.address() as AddressInfo).port);
});
afterAll(async () => {
  await world.end();
  machine.closeAllConnections();
  machine.close();
});

/** What a tenant may run: answers with what it was asked, slowly or never when told to, and tries its luck. */
function serverOnMachine(): Server {
  const server = createServer((req, res) => {
    seen.push(req);
    if (req.url === '/stream') return void res.write('first');
    if (req.url === '/broken') return void req.socket.destroy();
    res.setHeader('set-cookie', ['own=1; Domain=localhost; Path=/', 'patchbay_page=stolen', 'b=2; HttpOnly']);
    res.setHeader('strict-transport-security', 'max-age=1000');
    res.setHeader('connection', 'keep-alive, x-private');
    res.setHeader('x-private', 'hop');
    res.writeHead(req.method === 'POST' ? 201 : 200);
    if (req.method === 'POST') req.pipe(res);
    else res.end(`hello ${req.url}`);
  }).listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (ws) => ws.on('message', (data: Buffer) => ws.send(`heard ${data.toString()}`)));
  return server;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A request to any host name on the server's port; names below localhost need no resolver here. */
function visit(
  host: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = init;
    const req = request({ host: '127.0.0.1', port: world.port, path, method, headers: { host, ...headers } });
    req.once('error', reject);
    req.once('response', (res) => {
      let text = '';
      res.on('data', (chunk: Buffer) => (text += chunk.toString()));
      res.once('error', reject);
      res.once('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text }));
    });
    req.end(body);
  });
}

const place = () => ({ environmentId, component: 'c-m', idx: 0 });

async function ticketOf(who: Somebody, port = 80): Promise<{ host: string; path: string }> {
  const { url } = await who.call<{ url: string }>('mutation', 'access.openPort', { ...place(), port });
  const { host, pathname, search } = new URL(url);
  return { host, path: `${pathname}${search}` };
}

async function enter(who: Somebody, port = 80): Promise<{ host: string; cookie: string }> {
  const { host, path } = await ticketOf(who, port);
  const { status, headers } = await visit(host, path);
  expect({ status, location: headers.location }).toEqual({ status: 303, location: '/' });
  const [cookie = ''] = headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  return { host, cookie: cookie.split(';')[0] ?? '' };
}

async function member(role: 'viewer' | 'designer'): Promise<Somebody> {
  const own = await world.signUp(role);
  await owner.call('mutation', 'members.add', { email: own.email, role });
  return own.actFor(accountId);
}

describe('the way to a page', () => {
  it('is one ticket, then a cookie, and the machine sees neither', async () => {
    const { host, cookie } = await enter(owner);
    seen = [];
    const page = await visit(host, '/a?b=c', {
      headers: {
        cookie: `theirs=1; ${cookie}; patchbay.session_token=x; __Secure-patchbay.session_token=y`,
        connection: 'close, x-secret',
        'x-secret': 'hop',
        'x-forwarded-for': '6.6.6.6',
        forwarded: 'for=6.6.6.6',
      },
    });
    expect(page).toMatchObject({ status: 200, body: 'hello /a?b=c' });
    expect(seen[0]?.headers).toMatchObject({
      host,
      cookie: 'theirs=1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': host,
    });
    expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-secret']));
    expect(seen[0]?.headers['forwarded']).toBeUndefined();
    expect(page.headers['set-cookie']).toEqual(['own=1; Path=/', 'b=2; HttpOnly']);
    expect(page.headers['strict-transport-security']).toBeUndefined();
    expect(page.headers['x-private']).toBeUndefined();
    expect(page.headers['referrer-policy']).toBe('same-origin');
    expect(page.headers['content-security-policy']).toBeUndefined();
  });

  it('carries bodies of every length both ways', async () => {
    const { host, cookie } = await enter(owner);
    for (const size of [0, 1, 3_000_000]) {
      const body = 'z'.repeat(size);
      const { status, body: back } = await visit(host, '/', { method: 'POST', headers: { cookie }, body });
      expect({ status, length: back.length }).toEqual({ status: 201, length: size });
    }
  });

  it('serves a ticket once, for its own port, within its time', async () => {
    const first = await ticketOf(owner);
    expect((await visit(first.host, first.path)).status).toBe(303);
    expect((await visit(first.host, first.path)).status).toBe(401);
    const second = await ticketOf(owner);
    const other = await ticketOf(owner, 8080);
    expect(other.host).not.toBe(second.host);
    expect((await visit(other.host, second.path)).status).toBe(401);
    await rows(world.app, sql`update access_grant set expires_at = real_clock() - interval '1 second'`);
    expect((await visit(second.host, second.path)).status).toBe(401);
  });

  it('is one ticket for many at once', async () => {
    const { host, path } = await ticketOf(owner);
    const all = await Promise.all(Array.from({ length: 12 }, () => visit(host, path)));
    expect(all.filter(({ status }) => status === 303).length).toBe(1);
  });

  it('is open to designers of the account alone', async () => {
    const stranger = await world.signUp('Stranger');
    await expect(ticketOf(await member('viewer'))).rejects.toThrow(/^FORBIDDEN/);
    await expect(ticketOf(stranger)).rejects.toThrow(/^NOT_FOUND/);
    await expect(ticketOf(stranger.actFor(accountId))).rejects.toThrow(/^NOT_FOUND/);
    await enter(await member('designer'));
  });

  it('closes when the right is withdrawn: for tickets, cookies, and what is under way', async () => {
    const leaver = await member('designer');
    const { host, cookie } = await enter(leaver);
    const unused = await ticketOf(leaver);
    const stream = visit(host, '/stream', { headers: { cookie } }).then(
      () => 'ended',
      () => 'cut',
    );
    const ws = new WebSocket(`ws://127.0.0.1:${world.port}/`, { headers: { host, cookie } });
    await once(ws, 'open');
    await leaver.call('mutation', 'session.signOut', {});
    const at = performance.now();
    await Promise.all([once(ws, 'close'), stream]);
    expect(await stream).toBe('cut');
    expect(performance.now() - at).toBeLessThan(3500);
    expect((await visit(host, '/', { headers: { cookie } })).status).toBe(401);
    expect((await visit(unused.host, unused.path)).status).toBe(401);
  });
});

describe('host names', () => {
  it('of a machine serve nothing of the app, and of the app nothing of a machine', async () => {
    const { host, cookie } = await enter(owner);
    for (const path of ['/healthz', '/api/trpc/session.me', '/api/files', '/assets/x'])
      expect((await visit(host, path, { headers: { cookie: `${owner.cookie}; ${cookie}` } })).body).toBe(
        `hello ${path}`,
      );
    const app = await visit(`127.0.0.1:${world.port}`, '/api/trpc/session.me', { headers: { cookie } });
    expect(app.body).toContain('"person":null');
  });

  it('that belong to no machine, or are written strangely, lead nowhere', async () => {
    const { host, cookie } = await enter(owner);
    const headers = { cookie };
    expect((await visit(`x.localhost:${world.port}`, '/', { headers })).status).toBe(404);
    expect((await visit(`a.${host}`, '/', { headers })).status).toBe(404);
    expect((await visit(`${'a'.repeat(25)}.localhost`, '/', { headers })).status).toBe(401);
    expect((await visit(host, `http://${host}/`, { headers })).status).toBe(400);
    expect((await visit(host, 'http://127.0.0.1/api/trpc/session.me', { headers })).status).toBe(400);
    const shouted = await visit(host.toUpperCase().replace(':', '.:'), '/', { headers });
    expect(shouted.body).toBe('hello /');
  });

  it('of other machines may link here and do no more', async () => {
    const { host, cookie } = await enter(owner);
    const get = (headers: Record<string, string>, method = 'GET') =>
      visit(host, '/', { method, headers: { cookie, ...headers } }).then(({ status }) => status);
    expect(await get({ 'sec-fetch-site': 'same-origin', origin: `http://${host}` }, 'POST')).toBe(201);
    expect(await get({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect(await get({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(await get({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }, 'POST')).toBe(403);
    expect(await get({ origin: 'http://other.localhost' }, 'POST')).toBe(403);
    const ws = new WebSocket(`ws://127.0.0.1:${world.port}/`, {
      headers: { host, cookie },
      origin: 'http://other.localhost',
    });
    const [error] = (await once(ws, 'error')) as [Error];
    expect(error.message).toContain('403');
  });
});

describe('what a machine answers', () => {
  it('WebSockets pass, both ways', async () => {
    const { host, cookie } = await enter(owner);
    const ws = new WebSocket(`ws://127.0.0.1:${world.port}/chat`, {
      headers: { host, cookie },
      origin: `http://${host}`,
    });
    await once(ws, 'open');
    ws.send('you');
    const [data] = (await once(ws, 'message')) as [Buffer];
    expect(data.toString()).toBe('heard you');
    ws.close();
    const stranger = new WebSocket(`ws://127.0.0.1:${world.port}/chat`, { headers: { host } });
    const [error] = (await once(stranger, 'error')) as [Error];
    expect(error.message).toContain('401');
  });

  it('nothing: a sentence and an id, and no word of what lies behind', async () => {
    const { host, cookie } = await enter(owner, 9999);
    const closed = await visit(host, `/${randomUUID()}`, { headers: { cookie } });
    expect(closed.status).toBe(502);
    expect(closed.body).toMatch(/Nothing answers at this port.*Id req_[a-f0-9]{16}/s);
    expect(closed.body).not.toMatch(/ECONN|127\.0\.0\.1|stack/);
    const here = await enter(owner);
    expect((await visit(here.host, '/broken', { headers: { cookie: here.cookie } })).status).toBe(502);
  });

  it('nothing after its slot', async () => {
    const other = await world.signUp('Other');
    const own = await world.running(other);
    const input = { environmentId: own.environmentId, component: 'c-m', idx: 0, port: 80 };
    const { url } = await other.call<{ url: string }>('mutation', 'access.openPort', input);
    const { host, pathname, search } = new URL(url);
    const [cookie = ''] = (await visit(host, pathname + search)).headers['set-cookie'] ?? [];
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await visit(host, '/', { headers })).status).toBe(200);
    await other.call('mutation', 'reservations.release', {
      key: randomUUID(),
      reservationId: own.reservationId,
    });
    await expect
      .poll(() => visit(host, '/', { headers }).then(({ status }) => status), { timeout: 5000 })
      .toBe(409);
    await expect(other.call('mutation', 'access.openPort', input)).rejects.toThrow(/^CONFLICT/);
  });
});
