import { MICROS_PER_MINOR, scale } from '@patchbay/engine/money';

const MINUS = '−';
/** Zero in a table: an amount that is nothing, as against one that is missing. */
export const NOTHING = '–';
const MICRO_DIGITS = 6;
/** One that a line does not break at. */
const GROUP = '\u00a0';

/** Decimals by use: summaries, invoice lines, unit prices. */
const SUMMARY = 2;
export const LINE = 4;
export const UNIT_PRICE = 6;

/** Micro-units as a decimal number with `digits` decimals, rounded half to even, without a currency. */
export function decimal(micros: number, digits: number = SUMMARY): string {
  const rounded = scale(micros, 1, 10 ** (MICRO_DIGITS - digits));
  const text = String(Math.abs(rounded)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(text.length - digits)}`;
  return `${rounded < 0 ? MINUS : ''}${grouped(whole)}${fraction}`;
}

/** A cell in a table of amounts: zero is an en dash. */
export function cell(micros: number, digits: number = SUMMARY): string {
  return micros === 0 ? NOTHING : decimal(micros, digits);
}

/** Decimals for amounts that are read as a sum: four as soon as one of them is less than a cent, in the total as well. */
export function sumDigits(amounts: readonly number[]): number {
  return amounts.some((micros) => micros !== 0 && Math.abs(micros) < MICROS_PER_MINOR) ? LINE : SUMMARY;
}

/**
 * The amounts of a list and their sum, each rounded by itself, so that equal ones look equal, and with so many decimals that
 * they add up as they are shown: in cents where that is exact, else four, else all six.
 */
export function addedUp(amounts: readonly number[]): { rows: string[]; total: string } {
  const total = amounts.reduce((sum, micros) => sum + micros, 0);
  const units = (micros: number, digits: number) => scale(micros, 1, 10 ** (MICRO_DIGITS - digits));
  const fits = (digits: number) =>
    amounts.reduce((sum, micros) => sum + units(micros, digits), 0) === units(total, digits);
  const inCents = amounts.every((micros) => micros % MICROS_PER_MINOR === 0);
  const digits = inCents ? SUMMARY : fits(LINE) ? LINE : UNIT_PRICE;
  return { rows: amounts.map((micros) => decimal(micros, digits)), total: decimal(total, digits) };
}

export function money(micros: number, currency: string, digits: number = SUMMARY): string {
  return `${decimal(micros, digits)} ${sign(currency)}`;
}

/** With the currency's code instead of its sign: what a button promises must not be misread. */
export function moneyCode(micros: number, currency: string): string {
  return `${decimal(micros)} ${currency}`;
}

export function perHour(micros: number, currency: string): string {
  return `${decimal(micros)} ${sign(currency)}/h`;
}

/** An exact unit price: two decimals, or as many of six as it needs, so that price x hours can be checked by hand. */
export function unitPrice(micros: number, currency: string): string {
  const exact = decimal(micros, UNIT_PRICE);
  return `${exact.replace(/(\.\d\d\d*?)0+$/, '$1')} ${sign(currency)}/h`;
}

const signs = new Map<string, string>();

/** The sign of a currency, such as € for EUR. Kept, since making a formatter takes longer than drawing a part. */
export function sign(currency: string): string {
  const known = signs.get(currency);
  if (known !== undefined) return known;
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;
  signs.set(currency, found);
  return found;
}

/** Whole digits in groups of three. */
export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+$)/g, GROUP);
}
