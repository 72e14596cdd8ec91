import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Customer } from './founding.ts';

const MIGRATIONS = fileURLToPath(new URL('../../src/db/migrations', import.meta.url));
const WORLD = new URL('world.sql', import.meta.url);
const EXTENSIONS = { btree_gist };

/** What every run begins with: a database before the first day, and who has what in it. */
export interface Template {
  readonly dump: Blob;
  readonly customers: readonly Customer[];
  readonly now: number;
}

/** A migrated database in memory, with the clocks and ids of a simulation. */
export async function newDatabase(): Promise<PGlite> {
  const database = await PGlite.create({ extensions: EXTENSIONS });
  await migrate(drizzle(database), { migrationsFolder: MIGRATIONS });
  await database.exec(await readFile(WORLD, 'utf8'));
  return database;
}

/** As it is now. Nobody looks after statistics here, and without them some plans take a thousand times as long. */
export async function dumped(database: PGlite): Promise<Blob> {
  await database.exec('analyze');
  const dump = await database.dumpDataDir('none');
  await database.close();
  return dump;
}

/** A copy of a database, as it was when it was dumped. */
export function copyOf(dump: Blob): Promise<PGlite> {
  return PGlite.create({ loadDataDir: dump, extensions: EXTENSIONS });
}

export async function writeTemplate({ dump, ...facts }: Template, folder: string): Promise<void> {
  await writeFile(path.join(folder, 'dump'), Buffer.from(await dump.arrayBuffer()));
  await writeFile(path.join(folder, 'facts.json'), JSON.stringify(facts));
}

export async function readTemplate(folder: string): Promise<Template> {
  const facts = JSON.parse(await readFile(path.join(folder, 'facts.json'), 'utf8')) as Omit<Template, 'dump'>;
  return { dump: new Blob([await readFile(path.join(folder, 'dump'))]), ...facts };
}
