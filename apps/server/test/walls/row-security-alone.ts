import postgres from 'postgres';
import { poolOf, type Pool } from '../../src/db/pool.ts';

/** A comparison of an account's id with a value: the first wall, which repositories put into every statement. */
const FILTER = /(?:"?\w+"?\.)?"?account_id"? = (\$\d+)|"account"\."id" = (\$\d+)/g;

export interface Unfiltered {
  readonly pool: Pool;
  /** Statements that lost a filter on their way to the database. */
  readonly dropped: () => number;
}

/**
 * A pool on which no statement compares accounts any more, whatever the code says: what is left is row-level security, or
 * nothing at all where the role passes it.
 */
export function unfiltered(url: string, role: 'patchbay_app' | 'patchbay_platform'): Unfiltered {
  let dropped = 0;
  const client = postgres(url, {
    max: 8,
    onnotice: () => {},
    connection: { role, TimeZone: 'UTC', lock_timeout: 2000, statement_timeout: 5000 },
  });
  const bare = (text: string) => {
    const without = text.replaceAll(
      FILTER,
      (_, a?: string, b?: string) => `(${a ?? b}::text is not null or true)`,
    );
    if (without !== text) dropped += 1;
    return without;
  };
  const through = <T extends Pick<postgres.Sql, 'unsafe'>>(connection: T): T => {
    const { unsafe } = connection;
    const rewritten: typeof unsafe = (text, ...more) => unsafe(bare(text), ...more);
    return Object.assign(connection, { unsafe: rewritten });
  };
  const reserve = client.reserve.bind(client);
  const all = Object.assign(through(client), { reserve: async () => through(await reserve()) });
  return { pool: poolOf(all, role), dropped: () => dropped };
}
