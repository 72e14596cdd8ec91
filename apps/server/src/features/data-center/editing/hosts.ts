import type { App } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as members from '../../members/service.ts';
import * as dataCenter from '../repository.ts';
import type { EditedDto, HostSpec } from './dto.ts';
import {
  compared,
  judged,
  placing,
  vectorOf,
  type Judged,
  type Short,
  type Standing,
  type Wanted,
} from './edits.ts';
import * as repository from './repository.ts';
import { openSite, refuseReal } from './sites.ts';

/** Of what is in the way this many are named. */
const MAX_NAMED = 20;
/** What an operator says of a real host; the rest is what its engine offers. */
const OF_REAL: readonly (keyof HostSpec)[] = ['name', 'rack', 'rackUnit'];

export async function addHost(
  app: App,
  { siteId, ...spec }: HostSpec & { siteId: string },
): Promise<EditedDto> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockEditing(tx);
    await refuseReal(tx);
    const site = await openSite(tx, siteId);
    if (site.driver !== 'simulated') throw ofEngine();
    return edit(tx, at, { siteId, hostId: null, spec });
  });
}

/** Another name, place, kind or capacity, from now on; what is booked on the host keeps what it has (CAP-1). */
export async function changeHost(
  app: App,
  { hostId, ...spec }: HostSpec & { hostId: string },
): Promise<EditedDto> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockEditing(tx);
    const host = (await dataCenter.hosts(tx)).find(({ id }) => id === hostId);
    if (!host) throw notFound('host');
    return edit(tx, at, { siteId: host.siteId, hostId, spec });
  });
}

async function edit(tx: Tx, at: number, wanted: Wanted): Promise<EditedDto> {
  const site = await openSite(tx, wanted.siteId);
  const standing = await standingAt(tx, [wanted.siteId], at);
  const all = compared([wanted], standing);
  const [one] = all;
  if (wanted.hostId === null && one?.host) throw problemOf('twice');
  const changes = one?.changes ?? [];
  if (site.driver !== 'simulated') {
    if (changes.some((field) => !OF_REAL.includes(field))) throw ofEngine();
  } else if (changes.includes('arch') && !(await archs(tx)).has(wanted.spec.arch)) throw problemOf('arch');
  const ids = placing(all);
  await repository.lockHosts(tx, ids);
  const [found] = judged(all, standing, await repository.claimsOn(tx, ids), at);
  if (!found) throw new Error('one edit came to nothing');
  if (found.short && found.problem?.problem === 'claimed') return claimedDto(tx, found.short);
  if (found.problem) throw problemOf(found.problem.problem);
  const [id = ''] = await write(tx, at, [found]);
  return { outcome: 'done', id };
}

/** Puts judged hosts into the inventory; answers their ids in the same order. */
export async function write(tx: Tx, at: number, all: readonly Judged[]): Promise<string[]> {
  const racks = await racksFor(tx, all);
  const rows = all.map(({ wanted: { siteId, spec }, host, changes }) => {
    const { rack, cpus: _, memoryMiB: _1, diskGiB: _2, gpus: _3, ...facts } = spec;
    const rackId = racks.get(`${siteId} ${rack}`) ?? '';
    return {
      row: { ...facts, id: host?.id ?? newId('host'), siteId, rackId },
      spec,
      isNew: host === null,
      changes,
    };
  });
  const added = rows.filter(({ isNew }) => isNew);
  const changed = rows.filter(({ isNew, changes }) => !isNew && changes.length > 0);
  await repository.insertHosts(
    tx,
    added.map(({ row }) => row),
  );
  await dataCenter.insertCapacity(
    tx,
    added.map(({ row, spec }) => ({ hostId: row.id, ...vectorOf(spec) })),
  );
  await repository.changeHosts(
    tx,
    changed.map(({ row }) => row),
  );
  const other = changed.filter(({ changes }) => changes.some((field) => AMOUNTS.has(field)));
  await repository.setHostCapacities(
    tx,
    at,
    other.map(({ row, spec }) => ({ hostId: row.id, ...vectorOf(spec) })),
  );
  return rows.map(({ row }) => row.id);
}

