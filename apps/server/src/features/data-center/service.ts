import { DAY, overlaps } from '@patchbay/engine/time';
import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as environments from '../environments/service.ts';
import * as members from '../members/service.ts';
import type { DataCenterDto, EngineDto, HostDto, PoolDto } from './dto.ts';
import { groupBy } from './group-by.ts';
import * as engines from './engines.ts';
import { closures } from './maintenance/repository.ts';
import * as repository from './repository.ts';

export async function overview(app: App): Promise<DataCenterDto> {
  return app.db.platform.tx(null, async (tx) => {
    const now = { start: tx.now, end: tx.now + 1000 };
    const sites = await repository.openSites(tx);
    const racks = (await repository.racks(tx)).filter(({ retiredAt }) => retiredAt === null);
    const hosts = await hostDtos(tx);
    const pools = await repository.poolsWithCapacity(tx, now.start, now.end);
    const taken = groupBy(await repository.poolClaims(tx, now.start, now.end), (claim) => claim.poolId);
    const used = await repository.poolsUsed(tx);
    const poolDto = ({ id, resourceClass, capacity }: (typeof pools)[number]): PoolDto => ({
      id,
      resourceClass,
      capacity,
      used: used.get(id) ?? 0,
      reserved: (taken.get(id) ?? []).reduce((sum, claim) => sum + claim.amount, 0),
    });
    return {
      now: new Date(tx.now).toISOString(),
      sites: sites.map((site) => ({
        id: site.id,
        name: site.name,
        simulated: site.driver === 'simulated',
        grade: site.grade,
        racks: racks
          .filter((rack) => rack.siteId === site.id)
          .map((rack) => ({
            id: rack.id,
            name: rack.name,
            hosts: hosts
              .filter(({ rackId }) => rackId === rack.id)
              .map(({ dto }) => dto)
              .toSorted((a, b) => a.rackUnit - b.rackUnit),
          })),
        pools: pools.filter((pool) => pool.siteId === site.id).map(poolDto),
      })),
      attention: await environments.attention(tx),
      currency: (await catalogs.currentPriceBook(tx)).book.currency,
    };
  });
}

async function hostDtos(tx: Tx): Promise<{ rackId: string; dto: HostDto }[]> {
  const now = { start: tx.now, end: tx.now + 1000 };
  const hosts = await repository.hosts(tx);
  const capacities = new Map(
    (await repository.hostCapacities(tx, now.start, now.end)).map((row) => [row.hostId, row]),
  );
  const claims = groupBy(await repository.hostClaims(tx, tx.now, tx.now + DAY), (claim) => claim.hostId);
  const used = await environments.usedNow(tx);
  const channels = await members.channelLabels(tx);
  const engineOf = new Map((await engines.engines(tx)).map((row) => [row.hostId, engineDto(row)]));
  const closed = new Map(
    (await closures(tx, now.start, now.start + 1)).map(({ hostId, during, reason, maintenanceId }) => [
      hostId,
      { id: maintenanceId, end: new Date(during.end).toISOString(), reason },
    ]),
  );
  const keptBy = await environments.countKeptOn(tx, [...engineOf.keys()]);
  return hosts.map((host) => {
    const { hostId: _, ...capacity } = capacities.get(host.id) ?? {
      hostId: '',
      cpuMilli: 0,
      memoryMiB: 0,
      diskMiB: 0,
      gpu: 0,
    };
    const own = claims.get(host.id) ?? [];
    const reserved = { cpuMilli: 0, memoryMiB: 0, diskMiB: 0, gpu: 0 };
    for (const { during, vector } of own) {
      if (overlaps(during, now))
        for (const name of ['cpuMilli', 'memoryMiB', 'diskMiB', 'gpu'] as const)
          reserved[name] += vector[name];
    }
    const { rackId, id, name, rackUnit, model, arch, clockMhz, year } = host;
    const shown = own.map(({ during, channelId }) => ({
      start: new Date(during.start).toISOString(),
      end: new Date(during.end).toISOString(),
      channel: channels.get(channelId) ?? '',
      copies: 1,
    }));
    const usedHere = { ...(used.get(id) ?? { cpuMilli: 0, memoryMiB: 0 }), diskMiB: 0, gpu: 0 };
    return {
      rackId,
      dto: {
        id,
        name,
        status: host.status,
        draining: host.draining,
        maintenance: closed.get(id) ?? null,
        keptBy: keptBy.get(id) ?? 0,
        engine: engineOf.get(id) ?? null,
        rackUnit,
        model,
        arch,
        clockMhz,
        year,
        capacity,
        reserved,
        used: usedHere,
        claims: shown,
      },
    };
  });
}

type EngineRow = Awaited<ReturnType<typeof engines.engines>>[number];

function engineDto({ address, engine, apiVersion, pingMs, limits, seenAt }: EngineRow): EngineDto {
  return { address, engine, apiVersion, pingMs, limits: [...limits], seenAt: new Date(seenAt).toISOString() };
}
