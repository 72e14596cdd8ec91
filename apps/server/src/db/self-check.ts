import { sql } from 'drizzle-orm';
import type { Databases } from './databases.ts';

/**
 * Row-level security can be off without notice (reliability: threat 9), so it is tried before anything is served:
 * the app role must be an ordinary role, and every table must have row-level security on, forced, and with a policy.
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
  const bare = await db.platform.tx(null, (tx) =>
    tx.db.execute<{ name: string }>(sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r'
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`),
  );
  if (bare.length > 0)
    throw new Error(
      `Row-level security is off for ${bare.map((table) => table.name).join(', ')}. Nothing is served.`,
    );
}
