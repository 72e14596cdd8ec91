import { obstacle } from '@patchbay/engine/constraints';
import { readDesign, readySeconds, type DesignModel } from '@patchbay/engine/design';
import { plan, type PlanResult, type Snapshot } from '@patchbay/engine/placement';
import { designPerHour, estimateSlot } from '@patchbay/engine/rating';
import { can } from '@patchbay/engine/reservation';
import { nextSlot, SEARCH_HORIZON, slotProblem } from '@patchbay/engine/scheduling';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { hashOf, newId } from '../../db/ids.ts';
import { once, replyTo } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as designs from '../designs/service.ts';
import * as environments from '../environments/service.ts';
import * as invoices from '../invoices/service.ts';
import type { BookResultDto, QuoteDto, ReservationDto } from './dto.ts';
import * as repository from './repository.ts';

export interface Asked {
  readonly designId: string;
  readonly revision: number;
  readonly start: string;
  readonly end: string;
}

/** Whether a design fits into a slot, what it would cost, and if not why and when next. Holds nothing. */
export async function quote(actor: Actor, input: Asked): Promise<QuoteDto> {
  const subject = await readSubject(actor, input);
  return answer(subject, await survey(actor, subject));
}

/** How often a lost race is planned again on fresh data (reliability 3.2, rule 1). */
const MAX_PLANS = 5;

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
    if (subject.total.minor !== input.expectedTotalMinor) {
      throw new PatchbayError(
        'PRICE_CHANGED',
        'The price is no longer the one you saw. Nothing was booked; look at the new price and confirm again.',
      );
    }
    const outcome = await claim(actor, input, subject, solved.plan);
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

export async function list({ app, member }: Actor): Promise<ReservationDto[]> {
  const rows = await app.db.app.tx(member, async (tx) => {
    const found = await repository.reservationsOf(tx, member.accountId);
    const names = await environments.namesOf(
      tx,
      member.accountId,
      found.map((row) => row.slot.environmentId),
    );
    const sites = await dataCenter.siteNames(tx);
    const charged = await invoices.chargedByReservation(
      tx,
      member.accountId,
      found.map((row) => row.reservation.id),
    );
    return Promise.all(
      found.map(async (row) => ({
        ...reservationDto(
          row,
          names.get(row.slot.environmentId) ?? '',
          sites.get(row.reservation.siteId) ?? '',
        ),
        chargedMicros: charged.get(row.reservation.id) ?? 0,
        currency: (await catalogs.priceBookVersion(tx, row.reservation.priceBookVersionId)).book.currency,
      })),
    );
  });
  return rows;
}

/** Cancels a slot that has not begun, or ends one that has. What was used until now stays charged. */
export async function release(
  { app, member }: Actor,
  input: { key: string; reservationId: string },
): Promise<{ ok: true }> {
  const reply = await app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<{ ok: true }> => {
      const row = await repository.reservationById(tx, member.accountId, input.reservationId);
      if (!row) throw notFound('reservation');
      if (!can.release(row.slot.state))
        throw new PatchbayError('CONFLICT', 'This reservation has ended already. Nothing was changed.');
      await repository.markReleased(tx, row.reservation.id);
      if (can.cancel(row.slot.state)) await cancel(tx, row.slot.id, row.slot.environmentId, row.slot.during);
      else await endNow(tx, row.slot.id, row.slot.environmentId, row.slot.during);
      return { ok: true };
    }),
  );
  app.wake();
  return reply;
}

async function cancel(tx: Tx, slotId: string, environmentId: string, during: Interval): Promise<void> {
  if (!(await repository.moveSlot(tx, slotId, 'cancel', 'cancelled', null))) throw changedMeanwhile();
  await repository.releaseClaims(tx, slotId, during.start);
  await environments.cancelled(tx, slotId, environmentId);
}

/** The slot ends now; its claims live on until the machines are really gone. */
async function endNow(tx: Tx, slotId: string, environmentId: string, during: Interval): Promise<void> {
  const end = Math.max(tx.now, during.start + 1000);
  if (!(await repository.endAt(tx, slotId, { start: during.start, end: Math.min(end, during.end) })))
    throw changedMeanwhile();
  await environments.endEarly(tx, slotId, environmentId);
}

