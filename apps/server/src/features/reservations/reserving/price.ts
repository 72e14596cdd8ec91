import type { DesignModel } from '@patchbay/engine/design';
import { estimateSlot, sumEstimates, type Estimate } from '@patchbay/engine/rating';
import type { Interval } from '@patchbay/engine/time';
import type { PriceBookVersion } from '../../catalog/service.ts';

/** What some slots cost if each is kept to its end: each by itself, in their order, and their sum. */
export interface Price {
  readonly each: readonly Estimate[];
  readonly sum: Estimate;
}

/** The only place where a reservation asks for a price. `grade` is that of its site; null while it has none. */
export function priceOf(
  asked: readonly { readonly model: DesignModel; readonly slot: Interval }[],
  { book }: PriceBookVersion,
  grade: number | null,
): Price {
  const each = asked.map(({ model, slot }) => estimateSlot(model, book, slot, grade));
  return { each, sum: sumEstimates(each) };
}
