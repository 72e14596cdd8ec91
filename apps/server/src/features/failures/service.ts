import type { App } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { setWear, wearRate, type WearRate } from '../../drivers/simulated/accidents.ts';
import { breakHosts, mendHosts } from '../../drivers/simulated/faults.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as members from '../members/service.ts';
import { isDemo } from '../world/clock.ts';
import type { FailureDto, FailureScope, HitDto } from './dto.ts';
import * as repository from './repository.ts';

/** Failures for the operator: those that are not put aside first, then the newest. */
export async function inbox(app: App): Promise<FailureDto[]> {
  return app.db.platform.tx(null, async (tx) => {
    const rows = await repository.newest(tx);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    const hosts = await repository.hostsOf(tx, ids);
    const hits = await repository.hitsOf(tx, ids);
    const names = await namesOf(tx);
    const siteOf = new Map((await dataCenter.allHosts(tx)).map((host) => [host.id, host.siteId]));
    const channels = await members.channelLabels(tx);
    return rows.map((row): FailureDto => {
      const own = hosts.filter(({ failureId }) => failureId === row.id);
      return {
        id: row.id,
        scope: row.scope,
        scopeId: row.scopeId,
        name: names.get(row.scopeId) ?? row.scopeId,
        siteName: names.get(row.siteId) ?? '',
        hosts: own.length,
        returned: own.filter(({ returnedAt }) => returnedAt !== null).length,
        since: iso(row.since),
        lostAt: iso(row.lostAt),
        endedAt: row.endedAt === null ? null : iso(row.endedAt),
        closedAt: row.closedAt === null ? null : iso(row.closedAt),
        hits: hits
          .filter(({ failureId }) => failureId === row.id)
          .map((hit) => {
            const there = siteOf.get(hit.toHosts[0] ?? '') ?? row.siteId;
            return hitDto(hit, { names, channels, toSite: there === row.siteId ? null : there });
          }),
      };
    });
  });
}

async function namesOf(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const [hosts, racks, sites] = [
    await dataCenter.hostNames(tx),
    await dataCenter.rackNames(tx),
    await dataCenter.siteNames(tx),
  ];
  return new Map([...hosts, ...racks, ...sites]);
}

interface Around {
  readonly names: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
  readonly toSite: string | null;
}

function hitDto(row: repository.HitRow, { names, channels, toSite }: Around): HitDto {
  return {
    environmentId: row.environmentId,
    channel: channels.get(row.channelId) ?? '',
    outcome: row.outcome,
    machines: row.machines,
    to: row.toHosts.map((id) => names.get(id) ?? id),
    toSite: toSite === null ? null : (names.get(toSite) ?? ''),
    downSeconds: row.overAt === null ? null : row.downSeconds,
    creditMicros: row.creditMicros,
  };
}

/** Puts a failure that is over aside; it stays on record. */
export async function close(app: App, id: string): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const row = await repository.byId(tx, id);
    if (!row) throw notFound('failure');
    if (row.endedAt === null)
      throw new PatchbayError(
        'CONFLICT',
        'Its hosts do not answer yet. It stays in view until they do; nothing was changed.',
      );
    await repository.close(tx, id);
  });
  return { ok: true };
}

export const onHosts = repository.onHosts;

export interface Where {
  readonly scope: FailureScope | 'switch';
  readonly id: string;
}

export interface Provoked extends Where {
  /** After so long it is mended by itself; null: when somebody mends it. */
  readonly minutes: number | null;
}

const MINUTE = 60_000;

/**
 * Breaks a part of a simulated site from the world's side: a host, rack or site loses its power; a rack's switch cuts its hosts
 * off, and they run on. What follows is what would follow a real failure.
 */
export async function provoke(app: App, { minutes, ...where }: Provoked): Promise<{ hosts: number }> {
  const hosts = await simulatedBelow(app, where);
  const fault = where.scope === 'switch' ? 'partition' : 'power-off';
  await app.db.simulator.tx(null, (tx) =>
    breakHosts(tx, hosts, fault, {
      at: tx.now,
      until: minutes === null ? null : tx.now + minutes * MINUTE,
    }),
  );
  app.look();
  return { hosts: hosts.length };
}

/** Makes a part of a simulated site whole again, whatever was wrong with it. */
export async function mend(app: App, where: Where): Promise<{ hosts: number }> {
  const hosts = await simulatedBelow(app, where);
  await app.db.simulator.tx(null, (tx) => mendHosts(tx, hosts));
  app.look();
  return { hosts: hosts.length };
}

/** How often parts of the simulated sites fail by themselves. */
export async function accidents(app: App): Promise<{ rate: WearRate }> {
  return { rate: await app.db.simulator.tx(null, wearRate) };
}

/** From now on accidents happen at another rate, drawn anew; what has failed stays so until it is repaired. */
export async function setAccidents(app: App, rate: WearRate): Promise<{ rate: WearRate }> {
  await app.db.platform.tx(null, requireDemo);
  await app.db.simulator.tx(null, (tx) => setWear(tx, rate, newId('wear')));
  return { rate };
}

async function requireDemo(tx: Tx): Promise<void> {
  if (!(await isDemo(tx)))
    throw new PatchbayError('FORBIDDEN', 'Only in a demo world can something be broken on purpose.');
}

async function simulatedBelow(app: App, { scope, id }: Where): Promise<string[]> {
  return app.db.platform.tx(null, async (tx) => {
    await requireDemo(tx);
    const all = await dataCenter.allHosts(tx);
    const key = { host: 'id', rack: 'rackId', switch: 'rackId', site: 'siteId' } as const;
    const hosts = all.filter((host) => host[key[scope]] === id).map((host) => host.id);
    if (hosts.length === 0) throw notFound(scope);
    const simulated = new Set((await dataCenter.simulatedHosts(tx)).map((host) => host.id));
    if (!hosts.every((host) => simulated.has(host)))
      throw new PatchbayError(
        'CONFLICT',
        'These are real machines. They fail by themselves; drain them to move what runs there. Nothing was changed.',
      );
    return hosts;
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
