import type { App } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import { sqlState, type Tx } from '../../db/pool.ts';
import { DriverError, type Probe } from '../../drivers/driver.ts';
import { env } from '../../env.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as environments from '../environments/service.ts';
import * as slots from '../reservations/slots.ts';
import type { ProbeDto } from './dto.ts';
import * as engines from './engines.ts';
import * as repository from './repository.ts';
import { realPools, STORAGE } from './real-pools.ts';

const PROBE_MS = 5000;

/** Processors may be shared, as the operator decides (OpenStack Placement: allocation ratio); memory never is. */
const MAX_CPU_RATIO = 4;

/** What stands behind an address, before it becomes a host. */
export async function probe(app: App, address: string): Promise<ProbeDto> {
  const found = await ask(app, address);
  const known = await app.db.platform.tx(null, (tx) => engines.hostByAddress(tx, address));
  return {
    ...found,
    pingMs: Math.round(found.pingMs),
    limits: [...found.limits],
    hostName: known?.name ?? null,
  };
}

async function ask(app: App, address: string): Promise<Probe> {
  try {
    return await app.drivers.docker.probe(address, { signal: env.limit(PROBE_MS) });
  } catch (error) {
    if (!(error instanceof DriverError)) throw error;
    app.log.warn({ err: error, address }, 'a probe failed');
    if (error.code === 'refused')
      throw new PatchbayError(
        'BAD_INPUT',
        'No engine is looked for at this address. Nothing was changed; an engine is on a private or public address of its host, never on a link-local, multicast or metadata address or a port of this server itself.',
        { issues: ['address'] },
      );
    throw new PatchbayError(
      'BAD_INPUT',
      `Nothing that speaks the Docker Engine API answers at ${address}. Nothing was changed; check that the engine runs and that this server may open its socket.`,
    );
  }
}

export interface NewHost {
  readonly address: string;
  readonly name: string;
  /** An existing site of real hosts, or the name of a new one. */
  readonly site: { readonly id: string } | { readonly name: string };
  readonly rack: string;
  readonly offered: { readonly cpus: number; readonly memoryMiB: number; readonly diskGiB: number };
}

/** Puts an engine into the inventory, as it was probed just now. Its whole offer can be booked from then on. */
export async function add(app: App, input: NewHost): Promise<{ id: string }> {
  const found = await ask(app, input.address);
  const { cpus, memoryMiB } = input.offered;
  if (cpus > found.cpus * MAX_CPU_RATIO || memoryMiB > found.memoryMiB)
    throw new PatchbayError(
      'BAD_INPUT',
      `The host has ${found.cpus} processors, of which each may be offered up to ${MAX_CPU_RATIO} times, and ${found.memoryMiB} MiB. Nothing was changed.`,
    );
  return app.db.platform.tx(null, async (tx) => {
    await engines.lockAdding(tx);
    const known = await engines.hostByAddress(tx, input.address);
    if (known)
      throw new PatchbayError('CONFLICT', `This engine is host ${known.name} already. Nothing was changed.`);
    const siteId = await siteFor(tx, input.site);
    const rackId = await engines.rackFor(tx, { siteId, name: input.rack, id: newId('rack') });
    const id = newId('host');
    await engines.insertEngine(tx, {
      host: {
        id,
        siteId,
        rackId,
        name: input.name,
        rackUnit: await engines.nextUnit(tx, rackId),
        model: found.engine,
        arch: found.arch,
        clockMhz: 0,
        year: new Date(tx.now).getUTCFullYear(),
      },
      capacity: {
        cpuMilli: cpus * 1000,
        memoryMiB,
        diskMiB: input.offered.diskGiB * 1024,
        gpu: 0,
      },
      engine: {
        hostId: id,
        address: input.address,
        engine: found.engine,
        apiVersion: found.apiVersion,
        pingMs: Math.round(found.pingMs),
        limits: [...found.limits],
      },
    });
    await engines.growPool(tx, siteId, STORAGE, input.offered.diskGiB);
    return { id };
  });
}

/** Of this computer's memory, in quarters: the rest is left to whoever sits at it. */
const OWN_MEMORY_QUARTERS = 2;
const OWN_DISK_GIB = 50;

/** The engine of this computer as a host, with a share that leaves it usable. Adding it again changes nothing. */
export async function addOwn(app: App, address: string): Promise<void> {
  if (await app.db.platform.tx(null, (tx) => engines.hostByAddress(tx, address))) return;
  const found = await ask(app, address);
  await add(app, {
    address,
    name: 'this-computer',
    site: { name: 'This computer' },
    rack: 'desk',
    offered: {
      cpus: found.cpus * MAX_CPU_RATIO,
      memoryMiB: Math.floor((found.memoryMiB * OWN_MEMORY_QUARTERS) / 4),
      diskGiB: OWN_DISK_GIB,
    },
  });
}

async function siteFor(tx: Tx, wanted: NewHost['site']): Promise<string> {
  if ('id' in wanted) {
    const site = (await repository.openSites(tx)).find(({ id }) => id === wanted.id);
    if (!site) throw notFound('site');
    if (site.driver === 'docker') return site.id;
    throw new PatchbayError(
      'CONFLICT',
      `${site.name} is simulated, and an environment is never half real. Choose another site or name a new one.`,
    );
  }
  const id = newId('site');
  await engines.insertSite(tx, { id, name: wanted.name, grade: 1, driver: 'docker' }, realPools(id));
  return id;
}

/** Takes a host out of the inventory, once nothing is booked on it or kept there. */
export async function remove(app: App, hostId: string): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const host = (await repository.hosts(tx)).find(({ id }) => id === hostId);
    if (!host || host.status === 'removed') throw notFound('host');
    // Booking takes this lock as well, so nobody comes in between.
    await engines.lockHost(tx, hostId);
    const ahead = await slots.countOnHost(tx, hostId);
    if (ahead > 0)
      throw new PatchbayError(
        'CONFLICT',
        `${ahead === 1 ? 'One slot is' : `${ahead} slots are`} booked on this host. Drain it, and remove it once they are over. Nothing was changed.`,
        { issues: ['booked'] },
      );
    const kept = (await environments.countKeptOn(tx, [hostId])).get(hostId) ?? 0;
    if (kept > 0)
      throw new PatchbayError(
        'CONFLICT',
        `${kept === 1 ? 'One environment keeps' : `${kept} environments keep`} data on this host until their owners delete it or its time is over. Nothing was changed.`,
        { issues: ['kept'] },
      );
    await engines.retireHost(tx, hostId).catch((error: unknown) => {
      throw sqlState(error) === slots.OVERDRAWN ? storageClaimed() : error;
    });
  });
  return { ok: true };
}

/** Storage is counted over all hosts of a site: more may be booked of it than the others have. */
function storageClaimed(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'Storage is booked at this site that its other hosts do not have. Nothing was changed; remove it once that is over.',
    { issues: ['storage'] },
  );
}
