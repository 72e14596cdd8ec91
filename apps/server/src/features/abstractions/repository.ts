import { and, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { abstraction, abstractionUse, abstractionVersion } from './tables.ts';

const heading = {
  id: abstraction.id,
  name: abstraction.name,
  summary: abstraction.summary,
  family: abstraction.family,
  icon: abstraction.icon,
  sourceDesignId: abstraction.sourceDesignId,
  latestNo: abstraction.latestNo,
  createdBy: abstraction.createdBy,
};
export type HeadingRow = Awaited<ReturnType<typeof abstractionsOf>>[number];

const row = {
  id: abstractionVersion.id,
  abstractionId: abstractionVersion.abstractionId,
  no: abstractionVersion.no,
  semver: abstractionVersion.semver,
  notes: abstractionVersion.notes,
  sourceRevision: abstractionVersion.sourceRevision,
  savedAt: abstractionVersion.savedAt,
  savedBy: abstractionVersion.savedBy,
  visibility: abstractionVersion.visibility,
};
export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number];

const there = (accountId: string) => and(eq(abstraction.accountId, accountId), isNull(abstraction.removedAt));

export function abstractionsOf(tx: Tx, accountId: string) {
  return tx.db
    .select(heading)
    .from(abstraction)
    .where(there(accountId))
    .orderBy(abstraction.name, abstraction.id);
}

