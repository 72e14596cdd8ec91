import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import type { Role } from '../session/dto.ts';
import { account, channel, membership, operator } from './tables.ts';

export interface MemberRow {
  personId: string;
  role: Role;
}

export function membersOf(tx: Tx, accountId: string): Promise<MemberRow[]> {
  return tx.db
    .select({ personId: membership.personId, role: membership.role })
    .from(membership)
    .where(eq(membership.accountId, accountId))
    .orderBy(asc(membership.personId));
}

/** A person's accounts in the order of joining, so that being added somewhere never changes where one works. */
export function accountsOf(tx: Tx, personId: string) {
  return tx.db
    .select({
      personId: membership.personId,
      accountId: account.id,
      accountName: account.name,
      role: membership.role,
      channelId: channel.id,
      channelName: channel.name,
    })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .innerJoin(channel, eq(channel.accountId, account.id))
    .where(eq(membership.personId, personId))
    .orderBy(asc(membership.joinedAt), asc(account.id), asc(channel.id));
}

export function allAccounts(tx: Tx) {
  return tx.db
    .select({ personId: membership.personId, role: membership.role, name: account.name })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId));
}

export async function isOperator(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.db.select().from(operator).where(eq(operator.personId, personId));
  return rows.length > 0;
}

export async function operatorIds(tx: Tx): Promise<Set<string>> {
  const rows = await tx.db.select().from(operator);
  return new Set(rows.map((row) => row.personId));
}

export async function makeOperator(tx: Tx, personId: string): Promise<void> {
  await tx.db.insert(operator).values({ personId }).onConflictDoNothing();
}

export async function insertAccount(
  tx: Tx,
  row: { id: string; name: string; personId: string; channelId: string },
): Promise<void> {
  await tx.db.insert(account).values({ id: row.id, name: row.name, createdAt: tx.now });
  await tx.db
    .insert(membership)
    .values({ accountId: row.id, personId: row.personId, role: 'owner', joinedAt: tx.now });
  await tx.db.insert(channel).values({ id: row.channelId, accountId: row.id, name: 'main' });
}

/** Serialises changes of one account's memberships, so that the last owner cannot leave twice at once. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 7))`);
}

export async function putMember(tx: Tx, accountId: string, personId: string, role: Role): Promise<void> {
  await tx.db
    .insert(membership)
    .values({ accountId, personId, role, joinedAt: tx.now })
    .onConflictDoUpdate({ target: [membership.accountId, membership.personId], set: { role } });
}

export async function removeMember(tx: Tx, accountId: string, personId: string): Promise<number> {
  const rows = await tx.db
    .delete(membership)
    .where(and(eq(membership.accountId, accountId), eq(membership.personId, personId)))
    .returning();
  return rows.length;
}

/** The account that a person joined first; null for somebody who belongs to none. */
export async function firstAccountOf(tx: Tx, personId: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ id: membership.accountId })
    .from(membership)
    .where(eq(membership.personId, personId))
    .orderBy(asc(membership.joinedAt), asc(membership.accountId))
    .limit(1);
  return row?.id ?? null;
}

/** The channel that an account is credited on: its first one. */
export async function firstChannelOf(tx: Tx, accountId: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ id: channel.id })
    .from(channel)
    .where(eq(channel.accountId, accountId))
    .orderBy(asc(channel.id))
    .limit(1);
  return row?.id ?? null;
}

export async function accountOfChannel(tx: Tx, channelId: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ accountId: channel.accountId })
    .from(channel)
    .where(eq(channel.id, channelId));
  return row?.accountId ?? null;
}

/** Every channel by the name of its account, for what is owed to whom. */
export async function channelNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.db
    .select({ id: channel.id, name: channel.name, account: account.name })
    .from(channel)
    .innerJoin(account, eq(account.id, channel.accountId));
  return new Map(rows.map((row) => [row.id, `${row.account} / ${row.name}`]));
}

/** What an operator calls channels, who sees neither whose they are nor their designs: by number, in the order in which they came. */
export async function channelLabels(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.db.select({ id: channel.id, no: channel.no }).from(channel);
  return new Map(rows.map(({ id, no }) => [id, `channel ${no}`]));
}
