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

/**
 * Counts a search that found no room. `search` is what was asked by whom and when: only a hash of it is kept, so that asking for the
 * same twice in a day counts once. Whether it was counted is nobody's trouble who searches.
 */
export async function note(app: App, search: unknown, rejection: Rejection): Promise<void> {
  const shortages = shortagesOf(rejection);
  if (shortages.length === 0) return;
  try {
    await app.db.platform.tx(null, async (tx) => {
      await repository.forget(tx, tx.now - KEPT);
      await repository.insert(tx, hashOf([search, Math.floor(tx.now / DAY)]), shortages);
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
