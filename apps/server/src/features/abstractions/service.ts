import { abstraction as schema, type Abstraction, type Catalog } from '@patchbay/catalog';
import {
  abstractionOf,
  insideOf,
  isLater,
  lineOf,
  MAX_VERSIONS,
  parseDesign,
  unsavedBecause,
  versionType,
  type DesignDocument,
} from '@patchbay/engine/design';
import type { Actor } from '../../context.ts';
import { hashOf, newId } from '../../db/ids.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import type { SavedVersionDto } from './dto.ts';
import { MAX_ABSTRACTIONS, MAX_CONTENT } from './limits.ts';
import { abstractionDto } from './reading.ts';
import * as repository from './repository.ts';
import type { Visibility } from './tables.ts';
import * as versions from './versions.ts';

/** What a person decides about a version; its parts are those of the source design. */
export interface Decided
  extends Pick<Abstraction, 'name' | 'summary' | 'family' | 'icon' | 'ports' | 'parameters'> {
  readonly visibility: Visibility;
}

/** Saves parts of a design as a new abstraction: it, its source design and version 1.0.0, all or nothing. */
export async function save(
  { app, member, person }: Actor,
  input: Decided & { key: string; document?: unknown },
): Promise<SavedVersionDto> {
  const parsed = parseDesign(input.document);
  if (!parsed.ok) throw refused('nothing', parsed.issues);
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, () => create(tx, { member, person }, parsed.document, input)),
  );
}

/** A new abstraction out of a document, whose ports and parameters name its components. */
export async function create(
  tx: Tx,
  by: Pick<Actor, 'member' | 'person'>,
  document: DesignDocument,
  decided: Decided,
  forkedFrom: string | null = null,
): Promise<SavedVersionDto> {
  const { accountId } = by.member;
  if ((await repository.countToAdd(tx, accountId)) >= MAX_ABSTRACTIONS)
    throw refused('too-many-abstractions');
  const base = await catalogs.newestCatalog(tx);
  const { catalog } = await versions.besideDocument(tx, base, document, accountId);
  const id = newId('abs');
  const made = { type: typeOf(id, 1), semver: '1.0.0', earlier: [] };
  const content = contentOf(document, decided, made, catalog);
  const { name, summary, family, icon, visibility } = decided;
  const sourceDesignId = await designs.createSource(
    tx,
    { accountId, personId: by.person.id, catalogVersionId: base.id },
    { abstractionId: id, name, document },
  );
  const heading = { id, name, summary, family, icon, sourceDesignId, latestNo: 1 };
  await repository.insertAbstraction(tx, { ...heading, accountId, createdBy: by.person.id });
  const version = { no: 1, semver: '1.0.0', notes: '', sourceRevision: 1, catalogVersionId: base.id };
  await store(tx, by, id, { ...version, visibility, forkedFrom }, content, catalog);
  return saved(tx, accountId, by.person.id, id, content);
}

/** A newer version out of the source design as it is in one revision. Designs stay with the version that they name. */
export async function saveVersion(
  { app, member, person }: Actor,
  input: Decided & {
    key: string;
    id: string;
    baseNo: number;
    revision: number;
    semver: string;
    notes: string;
  },
): Promise<SavedVersionDto> {
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, async () => {
      const heading = await repository.abstractionById(tx, member.accountId, input.id);
      if (!heading) throw notFound('abstraction');
      const before = await repository.versionsOf(tx, member.accountId, [input.id]);
      const latest = before[0]?.semver ?? '';
      if (input.baseNo >= MAX_VERSIONS) throw refused('too-many-versions');
      if (!isLater(input.semver, latest)) throw refused('version-order');
      // Who cannot see it could not save the next one.
      if (input.visibility === 'private' && before.some(({ visibility }) => visibility !== 'private'))
        throw refused('not-private-any-more');
      const { design, catalog } = await designs.drawn(
        tx,
        member.accountId,
        heading.sourceDesignId,
        input.revision,
      );
      const no = input.baseNo + 1;
      const earlier = await versions.contents(
        tx,
        before.map(({ id }) => id),
        null,
      );
      const made = { type: typeOf(input.id, no), semver: input.semver, earlier };
      const content = contentOf(design.document, input, made, catalog);
      if (!(await repository.advance(tx, member.accountId, input.id, input.baseNo)))
        throw new PatchbayError(
          'CONFLICT',
          `Version ${latest} was saved in the meantime. Nothing was saved; look at it, then save yours.`,
        );
      const { name, summary, family, icon } = input;
      await repository.change(tx, member.accountId, input.id, { name, summary, family, icon });
      const { semver, notes, visibility, revision: sourceRevision } = input;
      const version = { no, semver, notes, visibility, sourceRevision };
      const { catalogVersionId } = design;
      await store(tx, { member, person }, input.id, { ...version, catalogVersionId }, content, catalog);
      return saved(tx, member.accountId, person.id, input.id, content);
    }),
  );
}

