import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Recurrence } from '@patchbay/engine/time';
import type {
  BookResultDto,
  QuoteDto,
  ReservationDto,
  SeriesQuoteDto,
  SeriesResultDto,
} from '../src/features/reservations/dto.ts';
import { rows, type Browser, type TestApp } from './app.ts';

/** A design of the smallest shipped abstraction; its first revision can be booked. */
export async function drawWordProcessing(browser: Browser, name: string): Promise<string> {
  const input = { key: randomUUID(), name, abstraction: 'easy-word-processing' };
  return (await browser.mutate<{ id: string }>('designs.create', input)).id;
}

/** One seat for word processing in the whole world: whoever has a slot has it alone. */
export const oneSeat = ({ app }: TestApp) =>
  rows(
    app,
    sql`update pool_capacity c set capacity = case when s.name = 'Berlin-2' then 1 else 0 end
      from pool p join site s on s.id = p.site_id where p.id = c.pool_id and p.resource_class = 'seat/windows-98'`,
  );

interface Wish {
  readonly designId: string;
  readonly revision?: number;
  /** Milliseconds of world time. */
  readonly start: number;
  readonly end: number;
  readonly environmentId?: string;
  readonly siteId?: string;
}

/** What booking takes of whoever books. */
export type Calls = Pick<Browser, 'query' | 'mutate'>;

/** Books for the price that is quoted. */
export async function book(
  browser: Calls,
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

type SeriesWish = Pick<Recurrence, 'date' | 'ends'> & {
  readonly designId: string;
  readonly environmentId?: string;
  readonly outside?: unknown;
  readonly rule?: Partial<Recurrence>;
};

/** What is asked of a series: every day from two to four in the afternoon, in Berlin, unless its rule says otherwise. */
export function seriesOf({ date, ends, rule, ...wish }: SeriesWish) {
  const recurrence: Recurrence = {
    zone: 'Europe/Berlin',
    date,
    time: '14:00',
    minutes: 120,
    every: 1,
    unit: 'day',
    weekdays: [],
    ends,
    except: [],
    ...rule,
  };
  const instead: { date: string; start: string }[] = [];
  return { revision: 1, instead, ...wish, recurrence };
}
export type SeriesInput = ReturnType<typeof seriesOf>;

export const quoteSeries = (browser: Browser, input: SeriesInput) =>
  browser.query<SeriesQuoteDto>('reservations.quoteSeries', input);

/** Asks to book a series, for the price that is quoted now. */
export async function bookSeries(
  browser: Browser,
  input: SeriesInput,
  key: string = randomUUID(),
): Promise<SeriesResultDto> {
  const { totalMinor } = await quoteSeries(browser, input);
  const confirmed = { key, zone: input.recurrence.zone, expectedTotalMinor: totalMinor };
  return browser.mutate('reservations.bookSeries', { ...input, ...confirmed });
}
