import { pino, type Logger } from 'pino';
import type { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { DAY, utcMonth } from '@patchbay/engine/time';
import type { sql } from 'drizzle-orm';
import type { App } from '../src/context.ts';
import { listenForChanges } from '../src/db/changes.ts';
import { openDatabases, type Databases } from '../src/db/databases.ts';
import { accessThrough } from '../src/features/access/drivers.ts';
import type { Driver } from '../src/drivers/driver.ts';
import { unlessPaused } from '../src/drivers/paused.ts';
import { simulatedDriver } from '../src/drivers/simulated/driver.ts';
import * as outbox from '../src/features/environments/outbox.ts';
import { createAuth } from '../src/features/session/auth.ts';
import * as members from '../src/features/members/service.ts';
import * as world from '../src/features/world/service.ts';
import { httpApp } from '../src/http/app.ts';
import { readiness } from '../src/http/ready.ts';
import { openTraffic, type Traffic } from '../src/http/traffic.ts';
import { aliases } from '../src/log/alias.ts';
import { seed } from '../src/seed.ts';
import { watchHosts, type WatchTools } from '../src/workers/hosts/host-watch.ts';
import { startReconciler, type Reconciler } from '../src/workers/reconciler.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const ORIGIN = 'http://127.0.0.1';

/** A whole server on a database of its own, reached through its HTTP surface without a socket. */
export interface TestApp {
  readonly app: App;
  readonly driver: Driver;
  readonly reconciler: Reconciler;
  readonly url: string;
  readonly http: Hono;
  readonly traffic: Traffic;
  /** A browser of nobody yet. */
  browser(): Browser;
  /** A browser of somebody who has just signed up. */
  customer(name: string): Promise<Browser>;
  operator(): Promise<Browser>;
  /** Moves the world's clock and runs everything that is due up to then. */
  skip(to: string | number): Promise<void>;
  now(): Promise<number>;
  /** Stops the server and keeps its database. */
  close(): Promise<void>;
  end(): Promise<void>;
}

export interface TestWorld {
  /** Puts another driver in front of the simulated one. */
  readonly wrap?: (driver: Driver) => Driver;
  /** What real hosts are reached through; without it there are none. */
  readonly docker?: (db: Databases) => Driver;
  /** How long data on a silent host is waited for. */
  readonly patienceMs?: number;
  /** Its database, where it is not to be a fresh copy of the run's template. */
  readonly database?: FreshDatabase;
  /** Whether that has had a life already: then its clock stays where it is. */
  readonly older?: boolean;
  /** Whether it is a world for real: without a data center, and with the real clock. */
  readonly live?: boolean;
  /** Where it logs to; nowhere unless it is said. */
  readonly log?: Logger;
  readonly secret?: string;
  readonly metricsToken?: string;
}

export async function testApp({
  wrap = (driver) => driver,
  docker,
  patienceMs = 0,
  ...own
}: TestWorld = {}): Promise<TestApp> {
  const database = own.database ?? (await freshDatabase());
  const db = openDatabases(database.url);
  const log = own.log ?? pino({ level: 'silent' });
  const changes = await listenForChanges(database.url);
  const driver = wrap(simulatedDriver(db.simulator));
  const isPaused = () => db.platform.tx(null, world.isPaused);
  const drivers = {
    simulated: unlessPaused(driver, isPaused),
    docker: unlessPaused(docker?.(db) ?? driver, isPaused),
  };
  const workers = startWorkers({ platform: db.platform, drivers, patienceMs }, log);
  const { reconciler } = workers;
  const secret = own.secret ?? 'a secret for tests, long enough';
  const app: App = {
    db,
    auth: createAuth(db, { secret, baseUrl: ORIGIN, log }),
    aliasOf: aliases(secret),
    log,
    changes,
    drivers,
    wake: reconciler.wake,
    look: workers.look,
    accessOf: accessThrough(db.platform, drivers),
    pages: null,
  };
  const made = await db.platform.tx(null, (tx) => world.create(tx, !own.live));
  await seed(app, made.demo);
  // In the middle of a month, so that no test depends on the day it runs on.
  if (!own.older && !own.live) await world.skip(app, new Date(await midMonth(db)).toISOString());
  const { http, traffic } = surfaceOf(app, { worldId: made.id, reconciler, metricsToken: own.metricsToken });
  const close = async () => {
    await workers.stop();
    await changes.end();
    await db.end();
  };
  const browser = () => newBrowser(http);
  const customer = (name: string) => signedUp(browser(), name);
  return {
    app,
    driver,
    reconciler,
    url: database.url,
    http,
    traffic,
    browser,
    customer,
    operator: async () => {
      const own = await customer(`Operator ${randomUUID().slice(0, 8)}`);
      const me = await own.query<{ person: { id: string } }>('session.me');
      await db.platform.tx(null, (tx) => members.makeOperator(tx, me.person.id));
      return own;
    },
    skip: (to) => skipTo(app, to),
    now: () => db.platform.tx(null, (tx) => Promise.resolve(tx.now)),
    close,
    end: async () => {
      await close();
      await database.drop();
    },
  };
}

function surfaceOf(
  app: App,
  { reconciler, ...own }: { worldId: string; reconciler: Reconciler; metricsToken: string | undefined },
) {
  const traffic = openTraffic();
  const { isLeaving } = traffic;
  const ready = readiness({ platform: app.db.platform, quietMs: reconciler.quietMs, isLeaving });
  const hosts = new Set(['127.0.0.1']);
  return { traffic, http: httpApp(app, { id: 'test', hosts, web: '/nowhere', traffic, ready, ...own }) };
}

async function skipTo(app: App, to: string | number): Promise<void> {
  const result = await world.skip(app, new Date(to).toISOString());
  if (result.stoppedBy) throw new Error(`the skip was stopped by ${result.stoppedBy.step}`);
  // Polls of work that has begun fall due in the moments after the target.
  for (let i = 0; i < 400 && (await pending(app)); i += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

async function signedUp(browser: Browser, name: string): Promise<Browser> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@test.example`;
  await browser.mutate('session.signUp', { name, email, password: 'long enough to pass' });
  return browser;
}

async function midMonth(db: Databases): Promise<number> {
  const now = await db.platform.tx(null, (tx) => Promise.resolve(tx.now));
  return utcMonth(utcMonth(now).end).start + 9 * DAY;
}

function startWorkers(tools: WatchTools, log: Logger) {
  const reconciler = startReconciler(tools, log);
  const hostWatch = watchHosts(tools, log, reconciler.wake);
  const stop = async () => {
    await hostWatch.stop();
    await reconciler.stop();
  };
  return { reconciler, look: hostWatch.wake, stop };
}

function pending(app: App): Promise<boolean> {
  return app.db.platform.tx(null, outbox.anyDue);
}

/** Runs one statement as the platform, for what no procedure shows. */
export async function rows(app: App, query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return app.db.platform.tx(null, async (tx) => [...(await tx.db.execute(query))]);
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Browser {
  query<T>(path: string, input?: unknown): Promise<T>;
  mutate<T>(path: string, input?: unknown): Promise<T>;
  /** What a subscription sends, until the caller has had enough. */
  stream<T>(path: string, input: unknown): AsyncGenerator<T, void>;
  /** Any request, as it is; cookies and origin are added. */
  request(
    method: string,
    path: string,
    init?: { body?: string | undefined; headers?: Record<string, string> },
  ): Promise<Reply>;
}

export class Refused extends Error {
  readonly reply: Reply;
  readonly code: string;
  readonly issues: readonly string[];

  constructor(path: string, reply: Reply) {
    const { error } = reply.body as {
      error?: { message?: string; data?: { patchbay?: { code?: string; issues?: string[] } } };
    };
    const code = error?.data?.patchbay?.code ?? 'no code';
    super(`${path}: ${reply.status} ${code} ${error?.message ?? ''}`);
    this.reply = reply;
    this.code = code;
    this.issues = error?.data?.patchbay?.issues ?? [];
  }
}

function newBrowser(http: Hono): Browser {
  const cookies = new Map<string, string>();
  const send = async (
    method: string,
    path: string,
    init: Parameters<Browser['request']>[2] = {},
  ): Promise<Response> => {
    const headers = {
      host: '127.0.0.1',
      ...(method === 'POST' ? { origin: ORIGIN, 'content-type': 'application/json' } : {}),
      ...(cookies.size > 0
        ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
        : {}),
      ...init.headers,
    };
    const response = await http.request(
      `${ORIGIN}${path}`,
      { method, headers, body: init.body ?? null },
      { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } },
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const request: Browser['request'] = async (...asked) => {
    const response = await send(...asked);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };
  const call = async <T>(method: 'GET' | 'POST', path: string, input: unknown): Promise<T> => {
    const query =
      method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
    const reply = await request(method, `/api/trpc/${path}${query}`, {
      body: method === 'POST' ? JSON.stringify(input ?? {}) : undefined,
    });
    if (reply.status !== 200) throw new Refused(path, reply);
    return (reply.body as { result: { data: T } }).result.data;
  };
  return {
    query: (path, input) => call('GET', path, input),
    mutate: (path, input) => call('POST', path, input),
    request,
    async *stream(path, input) {
      const { body } = await send(
        'GET',
        `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
      );
      let text = '';
      for await (const chunk of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.+)$/m.exec(block)?.[1];
          if (data && !/^event:/m.test(block)) yield JSON.parse(data);
        }
      }
    },
  };
}
