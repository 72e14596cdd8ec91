import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { PgDialect } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import { alone } from './alone.ts';
import type { Tx } from './pool.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/**
 * So many migrations a database may have that this build does not know: each release leaves what the one before needs, so
 * that both can serve while one replaces the other.
 */
const AHEAD = 1;

const known = readMigrationFiles({ migrationsFolder: FOLDER });
/** When the last migration of this build was made; the migrator orders by it. */
const LAST = known.at(-1)?.folderMillis ?? 0;

/**
 * Brings a database to this build's schema, from many servers at once in turn, since the migrator takes no lock of its own.
 * Throws with a sentence where the database is too old a Postgres or newer than this build understands.
 * @param upTo the last migration that is wanted, by when it was made
 * @returns how many migrations were applied
 */
export function migrate(url: string, upTo = LAST): Promise<number> {
  return alone(url, async (client) => {
    const [version] = await client`select current_setting('server_version_num')::int as number`;
    if (Number(version?.['number']) < 150_000) throw new Error('Patchbay needs PostgreSQL 15 or later.');
    const before = await applied(client);
    const ahead = before.filter((at) => at > LAST).length;
    if (ahead > AHEAD)
      throw new Error(
        `This database is ${ahead} migrations ahead of this build, which understands at most ${AHEAD}: start the Patchbay that it was used with.`,
      );
    const wanted = known.filter((one) => one.folderMillis <= upTo);
    // The library's own migrator hands over this session as well; its types are narrower than what it takes.
    const session = drizzle({ client })._.session as unknown as Parameters<PgDialect['migrate']>[1];
    await new PgDialect().migrate(wanted, session, { migrationsFolder: FOLDER });
    return (await applied(client)).length - before.length;
  });
}

async function applied(client: postgres.Sql): Promise<number[]> {
  const [there] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as is`;
  if (!there?.['is']) return [];
  const rows = await client`select created_at from drizzle.__drizzle_migrations`;
  return rows.map((row) => Number(row['created_at']));
}

/** Whether this build has a migration, the very same one. */
export function isKnown({ at, hash }: { at: number; hash: string }): boolean {
  return known.some((one) => one.folderMillis === at && one.hash === hash);
}

/** Whether the schema is one that this build can serve. */
export async function isUnderstood(tx: Tx): Promise<boolean> {
  const [row] = await tx.db.execute<{ reached: boolean; ahead: number }>(sql`
    select coalesce(bool_or(created_at = ${LAST}), false) as reached,
           (count(*) filter (where created_at > ${LAST}))::int as ahead
      from drizzle.__drizzle_migrations`);
  return row !== undefined && row.reached && row.ahead <= AHEAD;
}
