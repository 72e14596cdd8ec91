import { failureOf } from '../../api/errors.ts';
import { bookText } from '../../messages/book.ts';
import type { Sentences } from '../../messages/errors.ts';
import { budgetText } from '../../messages/money/budget.ts';

/** What is in the way of a slot and is no problem of its design: the environment's own other slot, or the channel's cap. */
export function slotRefusals(error: unknown): Sentences {
  const { issues } = failureOf(error);
  if (issues.includes('cap')) return { NOT_BOOKABLE: budgetText.atCap };
  return issues.includes('overlap') ? { NOT_BOOKABLE: bookText.overlap, CONFLICT: bookText.overlap } : {};
}
