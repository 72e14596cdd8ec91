import {
  addAbstraction,
  applyEdit,
  EMPTY_DESIGN,
  parseDesign,
  type DesignDocument,
} from '@patchbay/engine/design';
import type { Actor } from '../../context.ts';
import { hashOf, newId } from '../../db/ids.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import type { DesignDto, DesignRowDto, SavedDto } from './dto.ts';
import * as repository from './repository.ts';

export async function list({ app, member }: Actor): Promise<DesignRowDto[]> {
  const rows = await app.db.app.tx(member, (tx) => repository.designsOf(tx, member.accountId));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    revision: row.revision,
    savedAt: iso(row.savedAt),
    parts: Object.keys(row.document.components).length,
    document: row.document,
  }));
}

export async function get({ app, member }: Actor, id: string): Promise<DesignDto> {
  return app.db.app.tx(member, async (tx) => {
    const head = await repository.designHead(tx, member.accountId, id);
    if (!head) throw notFound('design');
    return read(tx, member.accountId, id, head.revision);
  });
}

export async function revision(
  { app, member }: Actor,
  input: { id: string; revision: number },
): Promise<DesignDto> {
  return app.db.app.tx(member, (tx) => read(tx, member.accountId, input.id, input.revision));
}

export async function create(
  { app, member, person }: Actor,
  input: { key: string; name: string; abstraction?: string | undefined },
): Promise<DesignDto> {
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, async () => {
      const catalog = await catalogs.newestCatalog(tx);
      const id = newId('des');
      const document = startOf(catalog, input.abstraction);
      await repository.insertDesign(tx, { id, accountId: member.accountId, name: input.name });
      await repository.insertRevision(tx, {
        designId: id,
        no: 1,
        accountId: member.accountId,
        catalogVersionId: catalog.id,
        document,
        hash: hashOf(document),
        savedBy: person.id,
      });
      return read(tx, member.accountId, id, 1);
    }),
  );
}

/** Saves a new immutable revision on top of the one the caller saw; CONFLICT when somebody saved in between. */
export async function save(
  { app, member, person }: Actor,
  input: { id: string; baseRevision: number; document?: unknown },
): Promise<SavedDto> {
  const parsed = parseDesign(input.document);
  if (!parsed.ok)
    throw new PatchbayError('BAD_INPUT', 'This is not a design. Nothing was saved.', {
      issues: parsed.issues,
    });
  return app.db.app.tx(member, async (tx) => {
    const head = await repository.designHead(tx, member.accountId, input.id);
    if (!head) throw notFound('design');
    const catalog = await catalogs.newestCatalog(tx);
    if (!(await repository.advance(tx, member.accountId, input.id, input.baseRevision))) {
      throw new PatchbayError(
        'CONFLICT',
        `Revision ${head.revision} was saved in the meantime. Your version is untouched; choose which one to keep.`,
      );
    }
    const no = input.baseRevision + 1;
    const { document } = parsed;
    await repository.insertRevision(tx, {
      designId: input.id,
      no,
      accountId: member.accountId,
      catalogVersionId: catalog.id,
      document,
      hash: hashOf(document),
      savedBy: person.id,
    });
    return { revision: no, savedAt: iso(tx.now) };
  });
}

export async function rename(
  { app, member }: Actor,
  input: { id: string; name: string },
): Promise<{ ok: true }> {
  const done = await app.db.app.tx(member, (tx) =>
    repository.change(tx, member.accountId, input.id, { name: input.name }),
  );
  if (!done) throw notFound('design');
  return { ok: true };
}

/** Takes a design out of the list. Its revisions stay for the reservations and invoices that name them. */
export async function remove({ app, member }: Actor, id: string): Promise<{ ok: true }> {
  const done = await app.db.app.tx(member, (tx) =>
    repository.change(tx, member.accountId, id, { removedAt: tx.now }),
  );
  if (!done) throw notFound('design');
  return { ok: true };
}

export async function read(tx: Tx, accountId: string, id: string, no: number): Promise<DesignDto> {
  const row = await repository.revisionOf(tx, accountId, id, no);
  if (!row) throw notFound('design');
  return {
    id,
    name: row.name,
    revision: no,
    savedAt: iso(row.savedAt),
    catalogVersionId: row.catalogVersionId,
    document: row.document,
  };
}

function startOf(catalog: catalogs.CatalogVersion, abstractionId: string | undefined): DesignDocument {
  if (abstractionId === undefined) return EMPTY_DESIGN;
  const abstraction = catalog.catalog.abstractions.find((candidate) => candidate.id === abstractionId);
  if (!abstraction) throw notFound('abstraction');
  let n = 0;
  return applyEdit(
    EMPTY_DESIGN,
    addAbstraction(abstraction, catalog.catalog, () => `a${(n += 1)}`, { x: 80, y: 80 }),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