export async function rename(
  { app, member }: Actor,
  { id, name, summary }: { id: string; name: string; summary: string },
): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    const heading = await repository.abstractionById(tx, member.accountId, id);
    if (!heading || !(await repository.change(tx, member.accountId, id, { name, summary })))
      throw notFound('abstraction');
    await designs.renameSource(tx, member.accountId, heading.sourceDesignId, name);
  });
  return { ok: true };
}

/** Takes an abstraction out of the palette. Designs that use a version of it go on to. */
export async function remove({ app, member }: Actor, id: string): Promise<{ ok: true }> {
  const done = await app.db.app.tx(member, (tx) =>
    repository.change(tx, member.accountId, id, { removedAt: tx.now }),
  );
  if (!done) throw notFound('abstraction');
  return { ok: true };
}

const typeOf = (id: string, no: number) => versionType(id.replace('abs_', ''), no);

interface Made {
  readonly type: string;
  readonly semver: string;
  readonly earlier: readonly Abstraction[];
}

/** The content of a version, once it is known that it can be one. */
function contentOf(document: DesignDocument, decided: Decided, made: Made, catalog: Catalog): Abstraction {
  const { name, summary, family, icon, ports, parameters } = decided;
  const heading = { id: made.type, version: made.semver, name, summary, family, icon, ports, parameters };
  const content = abstractionOf(document, heading, made.earlier);
  const problem = unsavedBecause(content, catalog);
  if (problem) throw refused(problem);
  const read = schema.safeParse(content);
  if (!read.success || JSON.stringify(read.data).length > MAX_CONTENT) throw refused('too-many');
  return read.data;
}

type NewVersion = Pick<
  Parameters<typeof repository.insertVersion>[1],
  'no' | 'semver' | 'notes' | 'sourceRevision' | 'catalogVersionId' | 'visibility' | 'forkedFrom'
>;

async function store(
  tx: Tx,
  { member, person }: Pick<Actor, 'member' | 'person'>,
  abstractionId: string,
  version: NewVersion,
  content: Abstraction,
  catalog: Catalog,
): Promise<void> {
  await repository.insertVersion(tx, {
    ...version,
    id: content.id,
    abstractionId,
    accountId: member.accountId,
    content,
    inside: [...insideOf(content, catalog)].filter((type) => lineOf(type) !== null).sort(),
    hash: hashOf(content),
    savedBy: person.id,
  });
}

async function saved(
  tx: Tx,
  accountId: string,
  personId: string,
  id: string,
  content: Abstraction,
): Promise<SavedVersionDto> {
  const heading = await repository.abstractionById(tx, accountId, id);
  if (!heading) throw notFound('abstraction');
  const rows = await repository.versionsOf(tx, accountId, [id]);
  return { abstraction: abstractionDto(heading, rows, personId), content };
}

function refused(why: string, issues: readonly string[] = []): PatchbayError {
  return new PatchbayError('BAD_INPUT', 'This cannot be saved as an abstraction. Nothing was saved.', {
    issues: [`abstraction ${why}`, ...issues],
  });
}
