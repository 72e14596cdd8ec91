import { DAY } from '@patchbay/engine/time';
import type { Rejection } from '@patchbay/engine/placement';
import type { App } from '../../context.ts';
import { hashOf } from '../../db/ids.ts';
import * as dataCenter from '../data-center/inventory.ts';
import type { UnmetDemandDto } from './dto.ts';
import * as repository from './repository.ts';
import { shortagesOf } from './shortages.ts';

/** For so long it is kept. */
const KEPT = 90 * DAY;

/** Different searches of one account that count in one day: what asks for more tells nothing new, and fills a table. */
export const MAX_A_DAY = 200;

/**
 * Counts a search that found no room. Of who asked and for what only hashes are kept, so that asking for the same twice in a day
 * counts once, and nobody counts too often. Whether it was counted is nobody's trouble who searches.
 */
export async function note(
  app: App,
  accountId: string,
  search: unknown,
  rejection: Rejection,
): Promise<void> {
  const shortages = shortagesOf(rejection);
  if (shortages.length === 0) return;
  try {
    await app.db.platform.tx(null, async (tx) => {
      await repository.forget(tx, tx.now - KEPT);
      const day = Math.floor(tx.now / DAY);
      const searcher = hashOf([accountId, day]);
      if ((await repository.countOf(tx, searcher)) >= MAX_A_DAY) return;
      await repository.insert(tx, { key: hashOf([accountId, search, day]), searcher }, shortages);
    });
  } catch (error) {
    app.log.error({ err: error }, 'unmet demand was not counted');
  }
}

/** What was asked for and found no room lately, and what there was too little of. */
export async function unmet(app: App, days: number): Promise<UnmetDemandDto> {
  return app.db.platform.tx(null, async (tx) => {
    const since = tx.now - days * DAY;
    const sites = await dataCenter.siteNames(tx);
    const perDay = await repository.byDay(tx, since);
    const rows = await repository.summed(tx, since);
    return {
      from: new Date(since).toISOString(),
      to: new Date(tx.now).toISOString(),
      searches: perDay.reduce((sum, { searches }) => sum + searches, 0),
      days: perDay,
      rows: rows.map(({ site_id, short_of, most, lastAt, ...rest }) => ({
        ...rest,
        siteName: sites.get(site_id) ?? site_id,
        shortOf: short_of,
        mostMissing: most,
        lastAt: new Date(lastAt).toISOString(),
      })),
    };
  });
}
