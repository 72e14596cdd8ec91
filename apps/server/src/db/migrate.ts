import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number will do, as long as every Patchbay server takes the same one. */
const LOCK = 7_261_431;

/**
 * Brings a database to this build's schema. Safe to run from many servers at once: the migrator takes no lock of
 * its own, so an advisory lock of the session is held around it.
 */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [version] = await client`select current_setting('server_version_num')::int as number`;
    if (Number(version?.['number']) < 150_000) throw new Error('Patchbay needs PostgreSQL 15 or later.');
    await client`select pg_advisory_lock(${LOCK})`;
    await runMigrations(drizzle({ client }), { migrationsFolder: FOLDER });
  } finally {
    await client.end();
  }
}
