import { obstacle } from '@patchbay/engine/constraints';
import {
  designNotes,
  fixedChanges,
  isWithinLimits,
  readFlat,
  withOverrides,
  type Copy,
  type DesignModel,
  type FixedValue,
  type VersionNote,
} from '@patchbay/engine/design';
import { planKeeping, type PlanResult } from '@patchbay/engine/placement';
import { designPerHourAt } from '@patchbay/engine/rating';
import { can, stateAt } from '@patchbay/engine/reservation';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import * as designs from '../../designs/service.ts';
import { effectOf, type Effect } from '../../environments/making/effect.ts';
import { firstNames } from '../../environments/power/names.ts';
import * as environments from '../../environments/service.ts';
import { bookedDesign } from '../booked-design.ts';
import type { MachinesDto, RevisionQuoteDto } from '../dto.ts';
import * as placed from '../placed.ts';
import * as repository from '../repository.ts';
import type { Booked } from '../slots.ts';
import { budgetFor, priceOf, type Price } from './price.ts';
import { within } from './subject.ts';

export interface RevisionAsked {
  readonly environmentId: string;
  readonly revision: number;
}

/** An environment that runs, and the design that it is to go on with. */
export interface Going {
  readonly booked: Booked;
  readonly before: DesignModel;
  readonly after: DesignModel;
  readonly revision: number;
  readonly notes: readonly VersionNote[];
  readonly fixed: readonly FixedValue[];
  readonly problem: string | null;
  /** From now to the end of the slot. */
  readonly rest: Interval;
  /** Slots of the environment that are booked after this one. */
  readonly later: number;
  readonly book: catalogs.PriceBookVersion;
  readonly grade: number | null;
}

/** What would become of an environment that runs with another revision of its design. Changes nothing. */
export async function quoteRevision(actor: Actor, asked: RevisionAsked): Promise<RevisionQuoteDto> {
  const going = await readGoing(actor, asked);
  return answer(actor, going, await solve(actor, going));
}

export async function readGoing({ app, member }: Actor, asked: RevisionAsked): Promise<Going> {
  return app.db.app.tx(member, async (tx) => {
    const booked = await repository.byEnvironment(tx, member.accountId, asked.environmentId);
    if (!booked) throw notFound('environment');
    const { slot, reservation } = booked;
    if (!can.switchMachines(stateAt(slot.state, slot.during.end, tx.now)))
      throw new PatchbayError(
        'CONFLICT',
        'Changes are applied while a slot is running. Nothing was changed; slots ahead are given another revision where their times are changed.',
      );
    const old = await bookedDesign(tx, booked);
    const next = await designs.opened(tx, member.accountId, reservation.designId, asked.revision);
    const document = withOverrides(next.design.document, reservation.overrides);
    const stop = isWithinLimits(document) ? obstacle(document, next.catalog) : { id: 'too-large' };
    return {
      booked,
      before: readFlat(old.document, old.catalog),
      after: readFlat(document, next.catalog),
      revision: asked.revision,
      notes: designNotes(old.document, document, next.catalog),
      fixed: fixedChanges(old.document, document, next.catalog),
      problem: stop?.id ?? null,
      rest: { start: tx.now, end: slot.during.end },
      later: (await repository.openSlotsOf(tx, slot.environmentId, [slot.id])).length,
      book: await catalogs.currentPriceBook(tx),
      grade: (await dataCenter.siteGrades(tx)).get(reservation.siteId) ?? null,
    };
  });
}

/** A plan for the rest of a slot, and the number of the one that it follows (REP-1). */
export interface Solved {
  readonly result: PlanResult;
  readonly parentNo: number;
}

/** Plans the rest of the slot: what stands keeps its host wherever that can be. */
export async function solve({ app, member }: Actor, { booked, after, rest }: Going): Promise<Solved> {
  const { slot } = booked;
  return app.db.platform.tx(member, async (tx) => {
    const home = await environments.homeOf(tx, slot.accountId, slot.environmentId);
    if (!home) throw notFound('environment');
    const window = { ...rest, horizonEnd: rest.end };
    const seen = await dataCenter.snapshot(tx, window, new Set([slot.id]));
    const bound = { siteId: home.siteId, hostIds: home.dataOn, name: home.name };
    const result = planKeeping(after, within(seen, bound), rest, await standing(tx, slot.id));
    return { result, parentNo: await placed.currentPlan(tx, slot.id) };
  });
}

async function standing(tx: Tx, slotId: string) {
  const claims = await placed.hostClaimsOf(tx, slotId);
  return claims.map(({ component, idx, hostId, cpuMilli, memoryMib, diskMib, gpu }) => ({
    component,
    idx,
    hostId,
    vector: { cpuMilli, memoryMiB: memoryMib, diskMiB: diskMib, gpu },
  }));
}

export function restPrice({ after, rest, book, grade }: Going): Price {
  return priceOf([{ model: after, slot: rest }], book, grade);
}

const NOBODY: Effect = { kept: [], remade: [], added: [], removed: [] };

function budgetOf(actor: Actor, going: Going, fits: boolean) {
  const { booked, after, rest, book, grade } = going;
  const planned = fits ? [{ model: after, slot: rest }] : [];
  const terms = { price: restPrice(going), book, grade, instead: [booked.slot.id] };
  return budgetFor(actor, booked.reservation.channelId, planned, terms);
}

export async function answer(
  actor: Actor,
  going: Going,
  { result: solved }: Solved,
): Promise<RevisionQuoteDto> {
  const { app } = actor;
  const { booked, before, after, rest, book, grade } = going;
  const { effect, old } = await app.db.platform.tx(null, async (tx) => ({
    effect: solved.fits
      ? await effectOf(tx, { booked, before, after, hosts: solved.hosts, real: solved.real })
      : NOBODY,
    old: await catalogs.priceBookVersion(tx, booked.reservation.priceBookVersionId),
  }));
  const price = restPrice(going).sum;
  const where = { grade };
  return {
    from: booked.reservation.revision,
    to: going.revision,
    notes: [...going.notes],
    fixed: going.fixed.map(({ of, label }) => ({ of, label })),
    problem: going.problem,
    fits: solved.fits,
    rejection: solved.fits ? null : solved.rejection,
    later: going.later,
    machines: {
      kept: machinesDto(after, effect.kept),
      remade: machinesDto(after, effect.remade),
      added: machinesDto(after, effect.added),
      removed: machinesDto(before, effect.removed),
    },
    end: new Date(rest.end).toISOString(),
    currency: book.book.currency,
    perHourBeforeMicros: designPerHourAt(before, old.book, rest.start, where),
    perHourMicros: designPerHourAt(after, book.book, rest.start, where),
    restBeforeMicros: priceOf([{ model: before, slot: rest }], old, grade).sum.expectedMicros,
    restMicros: price.expectedMicros,
    restMinor: price.minor,
    estimate: price,
    budget: await budgetOf(actor, going, solved.fits),
  };
}

function machinesDto(model: DesignModel, machines: readonly Copy[]): MachinesDto {
  return { count: machines.length, names: firstNames(model, machines) };
}
