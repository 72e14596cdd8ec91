import { sql } from 'drizzle-orm';
import type { Databases } from './databases.ts';

/**
 * Row-level security can be off without notice (reliability: threat 9), so it is tried before anything is served:
 * the app role must be an ordinary role, and must not see a row of an account it does not act for.
 * Throws with a sentence that says what to do.
 */
export async function checkWalls(db: Databases): Promise<void> {
  const rows = await db.app.db.execute<{ name: string; free: boolean }>(sql`
    select current_user as name, (rolsuper or rolbypassrls) as free from pg_roles where rolname = current_user`);
  const role = rows[0];
  if (role?.name !== 'patchbay_app' || role.free) {
    throw new Error(
      'The database lets the app role pass row-level security. Grant patchbay_app to the login role of DATABASE_URL, and give it neither SUPERUSER nor BYPASSRLS.',
    );
  }
  const all = await db.platform.tx(null, (tx) =>
    tx.db.execute<{ n: string }>(sql`select count(*) as n from account`),
  );
  const seen = await db.app.tx({ accountId: 'acc_nobody' }, (tx) =>
    tx.db.execute<{ n: string }>(sql`select count(*) as n from account`),
  );
  if (Number(seen[0]?.n) !== 0)
    throw new Error(`Row-level security is off: ${all[0]?.n} accounts are visible to nobody in particular.`);
}
