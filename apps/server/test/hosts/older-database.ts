import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { inject } from 'vitest';
import type { FreshDatabase } from '../database.ts';
import { quickFolder } from '../quick-folder.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../src/db/migrations');
const ROWS = path.join(import.meta.dirname, 'older-database.sql');

async function as<T>(url: URL, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const within = (url: string, database: string) => {
  const found = new URL(url);
  found.pathname = `/${database}`;
  return found;
};

/**
 * A database at the schema of migration 0009, with the rows of that time; its clock shows that time as well.
 * @param more a statement that adds to the rows
 */
export async function olderDatabase(more: string): Promise<FreshDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = inject('clusterAdminUrl');
  const url = within(inject('templateUrl'), name);
  await as(
    new URL(admin),
    (sql) => sql`create database ${sql(name)} owner patchbay encoding 'UTF8' template template0`,
  );
  const migrationsFolder = await migrationsUpTo(9);
  await as(url, (client) => runMigrations(drizzle({ client }), { migrationsFolder }));
  await rm(migrationsFolder, { recursive: true });
  const rows = await readFile(ROWS, 'utf8');
  await as(within(admin, name), async (sql) => {
    // Rows come in the order of their tables' names.
    await sql.unsafe(`set session_replication_role = replica;\n${rows};\n${more}`);
    const [, time] = /^-- world time (.*)$/m.exec(rows) ?? [];
    await sql`update world set offset_ms = ceil(extract(epoch from (${time ?? ''}::timestamptz - clock_timestamp())) * 1000)`;
  });
  const drop = () =>
    as(new URL(admin), async (sql) => {
      await sql`drop database if exists ${sql(name)} with (force)`;
    });
  return { url: url.href, drop };
}

async function migrationsUpTo(last: number): Promise<string> {
  const folder = await mkdtemp(path.join(quickFolder(), 'patchbay-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { idx: number }[] };
  const entries = journal.entries.filter(({ idx }) => idx <= last);
  await writeFile(file, JSON.stringify({ ...journal, entries }));
  return folder;
}
