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

/**
 * Decimals for lists of amounts that are read as sums: so many that each list adds up as it is shown, every amount rounded by
 * itself, so that equal ones look equal. Cents where all of it is in cents, else four, else all six.
 */
export function sumDigits(...lists: readonly (readonly number[])[]): number {
  const units = (micros: number, digits: number) => scale(micros, 1, 10 ** (MICRO_DIGITS - digits));
  const fits = (amounts: readonly number[], digits: number) =>
    added(amounts.map((micros) => units(micros, digits))) === units(added(amounts), digits);
  if (lists.flat().every((micros) => micros % MICROS_PER_MINOR === 0)) return SUMMARY;
  return lists.every((amounts) => fits(amounts, LINE)) ? LINE : UNIT_PRICE;
}

const added = (amounts: readonly number[]) => amounts.reduce((sum, micros) => sum + micros, 0);

/** The amounts of a list and their sum, with so many decimals that they add up as they are shown. */
export function addedUp(amounts: readonly number[]): { rows: string[]; total: string } {
  const digits = sumDigits(amounts);
  return { rows: amounts.map((micros) => decimal(micros, digits)), total: decimal(added(amounts), digits) };
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
