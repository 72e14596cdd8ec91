import { randomUUID } from 'node:crypto';
import type { Loss } from '../../features/access/right.ts';

export type Refusal = Loss | 'unknown-page' | 'other-site' | 'no-answer' | 'slow' | 'crowded' | 'malformed';

const TEXT: Record<Refusal, readonly [status: number, title: string, text: string]> = {
  'signed-out': [
    401,
    'Open this page from Patchbay',
    'It belongs to a machine. Open it from the live view of its environment; a link works once and for half a minute.',
  ],
  'no-right': [
    403,
    'This page is not open to you',
    'It takes the role designer in the account that owns it.',
  ],
  'not-running': [409, 'This machine is not running', 'Its page is there again as soon as it runs.'],
  'unknown-page': [404, 'There is no such page', 'No machine has this address.'],
  'too-many': [429, 'Too many requests', 'Wait a minute and load the page again.'],
  unreachable: [503, 'This machine does not answer', 'It may be starting. Load the page again in a moment.'],
  failed: [500, 'Something went wrong on our side', 'Load the page again. Quote the id if it happens again.'],
  'other-site': [
    403,
    'This request comes from another site',
    'Pages of machines answer to themselves and to links, not to the scripts and forms of other sites.',
  ],
  'no-answer': [
    502,
    'Nothing answers at this port',
    'The machine runs, but nothing on it took the request. Check that the service is started and listens on this port.',
  ],
  slow: [504, 'This machine takes too long', 'It took the request and did not answer in time.'],
  crowded: [
    503,
    'Too much at once',
    'This port is busy with many requests. Load the page again in a moment.',
  ],
  malformed: [400, 'This request could not be understood', 'Nothing was passed on to the machine.'],
};

export interface RefusalPage {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Also in the log. */
  readonly id: string;
}

/** What a browser is shown in place of a machine's page. Holds nothing that came with the request. */
export function refusalPage(why: Refusal): RefusalPage {
  const [status, title, text] = TEXT[why];
  const id = `req_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style><main><h1>${title}</h1><p>${text}</p><p><code>Id ${id}</code></p></main></html>\n`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-request-id': id,
  };
  return { status, headers, body, id };
}

const STYLE =
  ':root{color-scheme:light dark}body{font:14px/22px system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;margin:0 24px}' +
  'main{max-width:440px}h1{font-size:20px;line-height:28px;margin:0}code{opacity:.7}';
