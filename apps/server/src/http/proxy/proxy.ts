import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { App } from '../../context.ts';
import { COOKIE_SECONDS, doorkeeper, redeem } from '../../features/access/grants.ts';
import { pageOf } from '../../features/access/page-names.ts';
import { lossOf } from '../../features/access/right.ts';
import { TICKET_PATH } from '../../features/access/service.ts';
import { canonicalClient, takeTokens } from '../../features/session/rate-limit.ts';
import { openExchanges, type Exchanges } from './exchanges.ts';
import { forward, refusalOf, type Facts } from './forward.ts';
import { PAGE_COOKIE, pageCookie } from './headers.ts';
import { connect } from './machine-agent.ts';
import { refusalPage, type Refusal } from './refusal.ts';
import { forwardUpgrade } from './upgrade.ts';

/** Tokens of its client's minute that a try of a ticket takes. */
const TICKET_COST = 5;

/** Pages of machines, on host names of their own. Nothing of this server's own is served there. */
export interface Proxy {
  /** Whether a Host header names a machine's page. */
  owns(host: string | undefined): boolean;
  request(req: IncomingMessage, res: ServerResponse): void;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  end(): void;
}

interface Desk {
  readonly app: App;
  readonly admit: ReturnType<typeof doorkeeper>;
  readonly exchanges: Exchanges;
}

type Refuse = (why: Refusal) => void;

export function openProxy(app: App): Proxy {
  const desk: Desk = { app, admit: doorkeeper(app), exchanges: openExchanges(app) };
  const failed = (error: unknown, refuse: Refuse) => {
    const why = lossOf(error);
    if (why === 'failed') app.log.error({ err: error }, 'a page of a machine was not passed on');
    refuse(why);
  };
  return {
    owns: (host) => pageOf(app.pages, host) !== null,
    request: (req, res) => {
      const refuse = (why: Refusal) => refuseRequest(app, res, why);
      answer(desk, req, res, refuse).catch((error: unknown) => failed(error, refuse));
    },
    upgrade: (req, socket, head) => {
      socket.on('error', () => {});
      const refuse = (why: Refusal) => refuseUpgrade(app, socket, why);
      connectThrough(desk, req, { socket, head }, refuse).catch((error: unknown) => failed(error, refuse));
    },
    end: () => desk.exchanges.end(),
  };
}

async function answer(desk: Desk, req: IncomingMessage, res: ServerResponse, refuse: Refuse): Promise<void> {
  const label = labelOf(desk, req);
  if (label === null) return refuse('unknown-page');
  if (!isPlain(req)) return refuse('malformed');
  const cookie = pageCookie(req.headers.cookie);
  const url = new URL(`http://page${req.url}`);
  if (url.pathname === TICKET_PATH) {
    // Loading the address once more is no fault of whoever was let in already.
    if (await desk.admit(label, cookie).catch(() => null)) return redirect(res, null);
    const client = canonicalClient(req.socket.remoteAddress);
    await takeTokens(desk.app.db, { client, personId: null, cost: TICKET_COST });
    const value = await redeem(desk.app, label, url.searchParams.get('ticket') ?? '');
    return redirect(res, cookieHeader(value, isSecure(desk)));
  }
  if (isFromElsewhere(req)) return refuse('other-site');
  const exchange = desk.exchanges.start(await desk.admit(label, cookie), () => res.destroy());
  if (!exchange) return refuse('crowded');
  res.once('close', exchange.done);
  if (res.destroyed) return exchange.done();
  forward(req, res, { agent: exchange.agent, facts: factsOf(desk, req), refuse });
}

async function connectThrough(
  desk: Desk,
  req: IncomingMessage,
  client: { socket: Duplex; head: Buffer },
  refuse: Refuse,
): Promise<void> {
  const { socket } = client;
  const label = labelOf(desk, req);
  if (label === null) return refuse('unknown-page');
  if (!isPlain(req) || req.headers.upgrade?.toLowerCase() !== 'websocket') return refuse('malformed');
  if (isFromElsewhere(req)) return refuse('other-site');
  const admitted = await desk.admit(label, pageCookie(req.headers.cookie));
  const exchange = desk.exchanges.start(admitted, () => socket.destroy());
  if (!exchange) return refuse('crowded');
  socket.once('close', exchange.done);
  if (socket.destroyed) return exchange.done();
  const machine = await connect(admitted.reached, admitted.port).catch((error: unknown) => {
    refuse(refusalOf(error));
    return null;
  });
  if (machine)
    forwardUpgrade(req, client, machine, { ...factsOf(desk, req), refuse: () => refuse('no-answer') });
}

function labelOf({ app }: Desk, req: IncomingMessage): string | null {
  return pageOf(app.pages, req.headers.host)?.label ?? null;
}

function isSecure({ app }: Desk): boolean {
  return app.pages?.secure ?? false;
}

function factsOf(desk: Desk, req: IncomingMessage): Facts {
  return { client: req.socket.remoteAddress ?? 'unknown', secure: isSecure(desk) };
}

/** An absolute target names a host as well, and only one of the two was checked (RFC 9112, 3.2.2). */
function isPlain(req: IncomingMessage): boolean {
  return req.url?.startsWith('/') ?? false;
}

/**
 * Machines of different tenants may be one site to a browser, which then sends the page's cookie along with what
 * another machine's page asks for. Only links lead here from elsewhere.
 */
function isFromElsewhere({ headers, method }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' &&
    (headers['sec-fetch-dest'] ?? 'document') === 'document' &&
    (method === 'GET' || method === 'HEAD');
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink) return true;
  const { origin } = headers;
  return origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`;
}

function cookieHeader(value: string, secure: boolean): string {
  return `${PAGE_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}${secure ? '; Secure' : ''}`;
}

/** Away from the address with the ticket in it, which then stands in no history and no Referer. */
function redirect(res: ServerResponse, cookie: string | null): void {
  res.writeHead(303, {
    location: '/',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(cookie === null ? {} : { 'set-cookie': cookie }),
  });
  res.end();
}

function refuseRequest(app: App, res: ServerResponse, why: Refusal): void {
  if (res.headersSent || res.destroyed) return void res.destroy();
  const { status, headers, body, id } = refusalPage(why);
  app.log.info({ why, requestId: id }, 'a page of a machine was refused');
  res.writeHead(status, headers);
  res.end(body);
}

function refuseUpgrade(app: App, socket: Duplex, why: Refusal): void {
  const { status, headers, body, id } = refusalPage(why);
  app.log.info({ why, requestId: id }, 'a connection to a machine was refused');
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n'));
}
