import type { Overrides } from '@patchbay/engine/design';
import type { HostClaim, PoolClaim } from '@patchbay/engine/placement';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import { hashOf, newId } from '../../../db/ids.ts';
import { sqlState } from '../../../db/pool.ts';
import { PatchbayError } from '../../../errors.ts';
import { countClaim } from '../../../metrics.ts';
import { nameOfNew } from '../../environments/names.ts';
import * as environments from '../../environments/service.ts';
import type { ReservationDto } from '../dto.ts';
import { OVERDRAWN } from '../placed.ts';
import * as repository from '../repository.ts';
import { slotDto } from '../slot-dto.ts';
import { EXCLUDED, movedMeanwhile, NOT_THERE, overlapping } from './refusals.ts';
import type { Subject, Wanted } from './subject.ts';

/** A slot that was planned, with what it costs. */
export interface PlannedSlot {
  readonly slot: Interval;
  readonly micros: number;
  readonly hosts: readonly HostClaim[];
  readonly pools: readonly PoolClaim[];
}

/** A reservation that is about to be claimed: what it has otherwise than the design, and its slots, which all were planned. */
export interface PlannedReservation {
  readonly recurrence: string | null;
  readonly overrides: Overrides | null;
  readonly slots: readonly PlannedSlot[];
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly real: boolean;
}

export interface Planned {
  readonly place: Place;
  /** The first one is what the reply is about; those after it are of the same environment. */
  readonly reservations: readonly [PlannedReservation, ...PlannedReservation[]];
}

export interface Request extends Wanted {
  readonly key: string;
  readonly zone: string;
  readonly atExpiry?: 'suspend' | 'release' | undefined;
}

/** How often a lost race is planned again on fresh data (reliability 3.2, rule 1). */
export const MAX_PLANS = 5;

interface BookedDto {
  outcome: 'booked';
  reservation: ReservationDto;
}

/** Claims all reservations of a plan, all or nothing (CAP-2); null when room was lost meanwhile, and it is to be planned anew. */
export async function claim(
  actor: Actor,
  request: Request,
  subject: Subject,
  planned: Planned,
): Promise<BookedDto | null> {
  const outcome = await send(actor, request, subject, planned).catch((error: unknown) => {
    // Two booked one environment at the same moment, and the other one was first.
    if (sqlState(error) === EXCLUDED) {
      countClaim('overlapping');
      throw overlapping('CONFLICT');
    }
    if (sqlState(error) === NOT_THERE) throw movedMeanwhile();
    if (sqlState(error) === OVERDRAWN) return { outcome: 'full' as const };
    throw error;
  });
  countClaim(outcome.outcome);
  switch (outcome.outcome) {
    case 'confirmed':
    case 'replay':
      actor.app.wake();
      return outcome.reply as BookedDto;
    case 'key-reused':
      throw new PatchbayError('KEY_REUSED', 'This key was used for another booking. Nothing was changed.');
    case 'past':
      throw new PatchbayError(
        'NOT_BOOKABLE',
        'A slot has begun in the meantime. Nothing was booked; choose a later start.',
      );
    case 'full':
      return null;
    default:
      return outcome satisfies never;
  }
}

async function send({ app, person, member }: Actor, request: Request, subject: Subject, planned: Planned) {
  const environmentId = request.environmentId ?? newId('env');
  const reservations = planned.reservations.map((one) => ({ ...one, id: newId('res'), ...withIds(one) }));
  const { key, ...body } = request;
  return app.db.app.tx(member, async (tx) => {
    const name = subject.bound?.name ?? (await nameOfNew(tx, member.accountId, subject.design.name));
    const what = { tx, environmentId, name, zone: request.zone, subject, siteName: planned.place.name };
    const reply: BookedDto = { outcome: 'booked', reservation: replyOf(what, reservations) };
    const outcome = await repository.claim(tx, {
      accountId: member.accountId,
      key,
      bodyHash: hashOf(body),
      reply,
      personId: person.id,
      environmentId,
      channelId: member.channelId,
      designId: subject.design.id,
      revision: subject.design.revision,
      name,
      siteId: planned.place.id,
      priceBookVersionId: subject.book.id,
      zone: request.zone,
      again: subject.again,
      prepare: planned.place.real,
      atExpiry: request.atExpiry ?? null,
      reservations,
    });
    if (outcome.outcome === 'confirmed') {
      if (request.siteId !== undefined && !subject.again) await environments.chooseSite(tx, environmentId);
      await environments.changed(tx, environmentId);
    }
    return outcome;
  });
}

function withIds({ slots }: PlannedReservation) {
  return {
    totalMicros: slots.reduce((sum, { micros }) => sum + micros, 0),
    slots: slots.map(({ slot, micros, hosts, pools }) => ({
      id: newId('slot'),
      ...slotDto(slot),
      totalMicros: micros,
      ...claimsOf({ hosts, pools }),
    })),
  };
}

/** The claims of a plan, as the claim function takes them. */
export function claimsOf({ hosts, pools }: Pick<PlannedSlot, 'hosts' | 'pools'>) {
  return { hostClaims: hosts.map(({ vector, ...where }) => ({ ...where, ...vector })), poolClaims: pools };
}

interface Replying {
  readonly tx: { readonly now: number };
  readonly environmentId: string;
  readonly name: string;
  readonly zone: string;
  readonly subject: Subject;
  readonly siteName: string;
}

/** The first slot, and how many there are in all. */
function replyOf(
  { tx, environmentId, name, zone, subject, siteName }: Replying,
  reservations: readonly repository.ClaimedReservation[],
): ReservationDto {
  const all = reservations.flatMap(({ slots }) => slots);
  const [first] = reservations;
  const slot = first?.slots[0];
  if (!first || !slot) throw new Error('a reservation without a slot');
  return {
    id: first.id,
    slotId: slot.id,
    environmentId,
    designId: subject.design.id,
    name,
    revision: subject.design.revision,
    newestRevision: subject.design.revision,
    slot: { start: slot.start, end: slot.end },
    zone,
    state: 'scheduled',
    waitsFor: null,
    capped: false,
    siteName,
    totalMicros: slot.totalMicros,
    chargedMicros: 0,
    currency: subject.book.book.currency,
    bookedAt: new Date(tx.now).toISOString(),
    recurrence: first.recurrence,
    slots: all.length,
    sumMicros: all.reduce((sum, { totalMicros }) => sum + totalMicros, 0),
    variant: first.overrides !== null,
  };
}
