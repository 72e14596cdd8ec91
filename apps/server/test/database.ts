import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

export interface FreshDatabase {
  /** For the app's role, which owns the database. */
  url: string;
  /** Removes it, also under open connections. */
  drop(): Promise<void>;
}

/** A migrated database of one's own, as a copy of the template: some 40 ms. Needs the run's global set-up. */
export function freshDatabase(): Promise<FreshDatabase> {
  return newDatabase('tpl');
}

/** A database of one's own with nothing in it. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return newDatabase('template0');
}

async function newDatabase(template: string): Promise<FreshDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(
    (sql) => sql`create database ${sql(name)} owner patchbay template ${sql(template)} strategy file_copy`,
  );
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${name}`;
  const drop = () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`);
  return { url: url.href, drop };
}

async function asAdmin(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('clusterAdminUrl'), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
