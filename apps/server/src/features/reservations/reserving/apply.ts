import type { PlanResult } from '@patchbay/engine/placement';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import { once, replyTo } from '../../../db/idempotency.ts';
import { sqlState, type Tx } from '../../../db/pool.ts';
import { PatchbayError } from '../../../errors.ts';
import * as environments from '../../environments/going-on.ts';
import { holdCharges } from '../../invoices/open.ts';
import * as usage from '../../usage/service.ts';
import { bookedModel } from '../booked-design.ts';
import type { ApplyResultDto } from '../dto.ts';
import * as catalogs from '../../catalog/service.ts';
import { OVERDRAWN } from '../placed.ts';
import * as repository from '../repository.ts';
import * as revisions from '../revisions.ts';
import { slotDto } from '../slot-dto.ts';
import { claimsOf, MAX_PLANS } from './claim.ts';
import { priceOf } from './price.ts';
import { changedMeanwhile, comparePrice } from './refusals.ts';
import { answer, readGoing, restPrice, solve, type Going, type RevisionAsked } from './revision.ts';

export interface ApplyAsked extends RevisionAsked {
  readonly key: string;
  /** What the rest of the slot was said to cost. */
  readonly expectedTotalMinor: number;
}

type Fitting = Extract<PlanResult, { fits: true }>;

/**
 * Lets an environment that runs go on with another revision of its design, at the price the caller saw, or leaves it as it is
 * (CAP-3). Its slot ends now and is charged up to now; a slot of a new reservation has the rest of its time, at today's prices.
 */
export async function apply(actor: Actor, input: ApplyAsked): Promise<ApplyResultDto> {
  const { app, member } = actor;
  const known = await app.db.app.tx(member, (tx) => replyTo(tx, member.accountId, input));
  if (known) return known.reply as ApplyResultDto;
  for (let tries = 1; tries <= MAX_PLANS; tries += 1) {
    const going = await readGoing(actor, input);
    refuse(going);
    const solved = await solve(actor, going);
    const { result: plan, parentNo } = solved;
    if (!plan.fits) return { outcome: 'full', quote: await answer(actor, going, solved) };
    comparePrice(restMinorOf(going, input.expectedTotalMinor), input.expectedTotalMinor);
    const result = await store(actor, input, going, { plan, parentNo }).catch((error: unknown) => {
      if (sqlState(error) !== OVERDRAWN) throw error;
      return null;
    });
    if (result) {
      app.wake();
      return result;
    }
  }
  const going = await readGoing(actor, input);
  return { outcome: 'full', quote: await answer(actor, going, await solve(actor, going)) };
}

/** The rest of a slot gets shorter while one looks at it, and never dearer by that: a price that has only fallen was agreed to. */
function restMinorOf(going: Going, expected: number): number {
  const { minor } = restPrice(going).sum;
  return minor <= expected ? expected : minor;
}

function refuse({ notes, fixed, problem, booked, revision }: Going): void {
  if (problem !== null)
    throw new PatchbayError(
      'NOT_BOOKABLE',
      'The design has a problem that must be fixed first. What runs goes on as it is.',
      { issues: [problem] },
    );
  if (fixed.length > 0)
    throw new PatchbayError(
      'NOT_BOOKABLE',
      'A parameter that is fixed after the start would change. What runs goes on as it is; book a new slot for that.',
      { issues: fixed.slice(0, 5).map(({ of, label }) => `${of}: ${label}`) },
    );
  if (notes.length === 0 && booked.reservation.revision === revision)
    throw new PatchbayError('CONFLICT', 'This revision runs already. Nothing was changed.');
}

async function store(
  { app, member, person }: Actor,
  input: ApplyAsked,
  going: Going,
  { plan, parentNo }: { plan: Fitting; parentNo: number },
): Promise<ApplyResultDto> {
  const { booked, rest } = going;
  const readings = await environments.readNow(app, booked);
  const ids = { reservationId: newId('res'), slotId: newId('slot') };
  return app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<ApplyResultDto> => {
      const { slot, reservation } = booked;
      await holdCharges(tx, reservation.channelId);
      if (await environments.isChanging(tx, slot.id))
        throw new PatchbayError(
          'CONFLICT',
          'A change is being applied just now. Nothing was changed; wait until it is done.',
        );
      await usage.keepReadings(tx, booked, readings.generation, readings.machines);
      const totals = await totalsOf(tx, going);
      const done = await revisions.applyRevision(
        tx,
        {
          accountId: slot.accountId,
          channelId: reservation.channelId,
          environmentId: slot.environmentId,
          revision: going.revision,
          priceBookVersionId: going.book.id,
          zone: reservation.zone,
          personId: person.id,
          from: { slotId: slot.id, parentNo, totalMicros: totals.before },
          reservations: [
            {
              id: ids.reservationId,
              overrides: reservation.overrides,
              slots: [{ id: ids.slotId, ...slotDto(rest), totalMicros: totals.after, ...claimsOf(plan) }],
            },
          ],
        },
        { from: slot.id, to: ids.slotId },
      );
      if (!done) throw changedMeanwhile();
      const over = await repository.bySlot(tx, slot.id);
      if (!over) throw new Error('the slot that it went on from is gone');
      await usage.settle(tx, over, readings.generation, rest.start);
      await usage.handOver(tx, slot.id, ids);
      await environments.wentOn(tx, { booked, by: person.name, revision: going.revision });
      return { outcome: 'applied', slotId: ids.slotId };
    }),
  );
}

/** What the part of the slot that is over comes to, and what the rest will. */
async function totalsOf(tx: Tx, going: Going): Promise<{ before: number; after: number }> {
  const { booked, rest, grade } = going;
  const old = await catalogs.priceBookVersion(tx, booked.reservation.priceBookVersionId);
  const slot = { start: booked.slot.during.start, end: rest.start };
  const model = await bookedModel(tx, booked);
  return {
    before: priceOf([{ model, slot }], old, grade).sum.expectedMicros,
    after: restPrice(going).sum.expectedMicros,
  };
}
