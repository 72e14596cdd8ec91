import {
  allHosted,
  byInterface,
  copies,
  readFlat,
  startSeconds,
  segments,
  type DesignModel,
  type Part,
} from '@patchbay/engine/design';
import { stateAt } from '@patchbay/engine/reservation';
import { designPerHourAt } from '@patchbay/engine/rating';
import type { Actor, App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import type { AttentionDto } from '../data-center/dto.ts';
import * as designs from '../designs/service.ts';
import * as invoices from '../invoices/service.ts';
import * as members from '../members/service.ts';
import { bookedDesign } from '../reservations/booked-design.ts';
import * as slots from '../reservations/slots.ts';
import * as usage from '../usage/service.ts';
import type { EnvironmentDto, PartDto, StageDto } from './dto.ts';
import { dataOf } from './data.ts';
import * as kept from './kept.ts';
import * as outbox from './outbox.ts';
import * as repository from './repository.ts';
import { spareDtos } from './spares.ts';
import { startAgain } from './start-again.ts';
import { lostHosts } from './waits.ts';

export async function get({ app, member }: Actor, id: string): Promise<EnvironmentDto> {
  return app.db.app.tx(member, (tx) => read(app, tx, member.accountId, id));
}

export const changed = (tx: Tx, id: string) => repository.notify(tx, id);

export { chooseSite } from './repository.ts';

/** What an environment is called, where it lives, and the hosts that its data lies on; a site's own storage binds it to no host. */
export async function homeOf(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<{ name: string; designId: string; siteId: string; dataOn: string[] } | null> {
  const row = await repository.environmentById(tx, accountId, id);
  if (!row) return null;
  const volumes = await kept.volumesOf(tx, id);
  const dataOn = [...new Set(volumes.map(({ host }) => host))].filter((host) => host !== row.siteId);
  return { name: row.name, designId: row.designId, siteId: row.siteId, dataOn };
}

/** The whole state of an environment, as it is stored at this instant. */
async function read(app: App, tx: Tx, accountId: string, id: string): Promise<EnvironmentDto> {
  const row = await repository.environmentById(tx, accountId, id);
  const booked = await slots.byEnvironment(tx, accountId, id);
  if (!row || !booked) throw notFound('environment');
  const { reservation, slot } = booked;
  const design = await bookedDesign(tx, booked);
  const { book } = await catalogs.priceBookVersion(tx, reservation.priceBookVersionId);
  const model = readFlat(design.document, design.catalog);
  const sites = await dataCenter.siteNames(tx);
  const grades = await dataCenter.siteGrades(tx);
  const real = (await dataCenter.driverOf(tx, row.siteId)) !== 'simulated';
  return {
    id,
    name: row.name,
    state: stateAt(slot.state, slot.during.end, tx.now),
    slot: slotOf(slot.during),
    designId: row.designId,
    reservationId: reservation.id,
    revision: reservation.revision,
    newestRevision: (await designs.current(tx, accountId, [row.designId]))[0]?.revision ?? null,
    changing: await outbox.isOpen(tx, slot.id, 'change'),
    catalogVersionId: design.catalogVersionId,
    abstractions: design.abstractions,
    document: design.document,
    generation: row.generation,
    siteName: sites.get(row.siteId) ?? '',
    zone: reservation.zone,
    simulated: !real,
    parts: await partDtos(app, tx, model, row.id),
    stages: await stageDtos(tx, model, row, real),
    events: (await repository.eventsOf(tx, id)).map(({ id: eventId, at, code, values }) => ({
      id: eventId,
      at: iso(at),
      code,
      values,
    })),
    currency: book.currency,
    perHourMicros: designPerHourAt(model, book, Math.max(tx.now, slot.during.start), {
      grade: grades.get(reservation.siteId) ?? null,
    }),
    chargedMicros: (await invoices.chargedBySlot(tx, accountId, [slot.id])).get(slot.id) ?? 0,
    expectedMicros: slot.totalMicros,
    earlier: await earlierOf(tx, accountId, slot.id),
    downtimes: (await usage.downtimesOf(tx, slot.id, slot.during.end)).map(slotOf),
    down: await usage.isDown(tx, slot.id),
    data: dataOf(model, await kept.volumesOf(tx, row.id)),
    spares: await spareDtos(tx, model, id),
    waitsFor: (await lostHosts(tx, [slot])).get(slot.id) ?? null,
    capped: slot.capped,
    failing: await outbox.failing(tx, slot.id),
    bookedAhead: await slots.isScheduled(tx, id),
    kept: row.dataUntil === null ? null : { until: iso(row.dataUntil) },
    atExpiry: row.atExpiry,
    slotId: slot.id,
    asOf: iso(tx.now),
  };
}

async function earlierOf(tx: Tx, accountId: string, slotId: string): Promise<EnvironmentDto['earlier']> {
  const before = await slots.earlierThan(tx, slotId);
  const [first] = before;
  if (!first) return null;
  const charged = await invoices.chargedBySlot(
    tx,
    accountId,
    before.map(({ id }) => id),
  );
  const sum = (of: (one: (typeof before)[number]) => number) => before.reduce((all, one) => all + of(one), 0);
  return {
    start: iso(first.start),
    chargedMicros: sum(({ id }) => charged.get(id) ?? 0),
    expectedMicros: sum(({ totalMicros }) => totalMicros),
  };
}

async function partDtos(app: App, tx: Tx, model: DesignModel, environmentId: string): Promise<PartDto[]> {
  const rows = await repository.partsOf(tx, environmentId);
  const seen = new Map(rows.map((row) => [`${row.component} ${row.idx}`, row]));
  const open = await reachableHosts(app, rows);
  const addresses = await repository.addressesOf(tx, environmentId);
  const inOrder = byInterface(model, segments(model));
  const hosts = await dataCenter.hostNames(tx);
  const placed = model.parts.filter((part) => part.type.hostedOn === null);
  return placed.flatMap((part) =>
    Array.from({ length: copies(model, part) }, (_, idx): PartDto => {
      const { id: component, name } = part.component;
      const row = seen.get(`${component} ${idx}`);
      return {
        component,
        idx,
        name,
        type: part.type.id,
        state: row?.state ?? 'planned',
        host: row?.host ? (hosts.get(row.host) ?? row.host) : null,
        addresses: addresses
          .filter((a) => a.component === component && a.idx === idx)
          .sort(inOrder)
          .map((a) => a.address),
        observedAt: row ? iso(row.observedAt) : null,
        machine: part.type.layer === 'machine',
        access: part.type.layer === 'machine' && open.has(row?.host ?? null),
        ports: portsOf(model, part),
      };
    }),
  );
}

async function reachableHosts(
  app: App,
  rows: readonly { host: string | null }[],
): Promise<ReadonlySet<string | null>> {
  const open = new Set<string>();
  for (const host of new Set(rows.map((row) => row.host)))
    if (host !== null && (await app.accessOf(host))) open.add(host);
  return open;
}

/** Software that shares a port with other software of its machine is listed once: only one of them can have it. */
function portsOf(model: DesignModel, machine: Part): PartDto['ports'] {
  const services = allHosted(model, machine).flatMap(({ component, type }) => {
    const service = type.personality.install?.service;
    return service ? [{ port: service.port, label: component.name, web: service.web }] : [];
  });
  return services.filter(({ port }, at) => services.findIndex((other) => other.port === port) === at);
}

const STARTING: readonly StageDto['stage'][] = ['bind', 'networks', 'machines', 'start', 'ready'];
/** Paper needs no images. */
const STARTING_REAL: readonly StageDto['stage'][] = [
  'bind',
  'images',
  'networks',
  'machines',
  'start',
  'ready',
];
const ENDING: readonly StageDto['stage'][] = ['stop', 'remove', 'release'];

async function stageDtos(
  tx: Tx,
  model: DesignModel,
  row: repository.EnvironmentRow,
  real: boolean,
): Promise<StageDto[]> {
  const known = new Map(
    (await repository.stagesOf(tx, row.id, row.generation)).map((stage) => [stage.stage, stage]),
  );
  const names = [...(real ? STARTING_REAL : STARTING), ...(known.has('stop') ? ENDING : [])];
  return names.map((stage) => {
    const found = known.get(stage);
    return {
      stage,
      state: found ? (found.endedAt === null ? 'active' : 'done') : 'waiting',
      startedAt: found ? iso(found.startedAt) : null,
      endedAt: found?.endedAt ? iso(found.endedAt) : null,
      typicalSeconds: typicalSeconds(model, stage),
    };
  });
}

function typicalSeconds(model: DesignModel, stage: StageDto['stage']): number {
  const { networks, first, last } = startSeconds(model);
  const known: Partial<Record<StageDto['stage'], number>> = { networks, start: first, ready: last };
  return Math.max(1, known[stage] ?? 1);
}

/** Starts once more what was given up, or has no host any more. */
export async function retry({ app, member }: Actor, id: string): Promise<{ ok: true }> {
  await app.db.platform.tx(member, async (tx) => {
    const booked = await slots.byEnvironment(tx, member.accountId, id);
    if (!booked) throw notFound('environment');
    if (!(await startAgain(tx, booked.slot, 'retried')))
      throw new PatchbayError('CONFLICT', 'There is nothing to try again here. Nothing was changed.');
  });
  app.wake();
  return { ok: true };
}

/** Deletes what was kept for a next slot now rather than when its time is over. */
export async function deleteData({ app, member }: Actor, id: string): Promise<{ ok: true }> {
  await app.db.platform.tx(member, async (tx) => {
    const row = await repository.environmentById(tx, member.accountId, id);
    const booked = await slots.byEnvironment(tx, member.accountId, id);
    if (!row || !booked) throw notFound('environment');
    if (row.dataUntil === null)
      throw new PatchbayError(
        'CONFLICT',
        'This environment has a slot ahead or keeps nothing. Nothing was deleted.',
      );
    const owner = { accountId: member.accountId, environmentId: id, slotId: booked.slot.id };
    await repository.putJob(tx, owner, 'clear', tx.now);
    await repository.notify(tx, id);
  });
  app.wake();
  return { ok: true };
}

/** For the operator: work that failed and is tried again, and what does not run although its slot is under way. */
export async function attention(tx: Tx): Promise<AttentionDto[]> {
  const channels = await members.channelLabels(tx);
  const hosts = await dataCenter.hostNames(tx);
  const hit = (row: { environmentId: string; channelId: string }, since: number) => ({
    environmentId: row.environmentId,
    channel: channels.get(row.channelId) ?? '',
    since: iso(since),
  });
  const failing = (await outbox.troubled(tx)).map((row) => ({
    ...hit(row, row.due),
    what: 'work' as const,
    step: row.job,
    reason: row.problem ?? '',
  }));
  const waiting = (await slots.atAttention(tx)).map((row) => ({
    ...hit(row, row.since),
    ...(row.strandedFrom === null
      ? { what: 'given-up' as const }
      : { what: 'stranded' as const, host: hosts.get(row.strandedFrom) ?? '' }),
  }));
  return [...failing, ...waiting];
}

export const countAt = (tx: Tx, siteId: string) => kept.countAt(tx, siteId);
export const countKeptOn = (tx: Tx, hostIds: readonly string[]) => kept.countKeptOn(tx, hostIds);

/** CPU and memory in use on each host, from the newest samples of the last minute. */
export const usedNow = (tx: Tx) => usage.usedNow(tx);

function slotOf({ start, end }: { start: number; end: number }) {
  return { start: iso(start), end: iso(end) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
