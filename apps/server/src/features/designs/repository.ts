import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { DesignDocument } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import { design, designRevision } from './tables.ts';

const head = {
  id: design.id,
  name: design.name,
  revision: design.revision,
  savedAt: design.savedAt,
  abstractionId: design.abstractionId,
};
const body = { catalogVersionId: designRevision.catalogVersionId, document: designRevision.document };

export function designsOf(tx: Tx, accountId: string) {
  return tx.db
    .select({ ...head, ...body })
    .from(design)
    .innerJoin(
      designRevision,
      and(eq(designRevision.designId, design.id), eq(designRevision.no, design.revision)),
    )
    .where(and(eq(design.accountId, accountId), isNull(design.removedAt), isNull(design.abstractionId)))
    .orderBy(desc(design.savedAt), desc(design.id))
    .limit(200);
}

/** The newest revisions of some designs, source designs included, in order of names. */
export function currentOf(tx: Tx, accountId: string, ids: readonly string[]) {
  return tx.db
    .select({ ...head, ...body })
    .from(design)
    .innerJoin(
      designRevision,
      and(eq(designRevision.designId, design.id), eq(designRevision.no, design.revision)),
    )
    .where(and(eq(design.accountId, accountId), isNull(design.removedAt), inArray(design.id, [...ids])))
    .orderBy(design.name, design.id);
}

/** Which revision designs are at now, source designs included: some, or all of an account. */
export function headsOf(tx: Tx, accountId: string, ids?: readonly string[]) {
  const some = ids && inArray(design.id, [...ids]);
  return tx.db
    .select({ id: design.id, revision: design.revision })
    .from(design)
    .where(and(eq(design.accountId, accountId), isNull(design.removedAt), some));
}

export async function designHead(tx: Tx, accountId: string, id: string) {
  const [row] = await tx.db
    .select(head)
    .from(design)
    .where(and(eq(design.accountId, accountId), eq(design.id, id), isNull(design.removedAt)));
  return row;
}

/** A stored revision; those of a removed design stay readable, because reservations and invoices name them. */
export async function revisionOf(tx: Tx, accountId: string, id: string, no: number) {
  const [row] = await tx.db
    .select({
      ...body,
      savedAt: designRevision.savedAt,
      name: design.name,
      abstractionId: design.abstractionId,
    })
    .from(designRevision)
    .innerJoin(design, eq(design.id, designRevision.designId))
    .where(
      and(
        eq(designRevision.accountId, accountId),
        eq(designRevision.designId, id),
        eq(designRevision.no, no),
      ),
    );
  return row;
}

export async function insertDesign(
  tx: Tx,
  row: { id: string; accountId: string; name: string; abstractionId?: string },
): Promise<void> {
  await tx.db.insert(design).values({ ...row, revision: 1, savedAt: tx.now });
}

export interface NewRevision {
  readonly designId: string;
  readonly no: number;
  readonly accountId: string;
  readonly catalogVersionId: string;
  readonly document: DesignDocument;
  readonly hash: string;
  readonly savedBy: string;
}

export async function insertRevision(tx: Tx, row: NewRevision): Promise<void> {
  await tx.db.insert(designRevision).values({ ...row, savedAt: tx.now });
}

/** Moves the head on, only from the revision that the caller saw; false when another save came first. */
export async function advance(tx: Tx, accountId: string, id: string, from: number): Promise<boolean> {
  const rows = await tx.db
    .update(design)
    .set({ revision: from + 1, savedAt: tx.now })
    .where(
      and(
        eq(design.accountId, accountId),
        eq(design.id, id),
        eq(design.revision, from),
        isNull(design.removedAt),
      ),
    )
    .returning({ id: design.id });
  return rows.length === 1;
}

export async function change(
  tx: Tx,
  accountId: string,
  id: string,
  values: { name?: string; removedAt?: number },
): Promise<boolean> {
  const rows = await tx.db
    .update(design)
    .set(values)
    .where(and(eq(design.accountId, accountId), eq(design.id, id), isNull(design.removedAt)))
    .returning({ id: design.id });
  return rows.length === 1;
}
