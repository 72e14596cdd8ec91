import type { Abstraction } from '@patchbay/catalog';
import { versionsIn, readVersionDiff } from '@patchbay/engine/design';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import type {
  AbstractionDetailDto,
  AbstractionDto,
  DiffDto,
  LibraryDto,
  UsageDto,
  UsedTemplateDto,
  VersionDto,
} from './dto.ts';
import { MAX_USAGES } from './limits.ts';
import * as offers from './offers.ts';
import * as repository from './repository.ts';
import * as versions from './versions.ts';

/** What the palette offers, and everything that designs of the account are read beside. */
export async function library({ app, member, person }: Actor): Promise<LibraryDto> {
  return app.db.app.tx(member, async (tx) => {
    const headings = await repository.abstractionsOf(tx, member.accountId);
    const rows = await repository.versionsOf(
      tx,
      member.accountId,
      headings.map(({ id }) => id),
    );
    const abstractions = headings.map((heading) =>
      abstractionDto(
        heading,
        rows.filter(({ abstractionId }) => abstractionId === heading.id),
        person.id,
      ),
    );
    const heads = await designs.heads(tx, member.accountId);
    const used = await repository.usedByAny(tx, member.accountId, heads);
    const lines = await offers.linesUsed(tx, member.accountId, used);
    const contentOf = new Map(
      (
        await versions.contents(
          tx,
          lines.map(({ id }) => id),
          null,
        )
      ).map((content) => [content.id, content]),
    );
    const templates = templatesOf(lines, contentOf);
    const newest = [...abstractions, ...templates].flatMap(({ versions: [first] }) => first?.type ?? []);
    const found = await repository.readable(tx, newest);
    const ids = new Set([...found.flatMap(({ id, inside }) => [id, ...inside]), ...used]);
    return { abstractions, templates, contents: await versions.contents(tx, [...ids], member.accountId) };
  });
}

export async function get(actor: Actor, id: string): Promise<AbstractionDetailDto> {
  const { app, member, person } = actor;
  return app.db.app.tx(member, async (tx) => {
    const heading = await repository.abstractionById(tx, member.accountId, id);
    if (!heading) throw notFound('abstraction');
    const rows = await repository.versionsOf(tx, member.accountId, [id]);
    return {
      ...abstractionDto(heading, rows, person.id),
      usages: await usagesOf(tx, member.accountId, rows),
    };
  });
}

/** Designs of the account that need a version of an abstraction as they are now, however deep it is in them. */
export async function usages({ app, member }: Actor, id: string): Promise<UsageDto[]> {
  return app.db.app.tx(member, async (tx) => {
    if (!(await repository.abstractionById(tx, member.accountId, id))) throw notFound('abstraction');
    return usagesOf(tx, member.accountId, await repository.versionsOf(tx, member.accountId, [id]));
  });
}

/** What differs between two versions that the account may read. */
export async function diff({ app, member }: Actor, input: { from: string; to: string }): Promise<DiffDto> {
  return app.db.app.tx(member, async (tx) => {
    const base = await catalogs.newestCatalog(tx);
    const found = await repository.readable(tx, [input.from, input.to]);
    const ids = [...new Set(found.flatMap(({ id, inside }) => [id, ...inside]))];
    const { catalog, abstractions } = await versions.beside(tx, base, ids, null);
    const [from, to] = [input.from, input.to].map((id) => abstractions.find((one) => one.id === id));
    if (!from || !to) throw notFound('version');
    const { step, notes } = readVersionDiff(from, to, catalog);
    return { step, notes: [...notes] };
  });
}

/** By abstraction, under the name that the newest version has. */
function templatesOf(
  rows: Awaited<ReturnType<typeof offers.linesUsed>>,
  contentOf: ReadonlyMap<string, Abstraction>,
): UsedTemplateDto[] {
  const lines = new Map<string, typeof rows>();
  for (const row of rows) lines.set(row.abstractionId, [...(lines.get(row.abstractionId) ?? []), row]);
  return [...lines].flatMap(([id, all]): UsedTemplateDto[] => {
    const newest = all[0] && contentOf.get(all[0].id);
    if (!newest) return [];
    const { name, summary, family, icon } = newest;
    const publisher = all[0]?.publisher ?? '';
    return [{ id, name, summary, family, icon, publisher, versions: all.map(templateVersion) }];
  });
}

function templateVersion(row: Awaited<ReturnType<typeof offers.linesUsed>>[number]): VersionDto {
  const { id: type, no, semver, notes, sourceRevision } = row;
  const savedAt = new Date(row.savedAt).toISOString();
  return { type, no, semver, notes, savedAt, visibility: 'public', sourceRevision };
}

export function abstractionDto(
  heading: repository.HeadingRow,
  rows: readonly repository.VersionRow[],
  personId: string,
): AbstractionDto {
  const { id, name, summary, family, icon, sourceDesignId, createdBy } = heading;
  return {
    id,
    name,
    summary,
    family,
    icon,
    mine: createdBy === personId,
    sourceDesignId,
    versions: rows.map((row) => ({
      type: row.id,
      no: row.no,
      semver: row.semver,
      notes: row.notes,
      savedAt: new Date(row.savedAt).toISOString(),
      visibility: row.visibility,
      sourceRevision: row.sourceRevision,
    })),
  };
}

/** Designs of the account that need one of these versions as they are now. */
export async function usagesOf(
  tx: Tx,
  accountId: string,
  rows: readonly Pick<repository.VersionRow, 'id' | 'no' | 'semver'>[],
): Promise<UsageDto[]> {
  const byType = new Map(rows.map((row) => [row.id, row]));
  const designIds = await repository.designsUsing(tx, accountId, [...byType.keys()]);
  const found = await designs.current(tx, accountId, designIds.slice(0, MAX_USAGES));
  const usedNow = await Promise.all(
    found.map(({ id, revision }) => repository.usedBy(tx, accountId, id, revision)),
  );
  return found.flatMap((design, n): UsageDto[] => {
    if (!usedNow[n]?.some((type) => byType.has(type))) return [];
    const direct = new Set(versionsIn(design.document));
    const parts = Object.values(design.document.components).flatMap(({ id, type, name, count }) => {
      const row = direct.has(type) ? byType.get(type) : undefined;
      return row ? [{ no: row.no, semver: row.semver, component: id, name, count }] : [];
    });
    const { id, name, abstractionId } = design;
    return [{ designId: id, name, isSource: abstractionId !== null, parts }];
  });
}
