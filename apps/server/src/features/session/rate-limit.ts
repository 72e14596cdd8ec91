import { sql } from 'drizzle-orm';
import { hashOf } from '../../db/ids.ts';
import type { Databases } from '../../db/databases.ts';
import { PatchbayError } from '../../errors.ts';

/** Tokens that one caller may take in a minute. A read costs 1, a guess at a password 20. */
const TOKENS_PER_MINUTE = 1200;

export interface Caller {
  /** Canonical address: an IPv4, or the /64 of an IPv6. */
  readonly client: string;
  readonly personId: string | null;
  readonly cost: number;
}

/**
 * Counts one procedure call against its caller, in the database, so that all server processes share the count.
 * A signed-in person is counted by person, everybody else by address. Throws TOO_MANY.
 */
export async function takeTokens(
  db: Databases,
  { client, personId, cost }: Caller,
  perMinute = TOKENS_PER_MINUTE,
): Promise<void> {
  const key = personId === null ? `client ${client}` : `person ${personId}`;
  const rows = await db.app.db.execute<{ used: number }>(sql`select take_tokens(${key}, ${cost}) as used`);
  if ((rows[0]?.used ?? 0) > perMinute) {
    throw tooMany();
  }
}

const GUESSES_PER_MINUTE = 20;

/** Counts a try at one secret, such as a person's password by their address, from wherever it comes. Throws TOO_MANY. */
export async function takeGuess(db: Databases, at: string): Promise<void> {
  const rows = await db.app.db.execute<{ used: number }>(
    sql`select take_tokens(${`guess ${hashOf(at)}`}, 1) as used`,
  );
  if ((rows[0]?.used ?? 0) > GUESSES_PER_MINUTE) throw tooMany();
}

function tooMany(): PatchbayError {
  return new PatchbayError(
    'TOO_MANY',
    'Too many requests in a minute. Nothing was changed; wait a minute and try again.',
  );
}

/** The address that limits are kept for: IPv6 callers own a whole /64, so that is what is counted. */
export function canonicalClient(address: string | undefined): string {
  if (!address) return 'unknown';
  const plain = address
    .replace(/^::ffff:/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (!plain.includes(':')) return plain;
  return `${expandIpv6(plain).slice(0, 4).join(':')}::/64`;
}

function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
