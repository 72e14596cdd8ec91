import type { DesignModel } from '@patchbay/engine/design';
import { estimateSlot, sumEstimates, type Estimate } from '@patchbay/engine/rating';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import type { OutlookDto } from '../../budgets/dto.ts';
import { outlook } from '../../budgets/outlook.ts';
import type { PriceBookVersion } from '../../catalog/service.ts';

export interface Planned {
  readonly model: DesignModel;
  readonly slot: Interval;
}

/** What some slots cost if each is kept to its end: each by itself, in their order, and their sum. */
export interface Price {
  readonly each: readonly Estimate[];
  readonly sum: Estimate;
}

/** The only place where a reservation asks for a price. `grade` is that of its site; null while it has none. */
export function priceOf(asked: readonly Planned[], { book }: PriceBookVersion, grade: number | null): Price {
  const each = asked.map(({ model, slot }) => estimateSlot(model, book, slot, grade));
  return { each, sum: sumEstimates(each) };
}

/** What planned slots mean for the budget of the channel that pays for them; `instead` names those in whose place they come. */
export function budgetFor(
  { app, member }: Actor,
  channelId: string,
  planned: readonly Planned[],
  { price, book, grade, instead = [] }: Terms,
): Promise<OutlookDto> {
  const slots = planned.map(({ model, slot }) => ({ model, book: book.book, grade, during: slot }));
  const plans = { slots, micros: price.sum.expectedMicros, instead };
  return app.db.app.look(member, (tx) => outlook(tx, { accountId: member.accountId, channelId }, plans));
}

interface Terms {
  readonly price: Price;
  readonly book: PriceBookVersion;
  readonly grade: number | null;
  readonly instead?: readonly string[];
}
