import { getConnInfo } from '@hono/node-server/conninfo';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Handler } from 'hono';
import type { App } from '../context.ts';
import { together } from '../db/together.ts';
import { PatchbayError } from '../errors.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import * as outbox from '../features/environments/outbox.ts';
import { canonicalClient, takeTokens } from '../features/session/rate-limit.ts';
import { metricsText } from '../metrics.ts';
import { refuse } from './gate.ts';

/** A guess at the token costs what a guess at a password does. */
const COST = 20;

/** What this process counts, for whoever sends the token. Without a token there is no such thing here. */
export function metrics(app: App, token: string | undefined): Handler {
  return async (c) => {
    if (token === undefined) return refuse(c, 'NOT_FOUND', 'There is no such thing here.');
    if (!isToken(c.req.header('authorization'), token)) {
      const client = canonicalClient(getConnInfo(c).remote.address);
      try {
        await takeTokens(app.db, { client, personId: null, cost: COST });
      } catch (error) {
        if (error instanceof PatchbayError) return refuse(c, error.code, error.message);
        throw error;
      }
      c.header('www-authenticate', 'Bearer');
      return refuse(c, 'UNAUTHENTICATED', 'This takes the token that the server was started with.');
    }
    const [jobs, hosts] = await app.db.platform.tx(null, (tx) =>
      together(outbox.counts(tx), dataCenter.hostCounts(tx)),
    );
    const { type, text } = await metricsText({ jobs, hosts });
    return c.body(text, 200, { 'content-type': type, 'cache-control': 'no-store' });
  };
}

/** Compares digests, whose equality takes as long to tell whatever was sent. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
