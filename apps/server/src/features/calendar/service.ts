import { randomBytes } from 'node:crypto';
import type { Actor, App } from '../../context.ts';
import { hashOf } from '../../db/ids.ts';
import * as members from '../members/service.ts';
import { calendarSlots } from '../reservations/service.ts';
import type { CalendarAddressDto, CalendarDto } from './dto.ts';
import { calendarOf } from './ics.ts';
import * as repository from './repository.ts';

const SECRET_BYTES = 24;
/** So many random bytes as text that may stand in an address. */
const SECRET = /^[A-Za-z0-9_-]{32}$/;

export async function get({ app, person, member }: Actor): Promise<CalendarDto> {
  const row = await app.db.app.tx(member, (tx) => repository.tokenOf(tx, ownerOf(person, member)));
  return { madeAt: row ? new Date(row.madeAt).toISOString() : null };
}

/** Makes a new secret address; whoever has the old one sees nothing any more. Only its hash is stored. */
export async function subscribe({ app, person, member }: Actor): Promise<CalendarAddressDto> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await app.db.app.tx(member, (tx) => repository.putToken(tx, ownerOf(person, member), hashOf(secret)));
  return { path: `/calendar/${secret}.ics` };
}

export async function revoke({ app, person, member }: Actor): Promise<{ ok: true }> {
  await app.db.app.tx(member, (tx) => repository.dropToken(tx, ownerOf(person, member)));
  return { ok: true };
}

const ownerOf = (person: Actor['person'], { accountId }: Actor['member']) => ({
  accountId,
  personId: person.id,
});

/** The calendar behind a secret; null where nobody has it, or its person is no member of the account any more. */
export async function read(app: App, secret: string, origin: string): Promise<string | null> {
  if (!SECRET.test(secret)) return null;
  const owner = await app.db.platform.tx(null, async (tx) => {
    const found = await repository.ownerOf(tx, hashOf(secret));
    const name = found && (await members.nameOfMember(tx, found));
    return found && name ? { ...found, name } : null;
  });
  if (!owner) return null;
  return app.db.app.tx(owner, async (tx) =>
    calendarOf(await calendarSlots(tx, owner.accountId), { name: owner.name, origin, now: tx.now }),
  );
}
