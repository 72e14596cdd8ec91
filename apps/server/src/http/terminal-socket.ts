import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { z } from 'zod';
import type { App } from '../context.ts';
import { countedVisitor, lossOf } from '../features/access/right.ts';
import type { TerminalEnd, TerminalSession, Viewer } from '../features/access/terminal-session.ts';
import type { Terminals } from '../features/access/terminals.ts';
import { canonicalClient } from '../features/session/rate-limit.ts';
import { component, copy, id } from '../inputs.ts';

export const TERMINAL_PATH = '/api/terminal';

/** Largest message from a browser; a long paste comes in several. */
const MAX_PAYLOAD = 64 * 1024;
/** Bytes on their way to a browser at which the machine is no longer read, and at which it is again. */
const FULL = 1024 * 1024;
const ROOM = 256 * 1024;
const PING_MS = 20_000;
const COST = 10;

const cols = z.coerce.number().int().min(2).max(500);
const rows = z.coerce.number().int().min(1).max(300);
const asked = z.strictObject({
  environment: id,
  component,
  idx: z.coerce.number().pipe(copy),
  session: z.string().regex(/^[\w-]{16,64}$/),
  cols,
  rows,
});
const command = z.union([
  z.strictObject({ resize: z.strictObject({ cols: cols, rows: rows }) }),
  z.strictObject({ close: z.literal(true) }),
]);

/** How a closed connection says why. The reason is the word, for the page to turn into a sentence. */
const CODES: Record<TerminalEnd, number> = {
  closed: 1000,
  exited: 4000,
  elsewhere: 4001,
  'signed-out': 4401,
  'no-right': 4403,
  'not-running': 4409,
  'too-many': 4429,
  failed: 4500,
  unreachable: 4503,
};

export interface TerminalSocket {
  /** Takes over a request for a terminal that is known to come from a page of ours. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  end(): void;
}

export function terminalSocket(app: App, terminals: Terminals): TerminalSocket {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false });
  return {
    upgrade: (req, socket, head) =>
      server.handleUpgrade(req, socket, head, (ws) => {
        keepAlive(ws);
        void connect(app, terminals, ws, req);
      }),
    end: () => {
      for (const ws of server.clients) ws.terminate();
    },
  };
}

/**
 * Refusals are said on the open connection: a browser tells a page nothing about one that was never opened.
 */
async function connect(app: App, terminals: Terminals, ws: WebSocket, req: IncomingMessage): Promise<void> {
  let gone = false;
  ws.once('close', () => (gone = true));
  // What goes wrong on a connection ends it, and its end is what counts.
  ws.on('error', () => {});
  ws.pause();
  try {
    const query = new URL(req.url ?? '', 'http://here').searchParams;
    const { environment, session: name, cols, rows, ...part } = asked.parse(Object.fromEntries(query));
    const client = canonicalClient(req.socket.remoteAddress);
    const headers = new Headers({ cookie: req.headers.cookie ?? '' });
    const visitor = await countedVisitor(app, headers, { client, cost: COST });
    const place = { environmentId: environment, ...part };
    const { session, resumed } = await terminals.open({
      visitor,
      place,
      session: name,
      size: { cols, rows },
    });
    if (gone) return;
    ws.resume();
    ws.send(JSON.stringify({ opened: resumed ? 'resumed' : 'new' }));
    join(session, ws);
  } catch (error) {
    const why = lossOf(error);
    if (why === 'failed' || why === 'unreachable') app.log.warn({ err: error }, 'a terminal was not opened');
    ws.resume();
    ws.close(CODES[why], why);
  }
}

function join(session: TerminalSession, ws: WebSocket): void {
  const viewer: Viewer = {
    write: (bytes) =>
      ws.send(bytes, { binary: true }, () => {
        if (ws.bufferedAmount < ROOM) session.makeRoom();
      }),
    hasRoom: () => ws.bufferedAmount < FULL,
    close: (why) => ws.close(CODES[why], why),
  };
  ws.on('message', (data, isBinary) => {
    if (!isBinary) return obey(session, ws, data);
    if (!session.type(data as Buffer, () => ws.resume())) ws.pause();
  });
  ws.once('close', () => session.detach(viewer));
  if (session.ended.aborted) viewer.close('exited');
  else session.attach(viewer);
}

function obey(session: TerminalSession, ws: WebSocket, data: RawData): void {
  const read = command.safeParse(parse((data as Buffer).toString()));
  if (!read.success) return ws.close(1003, 'failed');
  if ('close' in read.data) session.end('closed');
  else session.resize(read.data.resize);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A connection that does not answer is gone, whatever the network says; also keeps an idle one from being cut. */
function keepAlive(ws: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return ws.terminate();
    answered = false;
    ws.ping();
  }, PING_MS);
  ws.on('pong', () => (answered = true));
  ws.once('close', () => clearInterval(timer));
}