/** How many there are; nobody adds one until commit. */
export async function countToAdd(tx: Tx, accountId: string): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 16))`);
  const [found] = await tx.db.select({ n: count() }).from(abstraction).where(there(accountId));
  return found?.n ?? 0;
}

export async function abstractionById(tx: Tx, accountId: string, id: string) {
  const [found] = await tx.db
    .select(heading)
    .from(abstraction)
    .where(and(there(accountId), eq(abstraction.id, id)));
  return found;
}

export async function insertAbstraction(
  tx: Tx,
  values: Omit<typeof abstraction.$inferInsert, 'createdAt' | 'removedAt'>,
): Promise<void> {
  await tx.db.insert(abstraction).values({ ...values, createdAt: tx.now });
}

/** False when it is not there any more. */
export async function change(
  tx: Tx,
  accountId: string,
  id: string,
  values: Partial<
    Pick<typeof abstraction.$inferInsert, 'name' | 'summary' | 'family' | 'icon' | 'removedAt'>
  >,
): Promise<boolean> {
  const changed = await tx.db
    .update(abstraction)
    .set(values)
    .where(and(there(accountId), eq(abstraction.id, id)))
    .returning({ id: abstraction.id });
  return changed.length === 1;
}

/** Counts on, only from the version that the caller saw; false when another one was saved first. */
export async function advance(tx: Tx, accountId: string, id: string, from: number): Promise<boolean> {
  const changed = await tx.db
    .update(abstraction)
    .set({ latestNo: from + 1 })
    .where(and(there(accountId), eq(abstraction.id, id), eq(abstraction.latestNo, from)))
    .returning({ id: abstraction.id });
  return changed.length === 1;
}

export function versionsOf(tx: Tx, accountId: string, abstractionIds: readonly string[]) {
  return tx.db
    .select(row)
    .from(abstractionVersion)
    .where(
      and(
        eq(abstractionVersion.accountId, accountId),
        inArray(abstractionVersion.abstractionId, [...abstractionIds]),
      ),
    )
    .orderBy(desc(abstractionVersion.no));
}

export async function insertVersion(
  tx: Tx,
  values: Omit<typeof abstractionVersion.$inferInsert, 'savedAt'>,
): Promise<void> {
  await tx.db.insert(abstractionVersion).values({ ...values, savedAt: tx.now });
}

/** Of these versions, those that may be read, with all that is inside of each. */
export function readable(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.db
    .select({
      id: abstractionVersion.id,
      accountId: abstractionVersion.accountId,
      inside: abstractionVersion.inside,
      pricePerHourMicros: abstractionVersion.pricePerHourMicros,
    })
    .from(abstractionVersion)
    .where(inArray(abstractionVersion.id, [...ids]));
}

export function contents(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.db
    .select({ id: abstractionVersion.id, content: abstractionVersion.content })
    .from(abstractionVersion)
    .where(inArray(abstractionVersion.id, [...ids]));
}

/** What a revision of a design was found to need when it was saved. */
export async function usedBy(
  tx: Tx,
  accountId: string,
  designId: string,
  revision: number,
): Promise<string[]> {
  const rows = await tx.db
    .select({ id: abstractionUse.versionId })
    .from(abstractionUse)
    .where(
      and(
        eq(abstractionUse.accountId, accountId),
        eq(abstractionUse.designId, designId),
        eq(abstractionUse.revision, revision),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Every version that one of some revisions needs. */
export async function usedByAny(
  tx: Tx,
  accountId: string,
  revisions: readonly { readonly id: string; readonly revision: number }[],
): Promise<string[]> {
  const asked = sql`select id, revision from jsonb_to_recordset(${JSON.stringify(revisions)}::text::jsonb) as r(id text, revision int)`;
  const rows = await tx.db
    .selectDistinct({ id: abstractionUse.versionId })
    .from(abstractionUse)
    .where(
      and(
        eq(abstractionUse.accountId, accountId),
        sql`(${abstractionUse.designId}, ${abstractionUse.revision}) in (${asked})`,
      ),
    );
  return rows.map(({ id }) => id);
}

export async function designsUsing(
  tx: Tx,
  accountId: string,
  versionIds: readonly string[],
): Promise<string[]> {
  if (versionIds.length === 0) return [];
  const rows = await tx.db
    .selectDistinct({ id: abstractionUse.designId })
    .from(abstractionUse)
    .where(and(eq(abstractionUse.accountId, accountId), inArray(abstractionUse.versionId, [...versionIds])));
  return rows.map(({ id }) => id);
}

export async function insertUses(
  tx: Tx,
  revision: { accountId: string; designId: string; revision: number },
  versionIds: readonly string[],
): Promise<void> {
  if (versionIds.length > 0)
    await tx.db.insert(abstractionUse).values(versionIds.map((versionId) => ({ ...revision, versionId })));
}

/** A version of the account itself, and whether it is published. */
export async function ownVersion(tx: Tx, accountId: string, id: string) {
  const [found] = await tx.db
    .select({ inside: abstractionVersion.inside, publishedAt: abstractionVersion.publishedAt })
    .from(abstractionVersion)
    .where(and(eq(abstractionVersion.id, id), eq(abstractionVersion.accountId, accountId)));
  return found;
}

/** Whether some of the account's own versions among these are offered to nobody yet. */
export async function hasUnpublished(tx: Tx, accountId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const rows = await tx.db
    .select({ id: abstractionVersion.id })
    .from(abstractionVersion)
    .where(
      and(
        inArray(abstractionVersion.id, [...ids]),
        eq(abstractionVersion.accountId, accountId),
        isNull(abstractionVersion.publishedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** False when it was published before. */
export async function publish(
  tx: Tx,
  accountId: string,
  id: string,
  values: Pick<
    typeof abstractionVersion.$inferInsert,
    'text' | 'pricePerHourMicros' | 'forkable' | 'facts' | 'publisher' | 'publishedAt'
  >,
): Promise<boolean> {
  const changed = await tx.db
    .update(abstractionVersion)
    .set({ ...values, visibility: 'public' })
    .where(
      and(
        eq(abstractionVersion.id, id),
        eq(abstractionVersion.accountId, accountId),
        isNull(abstractionVersion.publishedAt),
      ),
    )
    .returning({ id: abstractionVersion.id });
  return changed.length === 1;
}

/** False when it is not on the market. */
export async function withdraw(tx: Tx, accountId: string, id: string, at: number): Promise<boolean> {
  const changed = await tx.db
    .update(abstractionVersion)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(abstractionVersion.id, id),
        eq(abstractionVersion.accountId, accountId),
        isNotNull(abstractionVersion.publishedAt),
        isNull(abstractionVersion.withdrawnAt),
      ),
    )
    .returning({ id: abstractionVersion.id });
  return changed.length === 1;
}

export async function isSeen(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.db.select({ id: abstraction.id }).from(abstraction).where(eq(abstraction.id, id));
  return rows.length > 0;
}
