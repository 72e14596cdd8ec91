import type { Catalog } from '@patchbay/catalog';
import { ZodError } from 'zod';
import type { App } from '../../context.ts';
import { hashOf } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as people from '../session/directory.ts';
import type { CatalogVersionDto, CatalogVersionsDto } from './dto.ts';
import * as repository from './repository.ts';
import { catalogVersion, newestCatalog } from './service.ts';

const MAX_SHOWN = 20;

/** Every catalog version, the newest first, with what each changed, and which one new designs use. */
export async function versions(app: App): Promise<CatalogVersionsDto> {
  const { chosen, dto } = await app.db.platform.tx(null, async (tx) => {
    const rows = await repository.catalogVersions(tx, MAX_SHOWN + 1);
    const used = await newestCatalog(tx);
    const read: { id: string; publishedAt: number; types: Map<string, string> | null }[] = [];
    for (const row of rows) read.push({ ...row, types: await typesOf(tx, row.id) });
    const dto = read.slice(0, MAX_SHOWN).map(({ id, publishedAt, types }, n): CatalogVersionDto => {
      const before = read.slice(n + 1).find((one) => one.types !== null)?.types ?? types;
      return {
        id,
        publishedAt: iso(publishedAt),
        readable: types !== null,
        inUse: id === used.id,
        types: types?.size ?? 0,
        ...differences(before ?? new Map(), types ?? before ?? new Map()),
      };
    });
    return { chosen: await repository.lastUse(tx), dto };
  });
  if (!chosen || chosen.versionId === null) return { chosen: null, versions: dto };
  const names = await people.namesOf(app, [chosen.by]);
  const by = names.get(chosen.by)?.name ?? null;
  return { chosen: { versionId: chosen.versionId, at: iso(chosen.at), by }, versions: dto };
}

/** Chooses which version new designs use from now on; null: always the newest. Designs keep the version that they name. */
export async function choose(
  app: App,
  person: { id: string },
  versionId: string | null,
): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockPublishing(tx);
    if (versionId !== null) {
      if (!(await repository.catalogVersions(tx, 1000)).some(({ id }) => id === versionId))
        throw notFound('catalog version');
      if ((await typesOf(tx, versionId)) === null)
        throw new PatchbayError('CONFLICT', 'This server cannot read that version. Nothing was changed.', {
          issues: ['unreadable'],
        });
    }
    await repository.insertUse(tx, { versionId, at, by: person.id });
  });
  return { ok: true };
}

/** Its types by id, each as a hash; null where this build cannot read it. */
async function typesOf(tx: Tx, id: string): Promise<Map<string, string> | null> {
  try {
    const { catalog } = await catalogVersion(tx, id);
    return hashes(catalog);
  } catch (error) {
    if (error instanceof ZodError) return null;
    throw error;
  }
}

function hashes({ types, abstractions }: Catalog): Map<string, string> {
  return new Map([...types, ...abstractions].map((one) => [one.id, hashOf(one)]));
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: [...after].filter(([id, hash]) => before.has(id) && before.get(id) !== hash).map(([id]) => id),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
