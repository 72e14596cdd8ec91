import type { App } from '../../../context.ts';
import type { Tx } from '../../../db/pool.ts';
import { PatchbayError } from '../../../errors.ts';
import * as dataCenter from '../repository.ts';
import type { ImportDto, ImportRowDto } from './dto.ts';
import { compared, judged, placing, type Judged } from './edits.ts';
import { archs, standingAt, write } from './hosts.ts';
import { readRows, type ReadRow } from './import-rows.ts';
import * as repository from './repository.ts';
import { refuseReal } from './sites.ts';

/** Rows of a preview; what is refused comes first. */
const MAX_SHOWN = 500;

/** What a file of hosts would do, row by row. Changes nothing. */
export async function preview(app: App, csv: string): Promise<ImportDto> {
  return app.db.platform.tx(null, async (tx) => {
    await refuseReal(tx);
    return dtoOf((await read(tx, csv, tx.now, false)).rows);
  });
}

export interface Confirmed {
  readonly csv: string;
  readonly added: number;
  readonly changed: number;
}

/**
 * Adds and changes hosts as a file says, all of them or none; hosts that it does not name stay as they are. What was shown is what
 * is done: where it is something else by now, nothing is.
 */
export async function importHosts(
  app: App,
  { csv, ...shown }: Confirmed,
): Promise<{ added: number; changed: number }> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockEditing(tx);
    await refuseReal(tx);
    const { rows, edits } = await read(tx, csv, at, true);
    const { added, changed, refused } = dtoOf(rows);
    if (refused > 0 || added !== shown.added || changed !== shown.changed)
      throw new PatchbayError(
        'CONFLICT',
        'What this file would do is not what was shown any more. Nothing was changed; look at the preview again.',
        { issues: ['import'] },
      );
    await write(tx, at, edits);
    return { added, changed };
  });
}

/** Every row with what comes of it; `lock` where it is about to be done. */
async function read(tx: Tx, csv: string, at: number, lock: boolean) {
  const sites = new Map((await dataCenter.openSites(tx)).map((site) => [site.name, site]));
  const rows = readRows(csv, { sites, archs: await archs(tx) });
  const wanted = rows.flatMap(({ wanted: one }) => (one ? [one] : []));
  const siteIds = [...new Set(wanted.map(({ siteId }) => siteId))];
  const standing = siteIds.length === 0 ? [] : await standingAt(tx, siteIds, at);
  const all = compared(wanted, standing);
  const ids = placing(all);
  if (lock) await repository.lockHosts(tx, ids);
  const found = judged(all, standing, await repository.claimsOn(tx, ids), at);
  const byWanted = new Map(found.map((one) => [one.wanted, one]));
  return {
    rows: rows.map((row) => rowDto(row, row.wanted ? (byWanted.get(row.wanted) ?? null) : null)),
    edits: found.filter(({ host, changes }) => host === null || changes.length > 0),
  };
}

function rowDto({ line, site, host, problem }: ReadRow, found: Judged | null): ImportRowDto {
  const wrong = problem ?? found?.problem ?? null;
  const changes = found?.host ? [...found.changes] : [];
  const does = found?.host
    ? changes.length > 0
      ? ('changed' as const)
      : ('unchanged' as const)
    : ('added' as const);
  return {
    line,
    site,
    host,
    changes,
    outcome: wrong ? 'refused' : does,
    problem: wrong?.problem ?? null,
    column: wrong?.column ?? null,
  };
}

const ORDER = { refused: 0, changed: 1, added: 2, unchanged: 3 };

function dtoOf(rows: readonly ImportRowDto[]): ImportDto {
  const count = (outcome: ImportRowDto['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const told = rows
    .filter(({ outcome }) => outcome !== 'unchanged')
    .toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.line - b.line);
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    rows: told.slice(0, MAX_SHOWN),
    more: Math.max(0, told.length - MAX_SHOWN),
  };
}
