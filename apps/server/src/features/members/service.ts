import type { Actor, App, Member } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as people from '../session/directory.ts';
import type { Role } from '../session/dto.ts';
import type { MemberDto } from './dto.ts';
import * as repository from './repository.ts';

/**
 * The account that a person acts for: the wanted one if they belong to it, else the one they joined first.
 * Somebody new gets an account with a channel; the lock keeps two first requests from making two.
 */
export async function actingFor(
  app: App,
  person: { id: string; name: string },
  wanted: string | null,
): Promise<{ member: Member; accounts: readonly Member[]; operator: boolean }> {
  return app.db.platform.tx(null, async (tx) => {
    let accounts = await repository.accountsOf(tx, person.id);
    if (accounts.length === 0) {
      await repository.lockAccount(tx, person.id);
      accounts = await repository.accountsOf(tx, person.id);
    }
    if (accounts.length === 0) {
      await repository.insertAccount(tx, {
        id: newId('acc'),
        name: person.name,
        personId: person.id,
        channelId: newId('ch'),
      });
      accounts = await repository.accountsOf(tx, person.id);
    }
    const member = accounts.find((account) => account.accountId === wanted) ?? accounts[0];
    if (!member) throw new Error('an account that was just made is gone');
    return { member, accounts, operator: await repository.isOperator(tx, person.id) };
  });
}

/** What an account is called, to somebody who belongs to it; null to anybody else. */
export async function nameOfMember(
  tx: Tx,
  { accountId, personId }: { accountId: string; personId: string },
): Promise<string | null> {
  const accounts = await repository.accountsOf(tx, personId);
  return accounts.find((one) => one.accountId === accountId)?.accountName ?? null;
}

export const operatorIds = (tx: Tx) => repository.operatorIds(tx);
export const makeOperator = (tx: Tx, personId: string) => repository.makeOperator(tx, personId);
export const allAccounts = (tx: Tx) => repository.allAccounts(tx);
export const channelNames = (tx: Tx) => repository.channelNames(tx);
export const channelLabels = (tx: Tx) => repository.channelLabels(tx);
export const firstAccountOf = (tx: Tx, personId: string) => repository.firstAccountOf(tx, personId);
export const firstChannelOf = (tx: Tx, accountId: string) => repository.firstChannelOf(tx, accountId);
export const accountOfChannel = (tx: Tx, channelId: string) => repository.accountOfChannel(tx, channelId);

export async function list({ app, member }: Actor): Promise<MemberDto[]> {
  const rows = await app.db.app.tx(member, (tx) => repository.membersOf(tx, member.accountId));
  const names = await people.namesOf(
    app,
    rows.map((row) => row.personId),
  );
  return rows.flatMap((row): MemberDto[] => {
    const person = names.get(row.personId);
    return person ? [{ ...row, name: person.name, email: person.email }] : [];
  });
}

/** Adds somebody who has signed up already, or changes the role of somebody who is a member. */
export async function add(
  { app, member }: Actor,
  input: { email: string; role: Role },
): Promise<{ ok: true }> {
  const personId = await people.idByEmail(app, input.email);
  if (!personId)
    throw new PatchbayError(
      'NOT_FOUND',
      'Nobody with this address has signed up. Ask them to sign up first, then add them.',
    );
  await app.db.app.tx(member, async (tx) => {
    await repository.lockAccount(tx, member.accountId);
    await keepAnOwner(tx, member.accountId, personId, input.role);
    await repository.putMember(tx, member.accountId, personId, input.role);
  });
  return { ok: true };
}

export async function setRole(
  { app, member }: Actor,
  input: { personId: string; role: Role },
): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    await repository.lockAccount(tx, member.accountId);
    const rows = await repository.membersOf(tx, member.accountId);
    if (!rows.some((row) => row.personId === input.personId)) throw notFound('member');
    await keepAnOwner(tx, member.accountId, input.personId, input.role);
    await repository.putMember(tx, member.accountId, input.personId, input.role);
  });
  return { ok: true };
}

export async function remove({ app, member }: Actor, personId: string): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    await repository.lockAccount(tx, member.accountId);
    await keepAnOwner(tx, member.accountId, personId, null);
    if ((await repository.removeMember(tx, member.accountId, personId)) === 0) throw notFound('member');
  });
  return { ok: true };
}

/** An account is never left without an owner. */
async function keepAnOwner(tx: Tx, accountId: string, personId: string, role: Role | null): Promise<void> {
  if (role === 'owner') return;
  const rows = await repository.membersOf(tx, accountId);
  const others = rows.some((row) => row.role === 'owner' && row.personId !== personId);
  const was = rows.some((row) => row.role === 'owner' && row.personId === personId);
  if (was && !others)
    throw new PatchbayError('CONFLICT', 'An account needs an owner. Make somebody else an owner first.');
}
