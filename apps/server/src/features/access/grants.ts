import { createHash, randomBytes } from 'node:crypto';
import type { App } from '../../context.ts';
import { env } from '../../env.ts';
import { PatchbayError } from '../../errors.ts';
import { labelOf } from './page-names.ts';
import * as repository from './repository.ts';
import { reach, type Reached } from './right.ts';

const TICKET_SECONDS = 30;
export const COOKIE_SECONDS = 12 * 3600;
/** An answer about a cookie serves this long; a withdrawn right is noticed no later. */
const KEPT_MS = 1500;
const MAX_KEPT = 2000;

export interface Admitted {
  readonly reached: Reached;
  readonly port: number;
}

/** A ticket for one visit to a port of a machine that the visitor reaches. */
export async function issue(app: App, { visitor, place }: Reached, port: number): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  const row = { ...visitor, ...place, port, label: labelOf(place, port), ticketHash: digest(ticket) };
  await app.db.app.tx(visitor, (tx) => repository.insertGrant(tx, row, TICKET_SECONDS));
  return ticket;
}

/** Takes a ticket and gives the value of a cookie. Refuses a ticket that was used, is too old, or is for another port. */
export async function redeem(app: App, label: string, ticket: string): Promise<string> {
  const cookie = randomBytes(32).toString('base64url');
  const row = await app.db.platform.tx(null, (tx) =>
    repository.redeem(tx, {
      label,
      ticketHash: digest(ticket),
      cookieHash: digest(cookie),
      cookieSeconds: COOKIE_SECONDS,
    }),
  );
  if (!row) throw strange();
  await reach(app, row, row);
  return cookie;
}

/** Who a page's cookie admits to what, asked of the database at most once in KEPT_MS for each cookie. */
export function doorkeeper(app: App): (label: string, cookie: string | null) => Promise<Admitted> {
  const kept = new Map<string, { until: number; answer: Promise<Admitted> }>();
  return async (label, cookie) => {
    if (cookie === null) throw strange();
    const hash = digest(cookie);
    const key = `${label} ${hash}`;
    const known = kept.get(key);
    if (known && known.until > env.elapsedMs()) return known.answer;
    kept.delete(key);
    for (const oldest of kept.keys()) {
      if (kept.size < MAX_KEPT) break;
      kept.delete(oldest);
    }
    const answer = admit(app, label, hash);
    kept.set(key, { until: env.elapsedMs() + KEPT_MS, answer });
    return answer;
  };
}

async function admit(app: App, label: string, cookieHash: string): Promise<Admitted> {
  const row = await app.db.platform.tx(null, (tx) => repository.byCookie(tx, label, cookieHash));
  if (!row) throw strange();
  const { environmentId, component, idx, port, sessionId, personId, accountId } = row;
  const reached = await reach(app, { sessionId, personId, accountId }, { environmentId, component, idx });
  return { reached, port };
}

function strange(): PatchbayError {
  return new PatchbayError('UNAUTHENTICATED', 'Open this page from the live view of its environment.');
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
