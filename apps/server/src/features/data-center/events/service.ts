import type { Catalog } from '@patchbay/catalog';
import { DAY } from '@patchbay/engine/time';
import type { App } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import type { Pool } from '../../../db/pool.ts';
import type { CapacityEventDto } from '../dto.ts';
import * as catalogs from '../../catalog/service.ts';
import * as dataCenter from '../repository.ts';
import * as repository from './repository.ts';

/** For so long an event that is over is kept. */
const KEPT = 90 * DAY;
const MAX_SHOWN = 100;

/**
 * Looks for what has no room at this instant (A12): "no more sparc64 hosts", "storage is full". One event for each site and thing, from
 * the look that finds it full to the look that finds room; looking more often tells nothing twice.
 */
export async function look(platform: Pool): Promise<void> {
  await platform.tx(null, async (tx) => {
    await repository.lockLook(tx);
    const smallest = smallestOf((await catalogs.newestCatalog(tx)).catalog);
    const full = [...(await repository.fullPools(tx)), ...(await repository.fullArchs(tx, smallest))];
    await repository.open(
      tx,
      full.map((one) => ({ ...one, id: newId('cap') })),
    );
    await repository.close(tx, full);
    await repository.forget(tx, tx.now - KEPT);
  });
}

/** Every kind of machine, as small as it can be drawn. */
function smallestOf({ types }: Catalog): repository.Smallest[] {
  return types.flatMap(({ machine, properties }) => {
    if (!machine) return [];
    const least = (name: string) => {
      const property = properties.find((one) => one.name === name);
      return property?.form === 'quantity' ? property.min : 0;
    };
    return [{ arch: machine.arch, cpuMilli: least(machine.cpu) * 1000, memoryMiB: least(machine.memoryMiB) }];
  });
}

export async function list(app: App): Promise<CapacityEventDto[]> {
  return app.db.platform.tx(null, async (tx) => {
    const names = new Map((await dataCenter.sites(tx)).map(({ id, name }) => [id, name]));
    return (await repository.newest(tx, MAX_SHOWN)).map(({ siteId, fullAt, roomAt, ...rest }) => ({
      ...rest,
      siteName: names.get(siteId) ?? siteId,
      fullAt: new Date(fullAt).toISOString(),
      roomAt: roomAt === null ? null : new Date(roomAt).toISOString(),
    }));
  });
}
