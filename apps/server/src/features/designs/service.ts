import type { Catalog, ComponentType } from '@patchbay/catalog';
import {
  addAbstraction,
  alone,
  applyEdit,
  EMPTY_DESIGN,
  lineOf,
  newComponent,
  parseDesign,
  typeOfAbstraction,
  type Component,
  type DesignDocument,
} from '@patchbay/engine/design';
import type { Actor } from '../../context.ts';
import { hashOf, newId } from '../../db/ids.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as versions from '../abstractions/versions.ts';
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
    const head = await openHead(tx, member.accountId, id);
    return read(tx, member.accountId, id, head.revision);
  });
}

export async function revision(
  { app, member }: Actor,
  input: { id: string; revision: number },
): Promise<DesignDto> {
  return app.db.app.tx(member, async (tx) => {
    return (await opened(tx, member.accountId, input.id, input.revision)).design;
  });
}

/** The source of what its author keeps to themselves is theirs alone, as its versions are. */
async function mayOpen(tx: Tx, { abstractionId }: { abstractionId: string | null }): Promise<boolean> {
  return abstractionId === null || (await versions.isSeen(tx, abstractionId));
}

async function openHead(tx: Tx, accountId: string, id: string) {
  const head = await repository.designHead(tx, accountId, id);
  if (!head || !(await mayOpen(tx, head))) throw notFound('design');
  return head;
}

export async function create(
  { app, member, person }: Actor,
  input: { key: string; name: string; abstraction?: string | undefined },
): Promise<DesignDto> {
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, async () => {
      const catalog = await catalogs.newestCatalog(tx);
      const document = await startOf(tx, catalog, input.abstraction);
      const by = { accountId: member.accountId, personId: person.id, catalogVersionId: catalog.id };
      const id = await insert(tx, by, { name: input.name, document });
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
    const head = await openHead(tx, member.accountId, input.id);
    const catalog = await catalogToSaveWith(tx, member.accountId, head);
    if (!(await repository.advance(tx, member.accountId, input.id, input.baseRevision))) {
      throw new PatchbayError(
        'CONFLICT',
        `Revision ${head.revision} was saved in the meantime. Your version is untouched; choose which one to keep.`,
      );
    }
    const no = input.baseRevision + 1;
    const { document } = parsed;
    const by = { accountId: member.accountId, personId: person.id, catalogVersionId: catalog.id };
    await insertRevision(tx, by, { designId: input.id, no, document });
    return { revision: no, savedAt: iso(tx.now) };
  });
}

/**
 * New designs use the version that is offered, and so do those of earlier ones. A design of a later version keeps that, also where
 * operators went back from it: it may have what the offered one lacks.
 */
async function catalogToSaveWith(tx: Tx, accountId: string, head: { id: string; revision: number }) {
  const offered = await catalogs.newestCatalog(tx);
  const row = await repository.revisionOf(tx, accountId, head.id, head.revision);
  if (!row || row.catalogVersionId === offered.id) return offered;
  const own = await catalogs.catalogVersion(tx, row.catalogVersionId);
  return own.publishedAt > offered.publishedAt ? own : offered;
}

export async function rename(
  { app, member }: Actor,
  input: { id: string; name: string },
): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    await openHead(tx, member.accountId, input.id);
    await repository.change(tx, member.accountId, input.id, { name: input.name });
  });
  return { ok: true };
}

/** Takes a design out of the list. Its revisions stay for the reservations and invoices that name them. */
export async function remove({ app, member }: Actor, id: string): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    await openHead(tx, member.accountId, id);
    await repository.change(tx, member.accountId, id, { removedAt: tx.now });
  });
  return { ok: true };
}

/** A design and what it is read beside. */
export interface Drawn {
  readonly design: DesignDto;
  readonly catalog: Catalog;
}

