import { randomBytes } from 'node:crypto';
import type { App } from './context.ts';
import { publishShipped } from './features/catalog/shipped.ts';
import * as dataCenter from './features/data-center/inventory.ts';
import * as members from './features/members/service.ts';
import * as people from './features/session/directory.ts';

export interface FirstPassword {
  readonly role: 'operator' | 'customer';
  readonly email: string;
  readonly password: string;
}

const PERSONS = [
  { role: 'operator', name: 'Olga Ray', account: 'Patchbay Operations', email: 'operator@patchbay.example' },
  { role: 'customer', name: 'Ada Alder', account: 'Alder Labs', email: 'ada@alder.example' },
  { role: 'customer', name: 'Hal Halden', account: 'Halden Supply', email: 'hal@halden.example' },
] as const;

/**
 * Publishes what this build ships, and fills a new demo world: a data center, one operator and two customers.
 * @returns the passwords of persons that were made just now; they are printed once and kept nowhere
 */
export async function seed(app: App, demo: boolean): Promise<FirstPassword[]> {
  await app.db.platform.tx(null, (tx) => publishShipped(tx));
  if (!demo) return [];
  await app.db.platform.tx(null, (tx) => dataCenter.seedDemo(tx));
  const fresh: FirstPassword[] = [];
  for (const { role, name, account, email } of PERSONS) {
    const password = randomBytes(9).toString('base64url');
    const made = await signUp(app, { name, email, password });
    if (!made) continue;
    await members.actingFor(app, { id: made, name: account }, null);
    if (role === 'operator') await app.db.platform.tx(null, (tx) => members.makeOperator(tx, made));
    fresh.push({ role, email, password });
  }
  return fresh;
}

/** Null when somebody has this address already, as on every start but the first. */
async function signUp(
  app: App,
  body: { name: string; email: string; password: string },
): Promise<string | null> {
  if (await people.idByEmail(app, body.email)) return null;
  const { user } = await app.auth.api.signUpEmail({ body });
  return user.id;
}