function changedMeanwhile(): PatchbayError {
  return new PatchbayError('CONFLICT', 'The slot changed in the meantime. Nothing was done; look again.');
}

interface Subject {
  readonly design: { id: string; name: string; revision: number };
  readonly model: DesignModel;
  readonly book: catalogs.PriceBookVersion;
  readonly slot: Interval;
  readonly total: { micros: number; minor: number };
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
    const model = readDesign(design.document, catalog);
    if (model.parts.length === 0)
      throw new PatchbayError('NOT_BOOKABLE', 'The design is empty. Add a part first.', {
        issues: ['empty'],
      });
    const book = await catalogs.currentPriceBook(tx);
    return {
      design: { id: design.id, name: design.name, revision: design.revision },
      model,
      book,
      slot,
      total: estimateSlot(model, book.book, slot),
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
  readonly next: Interval | null;
}

async function survey({ app }: Actor, { model, slot }: Subject): Promise<Solved> {
  const horizonEnd = slot.end + SEARCH_HORIZON;
  const seen: Snapshot = await app.db.platform.tx(null, (tx) =>
    dataCenter.snapshot(tx, { ...slot, horizonEnd }),
  );
  const solved = plan(model, seen, slot);
  return { plan: solved, next: solved.fits ? null : nextSlot(model, seen, slot, horizonEnd) };
}

function answer({ model, book, slot, total }: Subject, { plan: solved, next }: Solved): QuoteDto {
  return {
    fits: solved.fits,
    slot: slotDto(slot),
    siteName: solved.fits ? solved.siteName : null,
    currency: book.book.currency,
    perHourMicros: designPerHour(model, book.book),
    totalMicros: total.micros,
    totalMinor: total.minor,
    priceBookVersionId: book.id,
    readySeconds: readySeconds(model),
    rejection: solved.fits ? null : solved.rejection,
    next: next && slotDto(next),
  };
}

async function claim(
  { app, person, member }: Actor,
  input: { key: string; zone: string } & Asked,
  subject: Subject,
  solved: PlanResult & { fits: true },
) {
  const ids = { environmentId: newId('env'), reservationId: newId('res'), slotId: newId('slot') };
  const { key, ...body } = input;
  return app.db.app.tx(member, (tx) => {
    const reservation: ReservationDto = {
      id: ids.reservationId,
      environmentId: ids.environmentId,
      designId: subject.design.id,
      name: subject.design.name,
      revision: subject.design.revision,
      slot: slotDto(subject.slot),
      zone: input.zone,
      state: 'scheduled',
      siteName: solved.siteName,
      totalMicros: subject.total.micros,
      chargedMicros: 0,
      currency: subject.book.book.currency,
      bookedAt: new Date(tx.now).toISOString(),
    };
    const reply: BookResultDto = { outcome: 'booked', reservation };
    return repository.claim(tx, {
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
      name: subject.design.name,
      siteId: solved.siteId,
      priceBookVersionId: subject.book.id,
      zone: input.zone,
      recurrence: null,
      totalMicros: subject.total.micros,
      slots: [{ id: ids.slotId, no: 1, ...slotDto(subject.slot) }],
      hostClaims: solved.hosts.map(({ vector, ...where }) => ({ ...where, ...vector })),
      poolClaims: solved.pools,
    });
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof repository.bySlot>>>;

function reservationDto(
  { reservation, slot }: Row,
  name: string,
  siteName: string,
): Omit<ReservationDto, 'chargedMicros' | 'currency'> {
  return {
    id: reservation.id,
    environmentId: reservation.environmentId,
    designId: reservation.designId,
    name,
    revision: reservation.revision,
    slot: slotDto(slot.during),
    zone: reservation.zone,
    state: slot.state,
    siteName,
    totalMicros: reservation.totalMicros,
    bookedAt: new Date(reservation.bookedAt).toISOString(),
  };
}

function slotDto({ start, end }: Interval): { start: string; end: string } {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}
