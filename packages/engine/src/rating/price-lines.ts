import { z } from 'zod';
import type { PriceBook } from './price-book.ts';

/**
 * What a price line is of: an hour of a reserved copy or of a unit of its property, a unit that is really used, a month of a channel,
 * or what a band of the day or a site's grade does to a price.
 */
const LINES_OF = ['hour', 'used', 'month', 'band', 'grade'] as const;
export type LineOf = (typeof LINES_OF)[number];

/** One amount of a price book, by itself. */
export interface PriceLine {
  readonly of: LineOf;
  /** The type, meter, band or grade. */
  readonly subject: string;
  /** The property of a type; empty for the price of the copy itself. */
  readonly part: string;
  /** Micro-units of the currency; thousandths for bands and grades. */
  readonly value: number;
}

/** Of an hour, a unit or a month: a million of the currency. */
const MAX_MICROS = 1_000_000_000_000;
const MAX_MILLI = 10_000;

export const priceLine = z.strictObject({
  of: z.enum(LINES_OF),
  subject: z.string().min(1).max(60),
  part: z.string().max(40),
  value: z.int().min(0).max(MAX_MICROS),
});

export const lineKey = ({ of, subject, part }: Omit<PriceLine, 'value'>): string =>
  `${of}/${subject}/${part}`;

/** Every amount of a price book, in the order of the book. */
export function priceLines(book: PriceBook): PriceLine[] {
  return [
    ...book.prices.flatMap(({ type, perHourMicros, perProperty }) => [
      { of: 'hour' as const, subject: type, part: '', value: perHourMicros },
      ...perProperty.map((each) => ({
        of: 'hour' as const,
        subject: type,
        part: each.property,
        value: each.perHourMicros,
      })),
    ]),
    ...book.used.map((each) => ({
      of: 'used' as const,
      subject: each.meter,
      part: '',
      value: each.perUnitMicros,
    })),
    { of: 'month', subject: 'channel', part: '', value: book.monthly.baseMicros },
    ...book.bands.map((each) => ({
      of: 'band' as const,
      subject: each.name,
      part: '',
      value: each.factorMilli,
    })),
    ...book.grades.map((each) => ({
      of: 'grade' as const,
      subject: String(each.grade),
      part: '',
      value: each.factorMilli,
    })),
  ];
}

/** The book with other amounts; everything else of it stays. Null where it has no such line, or an amount is none. */
export function withLines(book: PriceBook, lines: readonly PriceLine[]): PriceBook | null {
  const known = new Set(priceLines(book).map(lineKey));
  if (lines.some((line) => !known.has(lineKey(line)) || !isValue(line))) return null;
  const values = new Map(lines.map((line) => [lineKey(line), line.value]));
  const of = (line: PriceLine) => values.get(lineKey(line)) ?? line.value;
  return {
    ...book,
    prices: book.prices.map((price) => ({
      ...price,
      perHourMicros: of({ of: 'hour', subject: price.type, part: '', value: price.perHourMicros }),
      perProperty: price.perProperty.map((each) => ({
        ...each,
        perHourMicros: of({
          of: 'hour',
          subject: price.type,
          part: each.property,
          value: each.perHourMicros,
        }),
      })),
    })),
    used: book.used.map((each) => ({
      ...each,
      perUnitMicros: of({ of: 'used', subject: each.meter, part: '', value: each.perUnitMicros }),
    })),
    monthly: {
      baseMicros: of({ of: 'month', subject: 'channel', part: '', value: book.monthly.baseMicros }),
    },
    bands: book.bands.map((each) => ({
      ...each,
      factorMilli: of({ of: 'band', subject: each.name, part: '', value: each.factorMilli }),
    })),
    grades: book.grades.map((each) => ({
      ...each,
      factorMilli: of({ of: 'grade', subject: String(each.grade), part: '', value: each.factorMilli }),
    })),
  };
}

export interface LineChange extends Omit<PriceLine, 'value'> {
  /** Null where the line was not there. */
  readonly before: number | null;
  /** Null where it is not there any more. */
  readonly after: number | null;
}

/** What differs between two lists of lines, in the order of the later one; what is gone comes last. */
export function compareLines(before: readonly PriceLine[], after: readonly PriceLine[]): LineChange[] {
  const were = new Map(before.map((line) => [lineKey(line), line.value]));
  const are = new Set(after.map(lineKey));
  const change = ({ of, subject, part }: PriceLine, from: number | null, to: number | null) => ({
    of,
    subject,
    part,
    before: from,
    after: to,
  });
  return [
    ...after.flatMap((line) => {
      const was = were.get(lineKey(line)) ?? null;
      return was === line.value ? [] : [change(line, was, line.value)];
    }),
    ...before.filter((line) => !are.has(lineKey(line))).map((line) => change(line, line.value, null)),
  ];
}

const MICROS_PER_CENT_DIGITS = 4;
const isFactor = (of: LineOf) => of === 'band' || of === 'grade';
/** Cents have four decimals down to the micro-unit; percent have one down to the thousandth. */
const digitsOf = (of: LineOf) => (isFactor(of) ? 1 : MICROS_PER_CENT_DIGITS);
const isValue = ({ of, value }: PriceLine) =>
  Number.isInteger(value) && value >= 0 && value <= (isFactor(of) ? MAX_MILLI : MAX_MICROS);

/** An amount as people write it: hundredths of the currency, or percent for a factor. Exact. */
export function valueText(of: LineOf, value: number): string {
  const digits = digitsOf(of);
  const text = String(value).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${fraction}`;
}

/** What somebody wrote, exactly; null where it is no amount, too large, or finer than is charged: nothing is rounded unseen. */
export function readValue(of: LineOf, text: string): number | null {
  const digits = digitsOf(of);
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.replace(/0+$/, '').length > digits) return null;
  const value = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  return isValue({ of, subject: '', part: '', value }) ? value : null;
}
