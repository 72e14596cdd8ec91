import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { DriverError } from '../../drivers/driver.ts';
import type { Exchange } from './exchanges.ts';
import { headersForBrowser, headersForMachine } from './headers.ts';
import type { Refusal } from './refusal.ts';

/** A machine has this long until its answer begins; how long the answer takes is its own affair. */
const HEADERS_MS = 60_000;

export interface Facts {
  readonly client: string;
  readonly secure: boolean;
}

/** Passes one request on and its answer back, both as they flow. Calls `refuse` when there is no answer to pass. */
export function forward(
  req: IncomingMessage,
  res: ServerResponse,
  { agent, facts, refuse }: { agent: Exchange['agent']; facts: Facts; refuse: (why: Refusal) => void },
  again = true,
): void {
  const upstream = ask({
    agent,
    method: req.method ?? 'GET',
    path: req.url ?? '/',
    headers: headersForMachine(req, facts),
  });
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length']) > 0;
  let slow = false;
  const timer = setTimeout(() => {
    slow = true;
    upstream.destroy();
  }, HEADERS_MS);
  upstream.once('response', (answer) => {
    clearTimeout(timer);
    try {
      res.writeHead(answer.statusCode ?? 502, headersForBrowser(answer));
    } catch {
      answer.destroy();
      return refuse('no-answer');
    }
    pipeline(answer, res, () => {});
  });
  upstream.on('error', (error) => {
    clearTimeout(timer);
    if (res.destroyed || res.headersSent) return void res.destroy();
    // A kept connection may have been closed by the machine just now; what can be repeated is.
    const stale = upstream.reusedSocket && !hasBody && (req.method === 'GET' || req.method === 'HEAD');
    if (stale && again && !slow) return forward(req, res, { agent, facts, refuse }, false);
    refuse(slow ? 'slow' : refusalOf(error));
  });
  res.once('close', () => {
    clearTimeout(timer);
    // What has been asked and answered in full leaves its connection to the next one, as soon as the machine's side has
    // acknowledged the request: which may come after its answer.
    if (!res.writableFinished || !upstream.writableEnded) upstream.destroy();
  });
  if (hasBody) pipeline(req, upstream, () => {});
  else upstream.end();
}

/** What a failed connection to a machine means to the person who wanted its page. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof DriverError)) return 'no-answer';
  const { code } = error;
  return code === 'unreachable' || code === 'timeout' || code === 'lost' ? 'unreachable' : 'no-answer';
}
