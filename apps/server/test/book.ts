import { randomUUID } from 'node:crypto';
import type { BookResultDto, QuoteDto, ReservationDto } from '../src/features/reservations/dto.ts';
import type { Browser } from './app.ts';

/** A design of the smallest shipped abstraction; its first revision can be booked. */
export async function drawWordProcessing(browser: Browser, name: string): Promise<string> {
  const input = { key: randomUUID(), name, abstraction: 'easy-word-processing' };
  return (await browser.mutate<{ id: string }>('designs.create', input)).id;
}

interface Wish {
  readonly designId: string;
  readonly revision?: number;
  /** Milliseconds of world time. */
  readonly start: number;
  readonly end: number;
  readonly environmentId?: string;
}

/** Books for the price that is quoted. */
export async function book(
  browser: Browser,
  { start, end, revision = 1, ...wish }: Wish,
): Promise<ReservationDto & { reservedMicros: number }> {
  const slot = { ...wish, revision, start: new Date(start).toISOString(), end: new Date(end).toISOString() };
  const { totalMinor, estimate } = await browser.query<QuoteDto>('reservations.quote', slot);
  const booked = await browser.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return { ...booked.reservation, reservedMicros: estimate.reservedMicros };
}
