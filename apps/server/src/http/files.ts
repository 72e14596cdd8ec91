import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context as HonoContext } from 'hono';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { App } from '../context.ts';
import { PatchbayError } from '../errors.ts';
import { download, MAX_UPLOAD, upload } from '../features/access/files.ts';
import { countedVisitor, reach, untilLost, type Reached } from '../features/access/right.ts';
import { canonicalClient } from '../features/session/rate-limit.ts';
import { component, copy, id } from '../inputs.ts';
import { isOurHost, isOurs, refuse, requestIdOf } from './gate.ts';

const FILES = '/api/files';
const COST = 10;

const asked = z.strictObject({
  environment: id,
  component,
  idx: z.coerce.number().pipe(copy),
  path: z.string().max(4096),
});

/** Files in and out of machines, as they are: bodies are streamed and never held. */
export function fileRoutes(app: App, hosts: ReadonlySet<string>): Hono {
  const routes = new Hono();
  routes.onError((error, c) => {
    if (error instanceof PatchbayError) return refuse(c, error.code, error.message, error.issues);
    if (error instanceof z.ZodError)
      return refuse(c, 'BAD_INPUT', 'The request could not be understood. Nothing was changed.');
    app.log.error({ err: error, requestId: requestIdOf(c) }, 'a file was not passed on');
    return refuse(
      c,
      'INTERNAL',
      'Something went wrong on our side. Nothing was changed. Quote the id if it happens again.',
    );
  });
  routes.use(FILES, async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!isOurHost(hosts, host))
      return refuse(c, 'FORBIDDEN', 'This server does not answer for that host name.');
    const typed = c.req.method === 'GET' && (c.req.header('sec-fetch-site') ?? 'none') === 'none';
    if (!typed && !isOurs((name) => c.req.header(name), host))
      return refuse(
        c,
        'FORBIDDEN',
        'The request does not come from a page of this server. Nothing was changed.',
      );
    return next();
  });
  routes.put(FILES, (c) => put(app, c));
  routes.get(FILES, (c) => get(app, c));
  return routes;
}

async function put(app: App, c: HonoContext): Promise<Response> {
  const { reached, path } = await admit(app, c);
  const size = Number(c.req.header('content-length') ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size < 0)
    throw new PatchbayError('BAD_INPUT', 'An upload says how long it is. Nothing was changed.');
  if (c.req.header('content-encoding'))
    throw new PatchbayError('BAD_INPUT', 'Compressed bodies are not accepted. Nothing was changed.');
  if (size > MAX_UPLOAD)
    throw new PatchbayError(
      'TOO_LARGE',
      `A file has at most ${MAX_UPLOAD / 1024 ** 3} GiB. Nothing was changed.`,
    );
  const body = c.req.raw.body as ReadableStream<Uint8Array> | null;
  const content = body ? Readable.fromWeb(body) : Readable.from([]);
  const over = guarded(app, reached, c.req.raw.signal);
  try {
    await upload(reached, { path, size, content }, over.signal);
  } finally {
    over.abort();
  }
  return c.json({ ok: true });
}

async function get(app: App, c: HonoContext): Promise<Response> {
  const { reached, path } = await admit(app, c);
  const over = guarded(app, reached, c.req.raw.signal);
  const { name, size, content } = await download(reached, path, over.signal).catch((error: unknown) => {
    over.abort();
    throw error;
  });
  over.signal.addEventListener('abort', () => content.destroy());
  content.once('close', () => over.abort());
  return c.body(Readable.toWeb(content) as globalThis.ReadableStream, 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
    ...(size === null ? {} : { 'content-length': String(size) }),
  });
}

async function admit(app: App, c: HonoContext): Promise<{ reached: Reached; path: string }> {
  const { environment, path, ...part } = asked.parse(c.req.query());
  const client = canonicalClient(getConnInfo(c).remote.address);
  const visitor = await countedVisitor(app, c.req.raw.headers, { client, cost: COST });
  return { reached: await reach(app, visitor, { environmentId: environment, ...part }), path };
}

/** Aborts when the right to the machine is lost or the request is gone; whoever is done aborts it as well. */
function guarded(app: App, reached: Reached, request: AbortSignal): AbortController {
  const over = new AbortController();
  request.addEventListener('abort', () => over.abort());
  untilLost(app, reached, over.signal).then(
    () => over.abort(),
    () => over.abort(),
  );
  return over;
}

/** For browsers that do not read the other form: letters that need no quoting. */
function plainName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_');
}
