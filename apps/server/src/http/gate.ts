import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';

const MIB = 1024 * 1024;
/** Bodies are small; only saving a design may be larger (reliability: batching and body abuse). */
export const MAX_BODY = MIB;
export const MAX_DESIGN_BODY = 4 * MIB;
export const MAX_BATCH = 20;

/** What the answer, the log and whoever asks for help call a request. */
export function requestIdOf(c: HonoContext): string {
  return c.res.headers.get('x-request-id') ?? '';
}

/** The shape of every error that leaves this server, also of those that never reached a procedure. */
export function refuse(
  c: HonoContext,
  code: ErrorCode,
  message: string,
  issues: readonly string[] = [],
): Response {
  const status = ERROR_CODES[code];
  const id = requestIdOf(c);
  return c.json(
    { error: { code: -32_600, message, data: { httpStatus: status, patchbay: { code, id, issues } } } },
    status as 400,
  );
}

/**
 * What may reach a procedure: GET and POST; POST as JSON, from our own pages, uncompressed and of bounded size.
 * A mutation is a POST, so no other site can cause one (ASVS 5.0 V3.5.1 to V3.5.3).
 */
export function gate(hosts: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!isOurHost(hosts, host))
      return refuse(c, 'FORBIDDEN', 'This server does not answer for that host name.');
    if (c.req.method !== 'GET' && c.req.method !== 'POST')
      return refuse(c, 'BAD_INPUT', 'Only GET and POST are understood here. Nothing was changed.');
    if (c.req.path.split(',').length > MAX_BATCH)
      return refuse(c, 'BAD_INPUT', `A batch has at most ${MAX_BATCH} calls. Nothing was changed.`);
    if (c.req.method === 'GET') return next();
    if (!isJson(c.req.header('content-type')))
      return refuse(c, 'BAD_INPUT', 'Bodies are JSON here. Nothing was changed.');
    if (c.req.header('content-encoding'))
      return refuse(c, 'BAD_INPUT', 'Compressed bodies are not accepted. Nothing was changed.');
    if (!isOurs((name) => c.req.header(name), host))
      return refuse(
        c,
        'FORBIDDEN',
        'The request does not come from a page of this server. Nothing was changed.',
      );
    return next();
  };
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/json(;\s*charset=utf-8)?$/i.test(type.trim());
}

export function isOurHost(hosts: ReadonlySet<string>, host: string): boolean {
  return hosts.has(host.replace(/:\d+$/, ''));
}

/** Browsers always say where a POST comes from; a request that does not say cannot be told from a forged one. */
export function isOurs(header: (name: string) => string | undefined, host: string): boolean {
  const origin = header('origin');
  if (origin !== undefined) return origin === `http://${host}` || origin === `https://${host}`;
  return header('sec-fetch-site') === 'same-origin';
}
