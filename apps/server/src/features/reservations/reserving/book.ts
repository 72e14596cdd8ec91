import { designPerHourAt } from '@patchbay/engine/rating';
import { readySeconds, type DesignModel } from '@patchbay/engine/design';
import { plan, type PlanResult, type Rejection, type Snapshot } from '@patchbay/engine/placement';
import { nextSlot, SEARCH_HORIZON, slotProblem } from '@patchbay/engine/scheduling';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import { replyTo } from '../../../db/idempotency.ts';
import { PatchbayError } from '../../../errors.ts';
import * as demand from '../../demand/service.ts';
import { countClaim } from '../../../metrics.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import { claim, MAX_PLANS } from './claim.ts';
import type { BookResultDto, QuoteDto } from '../dto.ts';
import { budgetFor, priceOf, type Price } from './price.ts';
import * as repository from '../repository.ts';
import { slotDto } from '../slot-dto.ts';
import { comparePrice, overlapping, refuseAtCap } from './refusals.ts';
import { readSubject, within, type Subject, type Wanted } from './subject.ts';

export interface Asked extends Wanted {
  readonly start: string;
  readonly end: string;
}

/** Whether a design fits into a slot, what it would cost, and if not why and when next. Holds nothing. */
export async function quote(actor: Actor, input: Asked): Promise<QuoteDto> {
  const asked = await read(actor, input);
  const solved = await survey(actor, asked);
  if (!solved.plan.fits) {
    const { designId, revision, environmentId, start, end } = input;
    const search = [designId, revision, environmentId, start, end];
    await demand.note(actor.app, actor.member.accountId, search, solved.plan.rejection);
  }
  return answer(actor, asked, solved);
}

/** Books the slot all or nothing (CAP-2), at the price the caller saw, once per key. */
export async function book(
  actor: Actor,
  input: Asked & { key: string; zone: string; expectedTotalMinor: number },
): Promise<BookResultDto> {
  // A retry is answered first: by now its own claim may be what fills the slot.
  const known = await actor.app.db.app.tx(actor.member, (tx) => replyTo(tx, actor.member.accountId, input));
  if (known) return known.reply as BookResultDto;
  const asked = await read(actor, input);
  for (let tries = 1; tries <= MAX_PLANS; tries += 1) {
    const solved = await survey(actor, asked);
    if (!solved.plan.fits) {
      countClaim('no-room');
      return { outcome: 'full', quote: await answer(actor, asked, solved) };
    }
    comparePrice(solved.price.sum.minor, input.expectedTotalMinor);
    refuseAtCap(await budgetOf(actor, asked, solved));
    const { siteId: id, siteName: name, real, hosts, pools } = solved.plan;
    const slots = [{ slot: asked.slot, micros: solved.price.sum.expectedMicros, hosts, pools }];
    const result = await claim(actor, input, asked.subject, {
      place: { id, name, real },
      reservations: [{ recurrence: null, overrides: null, slots }],
    });
    if (result) return result;
  }
  return { outcome: 'full', quote: await answer(actor, asked, await survey(actor, asked)) };
}

interface Read {
  readonly subject: Subject;
  readonly model: DesignModel;
  readonly slot: Interval;
}

async function read({ app, member }: Actor, input: Asked): Promise<Read> {
  const slot = { start: Date.parse(input.start), end: Date.parse(input.end) };
  return app.db.app.tx(member, async (tx) => {
    const problem = slotProblem(slot, tx.now);
    if (problem) throw new PatchbayError('NOT_BOOKABLE', SLOT_SENTENCES[problem], { issues: [problem] });
    const subject = await readSubject(tx, member.accountId, input, [null]);
    const [model] = subject.models;
    if (!model) throw new Error('a subject without a design');
    if (input.environmentId !== undefined && (await repository.overlapsSlot(tx, input.environmentId, slot)))
      throw overlapping('NOT_BOOKABLE');
    return { subject, model, slot };
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
  /** Of the site it fits on; null where it fits nowhere. */
  readonly grade: number | null;
  readonly price: Price;
  readonly whyNotReal: Rejection | null;
  readonly next: Interval | null;
}

async function survey(
  { app }: Actor,
  { subject: { bound, book: version }, model, slot }: Read,
): Promise<Solved> {
  const horizonEnd = slot.end + SEARCH_HORIZON;
  const [whole, grades] = await app.db.platform.tx(null, async (tx) => [
    await dataCenter.snapshot(tx, { ...slot, horizonEnd }),
    await dataCenter.siteGrades(tx),
  ]);
  const seen = within(whole, bound);
  const solved = plan(model, seen, slot);
  const grade = (solved.fits && grades.get(solved.siteId)) || null;
  return {
    plan: solved,
    grade,
    price: priceOf([{ model, slot }], version, grade),
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

function budgetOf(actor: Actor, { subject, model, slot }: Read, { plan: { fits }, price, grade }: Solved) {
  const terms = { price, book: subject.book, grade };
  return budgetFor(actor, actor.member.channelId, fits ? [{ model, slot }] : [], terms);
}

async function answer(actor: Actor, asked: Read, all: Solved): Promise<QuoteDto> {
  const {
    subject: { book: version },
    model,
    slot,
  } = asked;
  const { plan: solved, grade, price, whyNotReal: notReal, next } = all;
  return {
    fits: solved.fits,
    slot: slotDto(slot),
    siteName: solved.fits ? solved.siteName : null,
    real: solved.fits ? solved.real : null,
    currency: version.book.currency,
    perHourMicros: designPerHourAt(model, version.book, slot.start, { grade }),
    totalMicros: price.sum.expectedMicros,
    totalMinor: price.sum.minor,
    estimate: price.sum,
    priceBookVersionId: version.id,
    readySeconds: readySeconds(model),
    rejection: solved.fits ? null : solved.rejection,
    whyNotReal: notReal,
    next: next && slotDto(next),
    budget: await budgetOf(actor, asked, all),
  };
}
