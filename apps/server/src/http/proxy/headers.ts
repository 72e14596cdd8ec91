import type { IncomingMessage } from 'node:http';

/** RFC 9110, 7.6.1: for one connection only. `expect` is answered by this server itself. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);
/** Said by this server alone, whatever a browser says. */
const OURS_TO_SAY = /^(forwarded|x-forwarded-.*|x-patchbay-.*|x-real-ip)$/;
/** What a machine must not say: the first would bind the host name, the second lead the browser past this server. */
const NOT_PASSED_BACK = new Set(['strict-transport-security', 'alt-svc']);
const OUR_COOKIE = /^(__Host-|__Secure-)?patchbay[._]/;

export const PAGE_COOKIE = 'patchbay_page';

/** Names and values in turn, as `writeHead` and `request` take them; repeated headers stay apart. */
type RawHeaders = string[];

export function headersForMachine(
  req: IncomingMessage,
  facts: { client: string; secure: boolean },
): RawHeaders {
  const named = listedIn(req.headers.connection);
  const result: RawHeaders = [];
  for (const [name, value] of pairs(req.rawHeaders)) {
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower) || named.has(lower) || OURS_TO_SAY.test(lower)) continue;
    if (lower !== 'cookie') result.push(name, value);
    else {
      const kept = withoutOurs(value);
      if (kept !== '') result.push(name, kept);
    }
  }
  // Said explicitly, because for methods that seldom have a body the length would otherwise be left open.
  if (req.headers['transfer-encoding'] !== undefined) result.push('transfer-encoding', 'chunked');
  const scheme = facts.secure ? 'https' : 'http';
  result.push('x-forwarded-for', facts.client, 'x-forwarded-proto', scheme);
  result.push('x-forwarded-host', req.headers.host ?? '');
  return result;
}

export function headersForBrowser(answer: IncomingMessage): RawHeaders {
  const named = listedIn(answer.headers.connection);
  const result: RawHeaders = [];
  for (const [name, value] of pairs(answer.rawHeaders)) {
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower) || named.has(lower) || NOT_PASSED_BACK.has(lower)) continue;
    if (lower !== 'set-cookie') result.push(name, value);
    else if (!OUR_COOKIE.test(value.trimStart())) result.push(name, hostOnly(value));
  }
  if (answer.headers['referrer-policy'] === undefined) result.push('referrer-policy', 'same-origin');
  return result;
}

/** The value of this server's own cookie; null without one. */
export function pageCookie(header: string | undefined): string | null {
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${PAGE_COOKIE}=`));
  return found ? found.slice(PAGE_COOKIE.length + 1) : null;
}

function withoutOurs(cookie: string): string {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !OUR_COOKIE.test(pair))
    .join('; ');
}

/** A cookie for a whole domain would reach the machines of others. */
function hostOnly(cookie: string): string {
  return cookie
    .split(';')
    .filter((part, at) => at === 0 || !/^\s*domain\s*(=|$)/i.test(part))
    .join(';');
}

function listedIn(connection: string | undefined): Set<string> {
  return new Set((connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}
