import { and, countDistinct, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { abstractionUse, abstractionVersion } from './tables.ts';

/** Published versions, for the market. */

const offer = {
  id: abstractionVersion.id,
  accountId: abstractionVersion.accountId,
  abstractionId: abstractionVersion.abstractionId,
  no: abstractionVersion.no,
  semver: abstractionVersion.semver,
  notes: abstractionVersion.notes,
  text: abstractionVersion.text,
  publisher: abstractionVersion.publisher,
  facts: abstractionVersion.facts,
  publishedAt: abstractionVersion.publishedAt,
  pricePerHourMicros: abstractionVersion.pricePerHourMicros,
  forkable: abstractionVersion.forkable,
  forkedFrom: abstractionVersion.forkedFrom,
  inside: abstractionVersion.inside,
  withdrawnAt: abstractionVersion.withdrawnAt,
  /** The name may have been changed for a later version, so it is that of the version itself. */
  name: sql<string>`${abstractionVersion.content}->>'name'`.as('name'),
  summary: sql<string>`${abstractionVersion.content}->>'summary'`.as('summary'),
};
export type OfferRow = Awaited<ReturnType<typeof offers>>[number];

const onOffer = and(eq(abstractionVersion.visibility, 'public'), isNull(abstractionVersion.withdrawnAt));

/** The newest version on offer of each abstraction, the newest first; `most` at most. */
export function offers(tx: Tx, most: number) {
  const newest = tx.db
    .selectDistinctOn([abstractionVersion.abstractionId], offer)
    .from(abstractionVersion)
    .where(onOffer)
    .orderBy(abstractionVersion.abstractionId, desc(abstractionVersion.no))
    .as('newest');
  return tx.db.select().from(newest).orderBy(desc(newest.publishedAt), newest.id).limit(most);
}

/** A version that was published, and that the account may still read. */
export async function published(tx: Tx, id: string) {
  const [found] = await tx.db
    .select(offer)
    .from(abstractionVersion)
    .where(and(eq(abstractionVersion.id, id), isNotNull(abstractionVersion.publishedAt)));
  return found;
}

/** Versions of one abstraction on offer, newest first. */
export function publishedOf(tx: Tx, abstractionId: string) {
  return tx.db
    .select(offer)
    .from(abstractionVersion)
    .where(and(eq(abstractionVersion.abstractionId, abstractionId), onOffer))
    .orderBy(desc(abstractionVersion.no));
}

/** How many accounts other than its publisher's have designs that use a version of an abstraction. Asked as the platform. */
export async function accountsUsing(tx: Tx, abstractionId: string): Promise<number> {
  const [found] = await tx.db
    .select({ n: countDistinct(abstractionUse.accountId) })
    .from(abstractionUse)
    .innerJoin(abstractionVersion, eq(abstractionVersion.id, abstractionUse.versionId))
    .where(
      and(
        eq(abstractionVersion.abstractionId, abstractionId),
        ne(abstractionVersion.accountId, abstractionUse.accountId),
      ),
    );
  return found?.n ?? 0;
}

/** Versions of other accounts' abstractions of which the account uses one: those that it uses or that are on offer, newest first. */
export function linesUsed(tx: Tx, accountId: string, used: readonly string[]) {
  if (used.length === 0) return Promise.resolve([]);
  const lines = tx.db
    .select({ id: abstractionVersion.abstractionId })
    .from(abstractionVersion)
    .where(and(inArray(abstractionVersion.id, [...used]), ne(abstractionVersion.accountId, accountId)));
  return tx.db
    .select({
      ...offer,
      savedAt: abstractionVersion.savedAt,
      sourceRevision: abstractionVersion.sourceRevision,
    })
    .from(abstractionVersion)
    .where(
      and(
        inArray(abstractionVersion.abstractionId, lines),
        isNotNull(abstractionVersion.publishedAt),
        or(inArray(abstractionVersion.id, [...used]), isNull(abstractionVersion.withdrawnAt)),
      ),
    )
    .orderBy(abstractionVersion.abstractionId, desc(abstractionVersion.no));
}
