import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import type { App } from '../context.ts';
import { Terminals } from '../features/access/terminals.ts';
import { isOurHost, isOurs } from './gate.ts';
import { openProxy } from './proxy/proxy.ts';
import type { Traffic } from './traffic.ts';
import { TERMINAL_PATH, terminalSocket } from './terminal-socket.ts';

/** Real time that requests under way get to come to their end when the server is stopped. */
const LAST_MS = 10_000;
/** An upload of the largest file over a slow line takes its time; headers keep the short limit that Node sets. */
const REQUEST_MS = 3_600_000;

export interface Front {
  readonly server: Server;
  /**
   * Ends what is open, in order: streams are closed, requests get their answers, terminals end with their processes, and
   * everything that is passed on.
   */
  end(): Promise<void>;
}

/**
 * Decides by the Host header alone who answers a connection: the pages of machines, or the app. What one of them
 * serves the other never does.
 */
export function openFront(
  app: App,
  options: { http: Hono; traffic: Traffic; hosts: ReadonlySet<string>; graceMs?: number },
): Front {
  const ours = getRequestListener(options.http.fetch);
  const proxy = openProxy(app);
  const terminals = new Terminals(app, options.graceMs);
  const sockets = terminalSocket(app, terminals);
  const server = createServer({ requestTimeout: REQUEST_MS }, (req, res) => {
    if (proxy.owns(req.headers.host)) proxy.request(req, res);
    else {
      options.traffic.count(res);
      void ours(req, res);
    }
  });
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (proxy.owns(req.headers.host)) return proxy.upgrade(req, socket, head);
    const problem = problemOf(req, options.hosts);
    if (problem) return refuse(socket, problem);
    sockets.upgrade(req, socket, head);
  });
  return {
    server,
    end: async () => {
      await options.traffic.leave(LAST_MS);
      await terminals.end();
      sockets.end();
      proxy.end();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What of a request to open a WebSocket is wrong. Every page may try to open one, and cookies come along. */
function problemOf(req: IncomingMessage, hosts: ReadonlySet<string>): string | null {
  const host = req.headers.host ?? '';
  const header = (name: string) => {
    const value = req.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  if (!isOurHost(hosts, host) || !isOurs(header, host)) return '403 Forbidden';
  return req.url?.startsWith(`${TERMINAL_PATH}?`) ? null : '404 Not Found';
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}
