import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import type { App } from '../context.ts';
import { PatchbayError } from '../errors.ts';
import * as calendar from '../features/calendar/service.ts';
import { canonicalClient, takeTokens } from '../features/session/rate-limit.ts';
import { isOurHost, refuse } from './gate.ts';

/** A calendar program asks a few times an hour; somebody who guesses secrets asks more often. */
const COST = 20;

/** Calendars for programs that cannot sign in: whoever has the secret address may read it, and nothing else. */
export function calendarRoutes(app: App, hosts: ReadonlySet<string>): Hono {
  const routes = new Hono();
  routes.get('/calendar/:file{[A-Za-z0-9_-]+\\.ics}', async (c) => {
    const host = c.req.header('host') ?? '';
    if (!isOurHost(hosts, host))
      return refuse(c, 'FORBIDDEN', 'This server does not answer for that host name.');
    const client = canonicalClient(getConnInfo(c).remote.address);
    try {
      await takeTokens(app.db, { client, personId: null, cost: COST });
    } catch (error) {
      if (error instanceof PatchbayError) return refuse(c, error.code, error.message);
      throw error;
    }
    const secret = c.req.param('file').replace(/\.ics$/, '');
    const text = await calendar.read(app, secret, new URL(c.req.url).origin);
    if (text === null) return refuse(c, 'NOT_FOUND', 'There is no calendar at this address.');
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
    });
  });
  return routes;
}
