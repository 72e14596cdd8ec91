import * as changing from '../../src/features/reservations/reserving/change.ts';
import * as reserving from '../../src/features/reservations/reserving/book.ts';
import * as reservations from '../../src/features/reservations/service.ts';
import type { Customer } from '../database/founding.ts';
import type { Desk } from './desk.ts';
import { told } from './told.ts';

/** What a customer knows of a slot that was asked for: the model that rows are compared with. */
export interface BookedSlot {
  readonly customer: Customer;
  readonly key: string;
  readonly reservationId: string;
  readonly slotId: string;
  readonly environmentId: string;
  readonly start: number;
  end: number;
  /** Whether every change of its end was answered. */
  isEndKnown: boolean;
  /** Changes of its end that are under way. */
  changes: number;
  /** Given back, or perhaps given back. */
  released: 'no' | 'perhaps' | 'yes';
  /** When that was acknowledged. */
  releasedAt: number;
}

interface Wish {
  readonly design: number;
  readonly start: number;
  readonly end: number;
  /** Another slot of what is there already. */
  readonly of?: BookedSlot;
}

/** How often somebody uses a key again that was used for a booking. */
const REUSED = 0.1;

/** All that customers have asked for. */
export class Requests {
  readonly all: BookedSlot[] = [];
  /** Requests to book whose outcome nobody knows; each may have made one reservation. */
  readonly unknown = new Map<string, number>();
  /** Requests to book that were sent and not answered yet. */
  underWay = 0;
  readonly desk: Desk;
  #keys = 0;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  async book(customer: Customer, { design, start, end, of }: Wish): Promise<BookedSlot | null> {
    const drawn = customer.designs[design];
    if (!drawn) throw new Error(`${customer.person.name} has no design ${design}`);
    const asked = {
      designId: drawn.id,
      revision: drawn.revision,
      start: iso(start),
      end: iso(end),
      ...(of ? { environmentId: of.environmentId } : {}),
    };
    const { desk } = this;
    const quote = await desk.ask(customer, 'quotes', (actor) => reserving.quote(actor, asked), false);
    if (quote.kind !== 'done' || !quote.value.fits) return null;
    const key = `book-${(this.#keys += 1)}`;
    const input = { ...asked, key, zone: 'UTC', expectedTotalMinor: quote.value.totalMinor };
    this.underWay += 1;
    const answer = await desk.ask(customer, `books ${iso(start)} ${key}`, (actor) =>
      told(actor, 'reservations.book', input, () => reserving.book(actor, input)),
    );
    this.underWay -= 1;
    const { accountId } = customer.member;
    if (answer.kind === 'unknown') this.unknown.set(accountId, (this.unknown.get(accountId) ?? 0) + 1);
    if (answer.kind !== 'done' || answer.value.outcome !== 'booked') return null;
    const { id: reservationId, slotId, environmentId } = answer.value.reservation;
    const booked: BookedSlot = {
      customer,
      key,
      reservationId,
      slotId,
      environmentId,
      start,
      end,
      isEndKnown: true,
      changes: 0,
      released: 'no',
      releasedAt: Infinity,
    };
    this.all.push(booked);
    if (this.desk.storm.draws(REUSED)) await this.#reuse(customer, input);
    return booked;
  }

  /** A key that was used before does not do for something else. */
  async #reuse(customer: Customer, input: Parameters<typeof reserving.book>[1]): Promise<void> {
    const other = { ...input, zone: 'Europe/Tallinn' };
    const what = `books otherwise with ${input.key}`;
    const answer = await this.desk.ask(customer, what, (actor) => reserving.book(actor, other), false);
    if (answer.kind === 'done') this.desk.session.witness.disagrees(customer.person.name, what);
  }

  /** Whoever looks at what is booked sees what is their own. */
  async lookAround(customer: Customer): Promise<void> {
    const seen = await this.desk.ask(customer, 'looks around', (actor) => reservations.list(actor), false);
    if (seen.kind !== 'done') return;
    const others = new Set(
      this.all.filter((one) => one.customer !== customer).map(({ reservationId }) => reservationId),
    );
    const foreign = seen.value.filter(({ id }) => others.has(id));
    if (foreign.length > 0) this.desk.session.witness.shows(customer.person.name, foreign.length);
  }

  async setEnd(booked: BookedSlot, end: number): Promise<void> {
    const { customer, slotId, start } = booked;
    const asked = { slotId, scope: 'this' as const, start: iso(start), end: iso(end) };
    const quote = await this.desk.ask(
      customer,
      'quotes an end',
      (actor) => changing.quoteChange(actor, asked),
      false,
    );
    if (quote.kind !== 'done') return;
    const input = {
      ...asked,
      key: `change-${(this.#keys += 1)}`,
      expectedTotalMinor: quote.value.totalMinor,
    };
    booked.changes += 1;
    const answer = await this.desk.ask(customer, `moves the end of ${slotId} to ${iso(end)}`, (actor) =>
      told(actor, 'reservations.change', input, () => changing.change(actor, input)),
    );
    booked.changes -= 1;
    if (answer.kind === 'unknown') booked.isEndKnown = false;
    if (answer.kind === 'done' && answer.value.outcome === 'changed') booked.end = end;
  }

  async release(booked: BookedSlot): Promise<void> {
    const { customer, reservationId } = booked;
    const input = { key: `release-${(this.#keys += 1)}`, reservationId };
    if (booked.released === 'no') booked.released = 'perhaps';
    const answer = await this.desk.ask(customer, `releases ${booked.slotId}`, (actor) =>
      told(actor, 'reservations.release', input, () => reservations.release(actor, input)),
    );
    if (answer.kind !== 'done') return;
    booked.released = 'yes';
    booked.releasedAt = this.desk.now;
  }
}

const iso = (at: number) => new Date(at).toISOString();
