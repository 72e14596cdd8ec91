import { demandOf, rehouse, type HostClaim, type Homeless, type Rehoused } from '@patchbay/engine/placement';
import type { DesignModel } from '@patchbay/engine/design';
import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import { bookedModel } from '../../features/reservations/booked-design.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import { readHit, type Claims, type Found } from './hit.ts';

export interface Move {
  readonly found: Found;
  readonly hosts: readonly HostClaim[];
}

/** A slot for which there is no room at its site: of how many of its machines there would be room for some. */
export interface Stuck {
  readonly found: Found;
  readonly needed: number;
  readonly available: number;
}

export interface Look {
  readonly moves: readonly Move[];
  readonly stuck: readonly Stuck[];
}

/**
 * What becomes of slots that lost hosts of simulated sites, by one look at each site. What cannot be decided together is in neither
 * list: what has machines on other hosts that are lost too, claims otherwise than its design asks, or cannot be read.
 */
export async function lookAt(
  tx: Tx,
  slotIds: readonly string[],
  hostIds: readonly string[],
  log: Logger,
): Promise<Look> {
  const lost = new Set(await dataCenter.lostHosts(tx));
  const found = (await readHit(tx, slotIds, hostIds)).filter(
    ({ real, claims, gone }) => !real && claims.every((one) => gone.includes(one) || !lost.has(one.hostId)),
  );
  const models = new Models(tx);
  const moves: Move[] = [];
  const stuck: Stuck[] = [];
  for (const [siteId, atSite] of groupBy(found, ({ environment }) => environment.siteId)) {
    const homeless: Homeless[] = [];
    for (const one of atSite)
      homeless.push(
        ...(await homelessOf(tx, one, models).catch((error: unknown) => {
          log.error({ err: error, slotId: one.booked.slot.id }, 'a design that was booked cannot be read');
          return [];
        })),
      );
    const rehoused = await rehousedAt(tx, siteId, homeless);
    for (const one of atSite) {
      const result = rehoused.get(one.booked.slot.id);
      if (result?.fits) moves.push({ found: one, hosts: result.hosts });
      else if (result) stuck.push({ found: one, needed: result.needed, available: result.available });
    }
  }
  return { moves, stuck };
}

/** So many hosts more than four for each machine nearly always have room. */
const SPARE_HOSTS = 32;

/** Reading what is free is what takes longest, so some of the hosts are read first, and all of them only where these do not do. */
async function rehousedAt(
  tx: Tx,
  siteId: string,
  homeless: readonly Homeless[],
): Promise<ReadonlyMap<string, Rehoused>> {
  const machines = homeless.flatMap((one) => [
    ...one.machines,
    ...one.standing.map(({ machine }) => machine),
  ]);
  const archs = new Set(machines.map(({ arch }) => arch));
  const read = (atMost: number) => dataCenter.openHosts(tx, siteId, spanOf(homeless), { archs, atMost });
  const some = await read(SPARE_HOSTS + 4 * machines.length);
  const found = rehouse(homeless, some);
  if ([...found.values()].every(({ fits }) => fits)) return found;
  const all = await read(Number.MAX_SAFE_INTEGER);
  return all.length === some.length ? found : rehouse(homeless, all);
}

/** The time that some periods take together; an empty one where there are none. */
export function spanOf(all: readonly { readonly during: { start: number; end: number } }[]) {
  const [first, ...rest] = all;
  return rest.reduce(
    (span, { during }) => ({
      start: Math.min(span.start, during.start),
      end: Math.max(span.end, during.end),
    }),
    first?.during ?? { start: 0, end: 0 },
  );
}

/** Designs as they were booked, each read once: a class has one in many slots. */
export class Models {
  readonly #tx: Tx;
  readonly #known = new Map<string, DesignModel>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async of(booked: Booked): Promise<DesignModel> {
    const { designId, revision, overrides } = booked.reservation;
    const name = JSON.stringify([designId, revision, overrides]);
    const model = this.#known.get(name) ?? (await bookedModel(this.#tx, booked));
    this.#known.set(name, model);
    return model;
  }
}

/** What a slot has lost, and what of it stands; nothing where it claims otherwise than its design asks, or is over. */
async function homelessOf(tx: Tx, { booked, claims, gone }: Found, models: Models): Promise<Homeless[]> {
  const asked = new Map(
    demandOf(await models.of(booked)).machines.map((one) => [`${one.component} ${one.idx}`, one]),
  );
  const machinesOf = (some: Claims) =>
    some.flatMap(({ component, idx, hostId, cpuMilli, memoryMib, diskMib, gpu }) => {
      const machine = asked.get(`${component} ${idx}`);
      const { vector } = machine ?? {};
      const isSame =
        vector?.cpuMilli === cpuMilli &&
        vector.memoryMiB === memoryMib &&
        vector.diskMiB === diskMib &&
        vector.gpu === gpu;
      return machine && isSame ? [{ machine, hostId }] : [];
    });
  const machines = machinesOf(gone).map(({ machine }) => machine);
  const standing = machinesOf(claims.filter((one) => !gone.includes(one)));
  const { id, during } = booked.slot;
  const rest = { start: Math.max(tx.now, during.start), end: during.end };
  const isPlain = machines.length + standing.length === claims.length && rest.start < rest.end;
  return isPlain ? [{ slotId: id, during: rest, machines, standing }] : [];
}
