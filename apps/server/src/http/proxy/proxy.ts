import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { App } from '../../context.ts';
import { COOKIE_SECONDS, doorkeeper, redeem } from '../../features/access/grants.ts';
import { pageOf } from '../../features/access/page-names.ts';
import { lossOf } from '../../features/access/right.ts';
import { TICKET_PATH } from '../../features/access/service.ts';
import { openExchanges } from './exchanges.ts';
import { forward, refusalOf } from './forward.ts';
import { PAGE_COOKIE, pageCookie } from './headers.ts';
import { connect } from './machine-agent.ts';
import { refusalPage, type Refusal } from './refusal.ts';
import { forwardUpgrade } from './upgrade.ts';

/** Pages of machines, on host names of their own. Nothing of this server's own is served there. */
export interface Proxy {
  /** Whether a Host header names a machine's page. */
  owns(host: string | undefined): boolean;
  request(req: IncomingMessage, res: ServerResponse): void;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  end(): void;
}

export function openProxy(app: App): Proxy {
  const admit = doorkeeper(app);
  const exchanges = openExchanges(app);
  const secure = app.pages?.secure ?? false;
  const factsOf = (req: IncomingMessage) => ({ client: req.socket.remoteAddress ?? 'unknown', secure });
  const labelOf = (req: IncomingMessage) => pageOf(app.pages, req.headers.host)?.label ?? null;

  async function answer(req: IncomingMessage, res: ServerResponse, refuse: (why: Refusal) => void) {
    const label = labelOf(req);
    const cookie = pageCookie(req.headers.cookie);
    const problem = problemOf(req, label);
    if (problem || label === null) return refuse(problem ?? 'unknown-page');
    const url = new URL(req.url ?? '/', 'http://page');
    if (url.pathname === TICKET_PATH) {
      const ticket = url.searchParams.get('ticket') ?? '';
      // Loading the address once more is no fault of whoever was let in already.
      const known = await admit(label, cookie).catch(() => null);
      if (known) return redirect(res, []);
      return redirect(res, [cookieHeader(await redeem(app, label, ticket), secure)]);
    }
    if (isFromElsewhere(req)) return refuse('other-site');
    const exchange = exchanges.begin(await admit(label, cookie), () => res.destroy());
    if (!exchange) return refuse('crowded');
    res.once('close', exchange.done);
    if (res.destroyed) return exchange.done();
    forward(req, res, { agent: exchange.agent, facts: factsOf(req), refuse });
  }

  async function connectThrough(
    req: IncomingMessage,
    client: { socket: Duplex; head: Buffer },
    refuse: (why: Refusal) => void,
  ) {
    const { socket } = client;
    const label = labelOf(req);
    const problem = problemOf(req, label);
    if (problem || label === null) return refuse(problem ?? 'unknown-page');
    if (req.headers.upgrade?.toLowerCase() !== 'websocket') return refuse('malformed');
    if (isFromElsewhere(req)) return refuse('other-site');
    const admitted = await admit(label, pageCookie(req.headers.cookie));
    const exchange = exchanges.begin(admitted, () => socket.destroy());
    if (!exchange) return refuse('crowded');
    socket.once('close', exchange.done);
    if (socket.destroyed) return exchange.done();
    const machine = await connect(admitted.reached, admitted.port).catch((error: unknown) => {
      refuse(refusalOf(error));
      return null;
    });
    if (!machine) return;
    forwardUpgrade(req, client, machine, { ...factsOf(req), refuse: () => refuse('no-answer') });
  }

  function failed(error: unknown, refuse: (why: Refusal) => void): void {
    const why = lossOf(error);
    if (why === 'failed') app.log.error({ err: error }, 'a page of a machine was not passed on');
    refuse(why);
  }

  return {
    owns: (host) => pageOf(app.pages, host) !== null,
    request: (req, res) => {
      const refuse = (why: Refusal) => refuseRequest(app, res, why);
      answer(req, res, refuse).catch((error: unknown) => failed(error, refuse));
    },
    upgrade: (req, socket, head) => {
      socket.on('error', () => {});
      const refuse = (why: Refusal) => refuseUpgrade(app, socket, why);
      connectThrough(req, { socket, head }, refuse).catch((error: unknown) => failed(error, refuse));
    },
    end: () => exchanges.end(),
  };
}

function problemOf(req: IncomingMessage, label: string | null): Refusal | null {
  if (label === null) return 'unknown-page';
  // An absolute target names a host as well, and only one of the two was checked (RFC 9112, 3.2.2).
  return req.url?.startsWith('/') ? null : 'malformed';
}

/**
 * Machines of different tenants may be one site to a browser, which then sends the page's cookie along with what
 * another machine's page asks for. Only links lead here from elsewhere.
 */
function isFromElsewhere({ headers, method }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  const isLink = headers['sec-fetch-mode'] === 'navigate' && (method === 'GET' || method === 'HEAD');
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink) return true;
  const { origin } = headers;
  return origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`;
}

function cookieHeader(value: string, secure: boolean): string {
  return `${PAGE_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}${secure ? '; Secure' : ''}`;
}

/** Away from the address with the ticket in it, which then stands in no history and no Referer. */
function redirect(res: ServerResponse, cookies: readonly string[]): void {
  res.writeHead(303, {
    location: '/',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(cookies.length > 0 ? { 'set-cookie': [...cookies] } : {}),
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
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n'));
}
