import { request as ask, STATUS_CODES, type IncomingMessage } from 'node:http';
import { pipeline, type Duplex } from 'node:stream';
import type { Facts } from './forward.ts';
import { headersForBrowser, headersForMachine } from './headers.ts';

/** Passes a WebSocket on over a connection of its own, until either side ends it. */
export function forwardUpgrade(
  req: IncomingMessage,
  client: { socket: Duplex; head: Buffer },
  machine: Duplex,
  facts: Facts & { refuse: () => void },
): void {
  const { socket, head } = client;
  const upstream = ask({
    createConnection: () => machine,
    method: 'GET',
    path: req.url ?? '/',
    headers: [...headersForMachine(req, facts), 'connection', 'Upgrade', 'upgrade', 'websocket'],
  });
  upstream.on('error', () => {
    machine.destroy();
    if (!socket.destroyed) facts.refuse();
  });
  upstream.once('response', (answer) => {
    socket.write(headOf(answer, ['connection', 'close']));
    pipeline(answer, socket, () => machine.destroy());
  });
  upstream.once('upgrade', (answer, stream, first) => {
    socket.write(headOf(answer, ['connection', 'Upgrade', 'upgrade', 'websocket']));
    if (first.length > 0) socket.write(first);
    if (head.length > 0) stream.write(head);
    pipeline(socket, stream, () => {});
    pipeline(stream, socket, () => {});
  });
  socket.once('close', () => {
    upstream.destroy();
    machine.destroy();
  });
  upstream.end();
}

function headOf(answer: IncomingMessage, more: readonly string[]): string {
  const status = answer.statusCode ?? 502;
  const raw = [...headersForBrowser(answer), ...more];
  const lines = Array.from({ length: raw.length / 2 }, (_, i) => `${raw[2 * i]}: ${raw[2 * i + 1]}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
}
