import {
  alone,
  applyEdit,
  newComponent,
  readFlat,
  type Component,
  type DesignDocument,
  type DesignModel,
  type Edit,
  type Part,
} from '@patchbay/engine/design';
import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { designPerHour, hourlyPrice, partPerHour, type PriceBook } from '@patchbay/engine/rating';
import type { Catalog, ComponentType } from '@patchbay/catalog';
import { inspectorText } from '../../messages/canvas.ts';
import { libraryText } from '../../messages/designer/abstractions.ts';
import { addedUp, decimal, sign } from '../../ui/format/money.ts';
import { amountText, type Amount } from '../../ui/format/quantity.ts';
import { analyse } from './analysis.ts';

const FINE_DIGITS = 4;

/** `0.09 €/h`; four decimals below a cent, so that a small price is not shown as nothing. */
export function hourText(micros: number, currency: string): string {
  return amountText(hourAmount(micros, currency));
}

export function hourAmount(micros: number, currency: string): Amount {
  const fine = micros !== 0 && Math.abs(micros) < MICROS_PER_MINOR;
  return { value: fine ? decimal(micros, FINE_DIGITS) : decimal(micros), unit: `${sign(currency)}/h` };
}

export function priceOrFree(micros: number, currency: string): string {
  return micros === 0 ? inspectorText.free : hourText(micros, currency);
}

/** A list of prices with their sum; the rows add up to it as they are shown. */
export function hourTexts(
  micros: readonly number[],
  currency: string,
): { readonly rows: readonly string[]; readonly total: string } {
  const { rows, total } = addedUp(micros);
  const text = (amount: string) => `${amount} ${sign(currency)}/h`;
  return {
    rows: rows.map((amount, n) => (micros[n] === 0 ? inspectorText.free : text(amount))),
    total: text(total),
  };
}

/** The price of each of some parts with everything on it, but for what is one of them itself, so that nothing counts twice. */
export function pricesWithHosted(model: DesignModel, parts: readonly Part[], book: PriceBook): number[] {
  const chosen = new Set(parts);
  const priceOf = (part: Part): number =>
    (model.hosted.get(part.component.id) ?? [])
      .filter((child) => !chosen.has(child))
      .reduce((sum, child) => sum + priceOf(child), partPerHour(model, part, book));
  return parts.map(priceOf);
}

/** `+0.23 €/h`, `−0.02 €/h`, `±0.00 €/h`. */
export function changeText(micros: number, currency: string): string {
  const text = hourText(micros, currency);
  return micros > 0 ? `+${text}` : micros === 0 ? `±${text}` : text;
}

/** What an edit does to the price of the design per hour. */
export function priceChange(
  document: DesignDocument,
  edit: Edit,
  catalog: Catalog,
  book: PriceBook,
): { change: number; total: number } {
  const before = designPerHour(analyse(document, catalog).flat, book);
  const total = designPerHour(readFlat(applyEdit(document, edit), catalog), book);
  return { change: total - before, total };
}

/** The price of one copy of a type as it comes; of an abstraction, of all that is in it. */
export function typePerHour(
  type: ComponentType,
  catalog: Catalog,
  book: PriceBook,
  properties: Component['properties'] = {},
): number {
  const asItComes = { ...newComponent(type, 'new', { x: 0, y: 0 }), properties };
  if (type.layer === 'abstraction') return designPerHour(readFlat(alone(asItComes), catalog), book);
  return hourlyPrice({ component: asItComes, type }, book)?.perHourMicros ?? 0;
}

/** A price that what is chosen can only raise says so. */
export function fromPrice(type: ComponentType, catalog: Catalog, book: PriceBook): string {
  const asItComes = typePerHour(type, catalog, book);
  const least = Object.fromEntries(
    type.properties.flatMap((one) =>
      type.layer === 'abstraction' && one.form === 'quantity' ? [[one.name, one.min]] : [],
    ),
  );
  const lowest = Object.keys(least).length > 0 ? typePerHour(type, catalog, book, least) : asItComes;
  const text = priceOrFree(Math.min(lowest, asItComes), book.currency);
  return lowest < asItComes ? libraryText.from(text) : text;
}
