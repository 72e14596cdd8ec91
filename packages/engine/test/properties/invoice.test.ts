import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceState, invoiceTotal, periodFor } from '../../src/invoicing/index.ts';
import { METER_NAMES, rollUp, type Meter } from '../../src/metering/index.ts';
import { MICROS_PER_MINOR, toMinor } from '../../src/money/index.ts';
import { priceBook, rate } from '../../src/rating/index.ts';
import { DAY, HOUR, MINUTE, utcMonth, type Instant, type Interval } from '../../src/time/index.ts';

const BOOK = priceBook.parse({
  name: 'test',
  currency: 'EUR',
  prices: [],
  zone: 'Europe/Berlin',
  bands: [{ name: 'night', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00', factorMilli: 701 }],
  grades: [{ grade: 2, factorMilli: 903 }],
  factorsOn: [...METER_NAMES],
});
const PRICE = 33_337;
const FIRST = Date.parse('2027-01-25T00:00Z');

interface UsageEvent {
  readonly id: string;
  readonly meter: Meter;
  readonly during: Interval;
  readonly quantity: number;
}

const anyEvents = fc
  .array(
    fc.record({
      meter: fc.constantFrom(...METER_NAMES),
      from: fc.integer({ min: 0, max: 12 * 24 * 60 }),
      length: fc.integer({ min: 1, max: 300 }),
      quantity: fc.nat({ max: 50_000_000 }),
    }),
    { minLength: 1, maxLength: 15 },
  )
  .map((wishes) =>
    wishes.map(({ meter, from, length, quantity }, n): UsageEvent => {
      const start = FIRST + from * MINUTE;
      return { id: `e${n}`, meter, during: { start, end: start + length * MINUTE }, quantity };
    }),
  );

/** Invoices as a ledger writes them: lines are only ever added, each for the difference to what was charged before. */
class Ledger {
  readonly invoices = new Map<string, number[]>();
  private readonly seen = new Set<string>();
  private readonly records = new Map<string, { quantity: number; charged: number }>();

  /** An event that was seen before counts for nothing (MTR-1). */
  take({ id, meter, during, quantity }: UsageEvent, now: Instant): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    for (const { bucket, quantity: share } of rollUp(during, quantity))
      this.charge(meter, bucket, share, now);
  }

  private charge(meter: Meter, bucket: Instant, more: number, now: Instant): void {
    const key = `${meter} ${bucket}`;
    const record = this.records.get(key) ?? { quantity: 0, charged: 0 };
    const quantity = record.quantity + more;
    const { amountMicros } = rate({ meter, bucket, quantity }, PRICE, BOOK, { grade: 2 });
    this.records.set(key, { quantity, charged: amountMicros });
    const period = periodFor(utcMonth(bucket).name, now);
    this.invoices.set(period, [...(this.invoices.get(period) ?? []), amountMicros - record.charged]);
  }

  totals(): Record<string, number> {
    return Object.fromEntries(
      [...this.invoices].map(([period, lines]) => [period, invoiceTotal(lines).chargesMicros]),
    );
  }
}

/** Every event once, every hour rated once: nothing of the ledger's way of getting there. */
function ratedAtOnce(events: readonly UsageEvent[]): Record<string, number> {
  const quantities = new Map<string, number>();
  for (const { meter, during, quantity } of events)
    for (const share of rollUp(during, quantity)) {
      const key = `${meter} ${share.bucket}`;
      quantities.set(key, (quantities.get(key) ?? 0) + share.quantity);
    }
  const totals = new Map<string, number>();
  for (const [key, quantity] of quantities) {
    const [meter, bucket] = key.split(' ') as [Meter, string];
    const record = { meter, bucket: Number(bucket), quantity };
    const period = utcMonth(record.bucket).name;
    const amount = rate(record, PRICE, BOOK, { grade: 2 }).amountMicros;
    totals.set(period, (totals.get(period) ?? 0) + amount);
  }
  return Object.fromEntries(totals);
}

const sumOf = (totals: Record<string, number>) => Object.values(totals).reduce((sum, one) => sum + one, 0);

describe('invoices from usage events', () => {
  it('MTR-1, MTR-2: any order and any duplicates give the same invoices, and those are the rated usage', () => {
    const shuffled = anyEvents.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events, ...events], { minLength: events.length * 3 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([events, sent]) => {
        // While both months are open.
        const now = Date.parse('2027-02-01T12:00Z');
        const ledger = new Ledger();
        for (const event of sent) ledger.take(event, now);
        expect(ledger.totals()).toEqual(ratedAtOnce(events));
      }),
      { seed: 98, numRuns: 200 },
    );
  });

  it('MTR-2: a final invoice never changes, and what comes late is on a later one: nothing is lost or counted twice', () => {
    fc.assert(
      fc.property(
        anyEvents,
        fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 15, maxLength: 15 }),
        (events, days) => {
          const ledger = new Ledger();
          const closed = new Map<string, readonly number[]>();
          const arrivals = events
            .map((event, n) => ({
              event,
              now: Math.max(event.during.end, FIRST + (days[n] ?? 0) * DAY + HOUR),
            }))
            .toSorted((a, b) => a.now - b.now);
          for (const { event, now } of arrivals) {
            for (const [period, lines] of ledger.invoices)
              if (invoiceState(period, now) === 'final' && !closed.has(period))
                closed.set(period, [...lines]);
            ledger.take(event, now);
          }
          for (const [period, lines] of closed) expect(ledger.invoices.get(period)).toEqual(lines);
          expect(sumOf(ledger.totals())).toBe(sumOf(ratedAtOnce(events)));
        },
      ),
      { seed: 99, numRuns: 200 },
    );
  });

  it('MTR-2: charges and the one rounding line are the total', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const ledger = new Ledger();
        for (const event of events) ledger.take(event, event.during.end);
        for (const lines of ledger.invoices.values()) {
          const { chargesMicros, roundingMicros, totalMinor } = invoiceTotal(lines);
          expect(chargesMicros + roundingMicros).toBe(totalMinor * MICROS_PER_MINOR);
          expect(totalMinor).toBe(toMinor(lines.reduce((sum, one) => sum + one, 0)).minor);
        }
      }),
      { seed: 100, numRuns: 100 },
    );
  });
});