const AMOUNTS: ReadonlySet<keyof HostSpec> = new Set(['cpus', 'memoryMiB', 'diskGiB', 'gpus']);

/** The racks that hosts are to stand in, by site and name; made where there are none. */
async function racksFor(tx: Tx, all: readonly Judged[]): Promise<Map<string, string>> {
  const siteIds = [...new Set(all.map(({ wanted }) => wanted.siteId))];
  const known = await repository.openRacks(tx, siteIds);
  const found = new Map(known.map(({ id, siteId, name }) => [`${siteId} ${name}`, id]));
  const missing = all
    .map(({ wanted: { siteId, spec } }) => ({ siteId, name: spec.rack }))
    .filter(({ siteId, name }) => !found.has(`${siteId} ${name}`));
  const rows = [...new Map(missing.map((rack) => [`${rack.siteId} ${rack.name}`, rack])).values()].map(
    (rack) => ({ id: newId('rack'), ...rack }),
  );
  await repository.insertRacks(tx, rows);
  for (const { id, siteId, name } of rows) found.set(`${siteId} ${name}`, id);
  return found;
}

/** The hosts of some sites as they would be written down. */
export async function standingAt(tx: Tx, siteIds: readonly string[], at: number): Promise<Standing[]> {
  const racks = new Map((await dataCenter.racks(tx)).map(({ id, name }) => [id, name]));
  const capacities = new Map(
    (await dataCenter.hostCapacities(tx, at, at + 1)).map((row) => [row.hostId, row]),
  );
  const hosts = await dataCenter.hostsAt(tx, siteIds);
  return hosts.map(({ id, siteId, rackId, name, rackUnit, model, arch, clockMhz, year }) => {
    const { cpuMilli, memoryMiB, diskMiB, gpu } = capacities.get(id) ?? {
      cpuMilli: 0,
      memoryMiB: 0,
      diskMiB: 0,
      gpu: 0,
    };
    const spec = {
      name,
      rack: racks.get(rackId) ?? '',
      rackUnit,
      model,
      arch,
      clockMhz,
      year,
      memoryMiB,
      cpus: cpuMilli / 1000,
      diskGiB: diskMiB / 1024,
      gpus: gpu,
    };
    return { id, siteId, spec };
  });
}

/** Processors that some machine of the catalog runs on. */
export async function archs(tx: Tx): Promise<ReadonlySet<string>> {
  const { catalog } = await catalogs.newestCatalog(tx);
  return new Set(catalog.types.flatMap(({ machine }) => (machine ? [machine.arch] : [])));
}

async function claimedDto(tx: Tx, { of, until, by }: Short): Promise<EditedDto> {
  const channels = await members.channelLabels(tx);
  const slots = [...new Map(by.map((claim) => [claim.slotId, claim])).values()];
  return {
    outcome: 'claimed',
    short: of,
    until: new Date(until).toISOString(),
    slots: slots.slice(0, MAX_NAMED).map(({ slotId, channelId, during }) => ({
      slotId,
      channel: channels.get(channelId) ?? '',
      start: new Date(during.start).toISOString(),
      end: new Date(during.end).toISOString(),
    })),
    more: Math.max(0, slots.length - MAX_NAMED),
  };
}

const SENTENCES = {
  twice: 'A host of this site has that name already.',
  'unit-taken': 'A host stands at that unit of the rack already.',
  booked: 'Slots are booked on this host by its processor and clock; drain it first.',
  arch: 'No machine of the catalog runs on that processor.',
};

function problemOf(problem: string): PatchbayError {
  const sentence = SENTENCES[problem as keyof typeof SENTENCES];
  return new PatchbayError('CONFLICT', `${sentence} Nothing was changed.`, { issues: [problem] });
}

function ofEngine(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'What a real host has is what its engine offers: its name, rack and unit alone are written down here. Nothing was changed.',
    { issues: ['real'] },
  );
}
