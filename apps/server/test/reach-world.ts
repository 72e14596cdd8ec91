import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import type { DesignDto } from '../src/features/designs/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import { openFront } from '../src/http/server.ts';
import { testApp, type TestApp, type TestWorld } from './app.ts';
import { webDesign } from './designs.ts';
import { fakeMachines, type FakeMachines } from './fake-machines.ts';

const HOUR = 3_600_000;

/** A server on a real port, over machines that are none. */
export interface ReachWorld extends Omit<TestApp, 'end'> {
  readonly machines: FakeMachines;
  readonly origin: string;
  readonly port: number;
  signUp(name: string): Promise<Somebody>;
  /** A browser in which nobody has signed in. */
  nobody(): Somebody;
  /** A running environment of the web design; its machine is `c-m`. */
  running(owner: Somebody): Promise<{ environmentId: string; reservationId: string }>;
  end(): Promise<void>;
}

export interface Somebody {
  readonly email: string;
  readonly cookie: string;
  call<T>(form: 'query' | 'mutation', path: string, input?: unknown): Promise<T>;
  /** Any request to the app, as from a page of it. */
  fetch(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>;
  /** Acts for somebody else's account from now on. */
  actFor(accountId: string): Somebody;
  terminal(query: Record<string, string | number>, headers?: Record<string, string>): FakeScreen;
}

/** What a browser sees of a terminal. */
export interface FakeScreen {
  readonly ws: WebSocket;
  readonly shown: () => string;
  /** What the server said about the terminal rather than in it. */
  readonly told: () => unknown[];
  readonly closed: Promise<{ code: number; reason: string }>;
  until(text: string): Promise<void>;
}

interface ReachOptions extends Pick<TestWorld, 'log' | 'metricsToken'> {
  readonly graceMs?: number;
}

export async function reachWorld({ graceMs, ...own }: ReachOptions = {}): Promise<ReachWorld> {
  const server = await testApp(own);
  const machines = fakeMachines();
  const pages = { secure: false, domain: 'localhost', port: 1 };
  Object.assign(server.app, { accessOf: () => Promise.resolve(machines), pages });
  const front = openFront(server.app, {
    http: server.http,
    traffic: server.traffic,
    hosts: new Set(['127.0.0.1']),
    ...(graceMs === undefined ? {} : { graceMs }),
  });
  await new Promise<void>((resolve) => {
    front.server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = front.server.address() as AddressInfo;
  pages.port = port;
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...server,
    machines,
    origin,
    port,
    signUp: (name) => signUp(origin, name),
    nobody: () => somebody(origin, '', ''),
    running: (owner) => running(server, owner),
    end: async () => {
      await front.end();
      front.server.close();
      front.server.closeAllConnections();
      await server.end();
    },
  };
}

async function signUp(origin: string, name: string): Promise<Somebody> {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@test.example`;
  const reply = await fetch(`${origin}/api/trpc/session.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ name, email, password: 'long enough to pass' }),
  });
  const cookie = reply.headers.getSetCookie().map((each) => each.split(';')[0]);
  return somebody(origin, email, cookie.join('; '));
}

function somebody(origin: string, email: string, cookie: string): Somebody {
  const own: Somebody['fetch'] = (path, init = {}) =>
    fetch(`${origin}${path}`, { ...init, headers: { cookie, origin, ...(init.headers as object) } });
  return {
    email,
    cookie,
    fetch: own,
    call: async (form, path, input) => {
      const isQuery = form === 'query';
      const query = isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
      const reply = await own(`/api/trpc/${path}${input === undefined ? '' : query}`, {
        method: isQuery ? 'GET' : 'POST',
        headers: isQuery ? {} : { 'content-type': 'application/json' },
        ...(isQuery ? {} : { body: JSON.stringify(input ?? {}) }),
      });
      const body = (await reply.json()) as {
        result?: { data: unknown };
        error?: { message: string; data: { patchbay: { code: string } } };
      };
      if (body.error) throw new Error(`${body.error.data.patchbay.code}: ${body.error.message}`);
      return body.result?.data as never;
    },
    actFor: (accountId) => somebody(origin, email, `${cookie}; patchbay_account=${accountId}`),
    terminal: (query, headers = {}) => {
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const url = `${origin.replace('http', 'ws')}/api/terminal?${search}`;
      return screen(new WebSocket(url, { headers: { cookie, origin, ...headers } }));
    },
  };
}

function screen(ws: WebSocket): FakeScreen {
  let shown = '';
  const told: unknown[] = [];
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) shown += data.toString();
    else told.push(JSON.parse(data.toString()));
  });
  ws.on('error', () => {});
  return {
    ws,
    shown: () => shown,
    told: () => told,
    closed: new Promise((resolve) => {
      ws.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    }),
    until: async (text) => {
      for (let i = 0; i < 400 && !shown.includes(text); i += 1) await pause(25);
      if (!shown.includes(text)) throw new Error(`never shown: ${text}; shown: ${shown.slice(-200)}`);
    },
  };
}

async function running(server: TestApp, owner: Somebody) {
  const made = await owner.call<DesignDto>('mutation', 'designs.create', { key: randomUUID(), name: 'Web' });
  const design = await owner.call<DesignDto>('mutation', 'designs.save', {
    id: made.id,
    baseRevision: made.revision,
    document: webDesign(),
  });
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const slot = {
    designId: made.id,
    revision: design.revision,
    start: new Date(start).toISOString(),
    end: new Date(start + 4 * HOUR).toISOString(),
  };
  const quote = await owner.call<QuoteDto>('query', 'reservations.quote', slot);
  const booked = await owner.call<BookResultDto>('mutation', 'reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  await server.skip(start + 60_000);
  return { environmentId: booked.reservation.environmentId, reservationId: booked.reservation.id };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