/** The one way to a stored revision: with its catalog version, extended by the abstractions that it needs. */
export async function drawn(tx: Tx, accountId: string, id: string, no: number): Promise<Drawn> {
  const row = await repository.revisionOf(tx, accountId, id, no);
  if (!row) throw notFound('design');
  const base = await catalogs.catalogVersion(tx, row.catalogVersionId);
  const revision = { accountId, designId: id, revision: no };
  const { catalog, abstractions } = await versions.besideRevision(tx, base, revision, row.document);
  const design = {
    id,
    name: row.name,
    revision: no,
    savedAt: iso(row.savedAt),
    catalogVersionId: row.catalogVersionId,
    abstractions,
    abstractionId: row.abstractionId,
    document: row.document,
  };
  return { design, catalog };
}

/** The same for a person, who may have to be allowed to open it. */
export async function opened(tx: Tx, accountId: string, id: string, no: number): Promise<Drawn> {
  const found = await drawn(tx, accountId, id, no);
  if (!(await mayOpen(tx, found.design))) throw notFound('design');
  return found;
}

async function read(tx: Tx, accountId: string, id: string, no: number): Promise<DesignDto> {
  return (await drawn(tx, accountId, id, no)).design;
}

export const heads = (tx: Tx, accountId: string, ids?: readonly string[]) =>
  repository.headsOf(tx, accountId, ids);

/** Some designs as they are now; those that are removed, or that others keep to themselves, are left out. */
export async function current(tx: Tx, accountId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await repository.currentOf(tx, accountId, ids);
  const open = await Promise.all(found.map((row) => mayOpen(tx, row)));
  return found.filter((_, n) => open[n]);
}

/** Where the first part of a new design stands. */
const START = { x: 80, y: 80 };

interface By {
  readonly accountId: string;
  readonly personId: string;
  readonly catalogVersionId: string;
}

/** A design with one component of a template, as it was chosen. */
export async function createProduct(
  tx: Tx,
  by: By,
  product: { name: string; type: ComponentType; properties: Component['properties'] },
): Promise<string> {
  const component = { ...newComponent(product.type, 'a1', START), properties: product.properties };
  return insert(tx, by, { name: product.name, document: alone(component) });
}

/** The design that versions of an abstraction are made from. */
export async function createSource(
  tx: Tx,
  by: By,
  source: { abstractionId: string; name: string; document: DesignDocument },
): Promise<string> {
  return insert(tx, by, source);
}

export async function renameSource(tx: Tx, accountId: string, id: string, name: string): Promise<void> {
  await repository.change(tx, accountId, id, { name });
}

async function insert(
  tx: Tx,
  by: By,
  { document, ...design }: { name: string; document: DesignDocument; abstractionId?: string },
): Promise<string> {
  const id = newId('des');
  await repository.insertDesign(tx, { id, accountId: by.accountId, ...design });
  await insertRevision(tx, by, { designId: id, no: 1, document });
  return id;
}

async function insertRevision(
  tx: Tx,
  { accountId, personId, catalogVersionId }: By,
  { designId, no, document }: { designId: string; no: number; document: DesignDocument },
): Promise<void> {
  const hash = hashOf(document);
  const row = { designId, no, accountId, catalogVersionId, document, hash, savedBy: personId };
  await repository.insertRevision(tx, row);
  await versions.recordUse(tx, { accountId, designId, revision: no }, document);
}

/** A shipped abstraction starts a design with its parts; one that an account has saved is one part. */
async function startOf(
  tx: Tx,
  base: catalogs.CatalogVersion,
  abstractionId: string | undefined,
): Promise<DesignDocument> {
  if (abstractionId === undefined) return EMPTY_DESIGN;
  const [saved] = await versions.contents(tx, lineOf(abstractionId) === null ? [] : [abstractionId], null);
  if (saved) {
    const type = typeOfAbstraction(saved, base.catalog);
    return alone(newComponent(type, 'a1', START));
  }
  const abstraction = base.catalog.abstractions.find((candidate) => candidate.id === abstractionId);
  if (!abstraction) throw notFound('abstraction');
  let n = 0;
  return applyEdit(
    EMPTY_DESIGN,
    addAbstraction(abstraction, base.catalog, () => `a${(n += 1)}`, START),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
