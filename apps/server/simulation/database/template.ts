import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

const MIGRATIONS = fileURLToPath(new URL('../../src/db/migrations', import.meta.url));
const WORLD = new URL('world.sql', import.meta.url);
const EXTENSIONS = { btree_gist };

/** A migrated database in memory, with the clocks and ids of a simulation. */
export async function newDatabase(): Promise<PGlite> {
  const database = await PGlite.create({ extensions: EXTENSIONS });
  await migrate(drizzle(database), { migrationsFolder: MIGRATIONS });
  await database.exec(await readFile(WORLD, 'utf8'));
  return database;
}

/** A copy of a database, as it was when it was dumped. */
export function copyOf(dump: Blob): Promise<PGlite> {
  return PGlite.create({ loadDataDir: dump, extensions: EXTENSIONS });
}
