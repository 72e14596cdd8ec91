import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import * as repository from './repository.ts';

/** Persons by name and address, for features that show or look for them. Only the platform may ask. */

export async function namesOf(
  app: App,
  ids: readonly string[],
): Promise<Map<string, { name: string; email: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await app.db.platform.tx(null, (tx) => repository.personsById(tx, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function idByEmail(app: App, email: string): Promise<string | null> {
  const row = await app.db.platform.tx(null, (tx) => repository.personByEmail(tx, email));
  return row?.id ?? null;
}

export const allPersons = (tx: Tx) => repository.persons(tx);

export async function personById(app: App, id: string): Promise<{ id: string; email: string } | undefined> {
  const [row] = await app.db.platform.tx(null, (tx) => repository.personsById(tx, [id]));
  return row;
}
