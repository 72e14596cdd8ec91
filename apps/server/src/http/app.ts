import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { appRouter } from '../app-router.ts';
import type { App, Context } from '../context.ts';
import { canonicalClient } from '../features/session/rate-limit.ts';
import { identify } from '../features/session/service.ts';
import { calendarRoutes } from './calendar.ts';
import { fileRoutes } from './files.ts';
import { gate, MAX_BATCH, MAX_BODY, MAX_DESIGN_BODY, refuse, requestIdOf } from './gate.ts';
import { measureStreams } from '../metrics.ts';
import { metrics } from './metrics.ts';
import type { Readiness } from './ready.ts';
import type { Traffic } from './traffic.ts';

export interface HttpOptions {
  /** Identifies this process to `npm start`. */
  readonly id: string;
  readonly worldId: string;
  /** Host names, without port, under which the server is reached. */
  readonly hosts: ReadonlySet<string>;
  /** Folder of the built web app. */
  readonly web: string;
  readonly traffic: Traffic;
  readonly ready: () => Promise<Readiness>;
  /** What whoever reads the metrics sends; without one there are none. */
  readonly metricsToken?: string | undefined;
}

const ENDPOINT = '/api/trpc';

/** The HTTP surface: health, readiness, metrics, procedures, and the web app's files. */
export function httpApp(app: App, options: HttpOptions): Hono {
  const http = new Hono();
  http.use(numbered(app));
  http.use(securityHeaders());
  http.onError((error, c) => {
    app.log.error({ err: error, requestId: requestIdOf(c) }, 'request failed outside a procedure');
    return refuse(
      c,
      'INTERNAL',
      'Something went wrong on our side. Nothing was changed. Quote the id if it happens again.',
    );
  });
  http.get('/healthz', (c) => c.json({ ok: true, id: options.id, world: options.worldId }));
  http.get('/readyz', async (c) => {
    const found = await options.ready();
    return c.json(found, found.ready ? 200 : 503, { 'cache-control': 'no-store' });
  });
  measureStreams(options.traffic.openStreams);
  http.get('/metrics', metrics(app, options.metricsToken));
  http.use(turnAway(options.traffic));
  serveProcedures(http, app, options);
  http.route('/', fileRoutes(app, options.hosts));
  http.route('/', calendarRoutes(app, options.hosts));
  http.all('/api/*', (c) => refuse(c, 'NOT_FOUND', 'There is no such thing here.'));
  serveWeb(http, options.web);
  return http;
}

function serveProcedures(http: Hono, app: App, options: HttpOptions): void {
  http.use(`${ENDPOINT}/*`, gate(options.hosts));
  // By the whole path: in a batch, a call of a larger limit must not carry the others along.
  http.use(`${ENDPOINT}/*`, (c, next) =>
    limitBody(c.req.path === `${ENDPOINT}/designs.save` ? MAX_DESIGN_BODY : MAX_BODY)(c, next),
  );
  http.all(`${ENDPOINT}/*`, async (c) =>
    options.traffic.letGo(
      await fetchRequestHandler({
        endpoint: ENDPOINT,
        req: c.req.raw,
        router: appRouter,
        maxBatchSize: MAX_BATCH,
        createContext: ({ resHeaders }) =>
          contextOf(app, c.req.raw, resHeaders, {
            requestId: requestIdOf(c),
            client: canonicalClient(getConnInfo(c).remote.address),
          }),
      }),
    ),
  );
}

/** What of an address the log may say: the rest of it can be a secret. */
const ROUTES = [ENDPOINT, '/api/files', '/calendar'];

/** Gives every request an id, which its answer and every line of the log about it bear, and logs how it went. */
function numbered({ log }: App): MiddlewareHandler {
  return async (c, next) => {
    c.header('x-request-id', `req_${randomUUID().replaceAll('-', '').slice(0, 16)}`);
    const began = performance.now();
    await next();
    const route = ROUTES.find((one) => c.req.path.startsWith(`${one}/`) || c.req.path === one);
    if (route === undefined) return;
    const ms = Math.round(performance.now() - began);
    const { method } = c.req;
    log.info({ requestId: requestIdOf(c), method, route, status: c.res.status, ms }, 'request');
  };
}

/** A server on its way out takes nothing new, and says when to ask again; another may answer then. */
function turnAway(traffic: Traffic): MiddlewareHandler {
  return async (c, next) => {
    if (!traffic.isLeaving()) return next();
    c.header('connection', 'close');
    c.header('retry-after', '1');
    return refuse(
      c,
      'UNAVAILABLE',
      'This server is about to stop. Nothing was changed; try again in a moment.',
    );
  };
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (c) =>
      refuse(c, 'TOO_LARGE', `The request is larger than ${maxSize / 1024 / 1024} MiB. Nothing was changed.`),
  });
}

async function contextOf(
  app: App,
  req: Request,
  resHeaders: Headers,
  { requestId, client }: { requestId: string; client: string },
): Promise<Context> {
  const identity = await identify(app, req.headers);
  return { app, requestId, headers: req.headers, resHeaders, client, ...identity, signal: req.signal };
}

function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // The component library and the canvas set styles from script.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      // Text becomes markup or script nowhere; what the web app may do all the same is in its plain-text.ts.
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['default'],
    },
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
  });
}

/** Hashed assets never change; every other path is a page of the web app. */
function serveWeb(http: Hono, web: string): void {
  const root = path.relative(process.cwd(), web);
  http.use(
    '/assets/*',
    serveStatic({
      root,
      onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  http.get('/*', serveStatic({ root }));
  http.get('*', async (c) => {
    const page = await readFile(path.join(web, 'index.html'), 'utf8');
    return c.html(page, 200, { 'cache-control': 'no-cache' });
  });
}
