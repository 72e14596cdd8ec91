import { obstacle } from '@patchbay/engine/constraints';
import { readFlat, readySeconds, type DesignModel } from '@patchbay/engine/design';
import { plan, type PlanResult, type Rejection, type Snapshot } from '@patchbay/engine/placement';
import { designPerHourAt, estimateSlot, type Estimate } from '@patchbay/engine/rating';
import { nextSlot, SEARCH_HORIZON, slotProblem } from '@patchbay/engine/scheduling';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { hashOf, newId } from '../../db/ids.ts';
import { replyTo } from '../../db/idempotency.ts';
import { sqlState, type Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as designs from '../designs/service.ts';
import { nameOfNew } from '../environments/names.ts';
import * as environments from '../environments/service.ts';
import type { BookResultDto, QuoteDto, ReservationDto } from './dto.ts';
import * as repository from './repository.ts';
import { slotDto } from './slot-dto.ts';

export interface Asked {
  readonly designId: string;
  readonly revision: number;
  readonly start: string;
  readonly end: string;
  /** Only there; else wherever it fits. */
  readonly siteId?: string | undefined;
  /** Another slot of an environment, which finds its data and addresses again. */
  readonly environmentId?: string | undefined;
}

/** Whether a design fits into a slot, what it would cost, and if not why and when next. Holds nothing. */
export async function quote(actor: Actor, input: Asked): Promise<QuoteDto> {
  const subject = await readSubject(actor, input);
  return answer(subject, await survey(actor, subject));
}

/** How often a lost race is planned again on fresh data (reliability 3.2, rule 1). */
const MAX_PLANS = 5;

/** SQLSTATE of an exclusion constraint: the slots of one environment never overlap (migrations/0002_walls.sql). */
const EXCLUDED = '23P01';

/** Books the slot all or nothing (CAP-2), at the price the caller saw, once per key. */
export async function book(
  actor: Actor,
  input: Asked & { key: string; zone: string; expectedTotalMinor: number },
): Promise<BookResultDto> {
  // A retry is answered first: by now its own claim may be what fills the slot.
  const known = await actor.app.db.app.tx(actor.member, (tx) => replyTo(tx, actor.member.accountId, input));
  if (known) return known.reply as BookResultDto;
  const subject = await readSubject(actor, input);
  for (let tries = 1; tries <= MAX_PLANS; tries += 1) {
    const solved = await survey(actor, subject);
    if (!solved.plan.fits) return { outcome: 'full', quote: answer(subject, solved) };
    if (solved.estimate.minor !== input.expectedTotalMinor) {
      throw new PatchbayError(
        'PRICE_CHANGED',
        'The price is no longer the one you saw. Nothing was booked; look at the new price and confirm again.',
      );
    }
    const outcome = await claim(actor, input, subject, solved.plan, solved.estimate).catch(
      (error: unknown) => {
        // Two booked one environment at the same moment, and the other one was first.
        throw sqlState(error) === EXCLUDED ? overlapping('CONFLICT') : error;
      },
    );
    if (outcome.outcome === 'confirmed' || outcome.outcome === 'replay') {
      actor.app.wake();
      return outcome.reply as BookResultDto;
    }
    if (outcome.outcome === 'key-reused')
      throw new PatchbayError('KEY_REUSED', 'This key was used for another booking. Nothing was changed.');
    if (outcome.outcome === 'past')
      throw new PatchbayError(
        'NOT_BOOKABLE',
        'This slot has begun in the meantime. Nothing was booked; choose a later start.',
      );
  }
  return { outcome: 'full', quote: answer(subject, await survey(actor, subject)) };
}

/** Where it has to be, and what the environment is called that lives there already. */
interface Bound {
  readonly siteId: string;
  readonly hostIds: readonly string[];
  readonly name: string | null;
}

interface Subject {
  readonly design: { id: string; name: string; revision: number };
  readonly model: DesignModel;
  readonly book: catalogs.PriceBookVersion;
  readonly slot: Interval;
  /** Null when any place will do. */
  readonly bound: Bound | null;
  readonly again: boolean;
}

/** Reads what is asked for and refuses what cannot be booked at all, with the same checker as the browser (CST-1). */
async function readSubject({ app, member }: Actor, input: Asked): Promise<Subject> {
  const slot = { start: Date.parse(input.start), end: Date.parse(input.end) };
  return app.db.app.tx(member, async (tx) => {
    const problem = slotProblem(slot, tx.now);
    if (problem) throw new PatchbayError('NOT_BOOKABLE', SLOT_SENTENCES[problem], { issues: [problem] });
    const design = await designs.read(tx, member.accountId, input.designId, input.revision);
    const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
    const stop = obstacle(design.document, catalog);
    if (stop)
      throw new PatchbayError(
        'NOT_BOOKABLE',
        'The design has a problem that must be fixed first. Nothing was booked.',
        { issues: [stop.id] },
      );
    const model = readFlat(design.document, catalog);
    if (model.parts.length === 0)
      throw new PatchbayError('NOT_BOOKABLE', 'The design is empty. Add a part first.', {
        issues: ['empty'],
      });
    const book = await catalogs.currentPriceBook(tx);
    const bound = await boundTo(tx, member.accountId, input, slot);
    return {
      design: { id: design.id, name: design.name, revision: design.revision },
      model,
      book,
      slot,
      bound,
      again: input.environmentId !== undefined,
    };
  });
}

const SLOT_SENTENCES = {
  order: 'The slot ends before it starts. Choose a later end.',
  'too-short': 'A slot is at least 5 minutes long.',
  'too-long': 'A slot is at most 31 days long.',
  past: 'This start has passed already. Choose a later one.',
  'too-far': 'Slots can be booked at most 400 days ahead.',
} as const;

interface Solved {
  readonly plan: PlanResult;
  readonly whyNotReal: Rejection | null;
  readonly next: Interval | null;
  /** Of the site it fits on; null where it fits nowhere. */
  readonly grade: number | null;
  readonly estimate: Estimate;
}

/** Kept data can only be found again where it lies. */
async function boundTo(
  tx: Tx,
  accountId: string,
  { siteId, environmentId, designId }: Asked,
  slot: Interval,
): Promise<Bound | null> {
  if (environmentId === undefined) return siteId === undefined ? null : { siteId, hostIds: [], name: null };
  const home = await environments.homeOf(tx, accountId, environmentId);
  if (!home || home.designId !== designId) throw notFound('environment');
  if (await repository.overlapsSlot(tx, environmentId, slot)) throw overlapping('NOT_BOOKABLE');
  return { siteId: home.siteId, hostIds: home.dataOn, name: home.name };
}

function overlapping(code: 'NOT_BOOKABLE' | 'CONFLICT'): PatchbayError {
  return new PatchbayError(
    code,
    'This environment has another slot at that time. Nothing was booked; choose a time beside it.',
    { issues: ['overlap'] },
  );
}

async function survey({ app }: Actor, { model, slot, bound, book }: Subject): Promise<Solved> {
  const horizonEnd = slot.end + SEARCH_HORIZON;
  const [whole, grades] = await app.db.platform.tx(null, async (tx) => [
    await dataCenter.snapshot(tx, { ...slot, horizonEnd }),
    await dataCenter.siteGrades(tx),
  ]);
  const seen = bound ? within(whole, bound) : whole;
  const solved = plan(model, seen, slot);
  const grade = (solved.fits && grades.get(solved.siteId)) || null;
  return {
    grade,
    estimate: estimateSlot(model, book.book, slot, grade),
    plan: solved,
    whyNotReal: bound ? null : whyNotReal(solved, seen),
    next: solved.fits ? null : nextSlot(model, seen, slot, horizonEnd),
  };
}

/** Of what was passed over, the real sites: that machines will be simulated must not come as a surprise. */
function whyNotReal(solved: PlanResult, { sites }: Snapshot): Rejection | null {
  if (!solved.fits || solved.real) return null;
  const real = new Set(sites.filter((site) => site.real).map(({ id }) => id));
  const reasons = solved.passedOver.reasons.filter(({ siteId }) => real.has(siteId));
  return reasons.length === 0 ? null : { reasons };
}

function within(seen: Snapshot, { siteId, hostIds }: Bound): Snapshot {
  return {
    ...seen,
    sites: seen.sites.filter(({ id }) => id === siteId),
    hosts: hostIds.length === 0 ? seen.hosts : seen.hosts.filter(({ id }) => hostIds.includes(id)),
  };
}

function answer({ model, book, slot }: Subject, solution: Solved): QuoteDto {
  const { plan: solved, whyNotReal, next, grade, estimate } = solution;
  return {
    fits: solved.fits,
    slot: slotDto(slot),
    siteName: solved.fits ? solved.siteName : null,
    real: solved.fits ? solved.real : null,
    currency: book.book.currency,
    perHourMicros: designPerHourAt(model, book.book, slot.start, { grade }),
    totalMicros: estimate.expectedMicros,
    totalMinor: estimate.minor,
    estimate,
    priceBookVersionId: book.id,
    readySeconds: readySeconds(model),
    rejection: solved.fits ? null : solved.rejection,
    whyNotReal,
    next: next && slotDto(next),
  };
}

async function claim(
  { app, person, member }: Actor,
  input: { key: string; zone: string } & Asked,
  subject: Subject,
  solved: PlanResult & { fits: true },
  estimate: Estimate,
) {
  const ids = {
    environmentId: input.environmentId ?? newId('env'),
    reservationId: newId('res'),
    slotId: newId('slot'),
  };
  const { key, ...body } = input;
  return app.db.app.tx(member, async (tx) => {
    const name = subject.bound?.name ?? (await nameOfNew(tx, member.accountId, subject.design.name));
    const reservation: ReservationDto = {
      id: ids.reservationId,
      environmentId: ids.environmentId,
      designId: subject.design.id,
      name,
      revision: subject.design.revision,
      slot: slotDto(subject.slot),
      zone: input.zone,
      state: 'scheduled',
      waitsFor: null,
      siteName: solved.siteName,
      totalMicros: estimate.expectedMicros,
      chargedMicros: 0,
      currency: subject.book.book.currency,
      bookedAt: new Date(tx.now).toISOString(),
    };
    const reply: BookResultDto = { outcome: 'booked', reservation };
    const outcome = await repository.claim(tx, {
      accountId: member.accountId,
      key,
      bodyHash: hashOf(body),
      reply,
      personId: person.id,
      environmentId: ids.environmentId,
      reservationId: ids.reservationId,
      channelId: member.channelId,
      designId: subject.design.id,
      revision: subject.design.revision,
      name,
      siteId: solved.siteId,
      priceBookVersionId: subject.book.id,
      zone: input.zone,
      recurrence: null,
      again: subject.again,
      prepare: solved.real,
      totalMicros: estimate.expectedMicros,
      slots: [{ id: ids.slotId, no: 1, ...slotDto(subject.slot) }],
      hostClaims: solved.hosts.map(({ vector, ...where }) => ({ ...where, ...vector })),
      poolClaims: solved.pools,
    });
    if (outcome.outcome === 'confirmed') await environments.changed(tx, ids.environmentId);
    return outcome;
  });
}
