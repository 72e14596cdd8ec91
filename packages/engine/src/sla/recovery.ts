import { scaleBy, type Micros } from '../money/index.ts';
import { SECOND, type Interval } from '../time/index.ts';

/** What every environment is promised when capacity that carries it fails. */
export interface RecoveryPromise {
  /** Within so long all of it runs again. */
  readonly withinSeconds: number;
  /** Where that is missed: this share of the agreed price of the time that was not delivered, in thousandths. */
  readonly creditMilli: number;
}

/**
 * Time that is not delivered is not billed either way. What comes on top: the price of that time once more, where it was
 * longer than promised.
 */
export const RECOVERY: RecoveryPromise = { withinSeconds: 60, creditMilli: 1000 };

/**
 * The credit for one downtime of a slot, in micros, rounded as `scaleBy` does; never more than the slot's price.
 * @param down what of the slot was not delivered
 * @param totalMicros the agreed price of the whole slot
 */
export function recoveryCredit(
  slot: Interval,
  down: Interval,
  totalMicros: Micros,
  { withinSeconds, creditMilli }: RecoveryPromise = RECOVERY,
): Micros {
  const missedMs = Math.min(down.end, slot.end) - Math.max(down.start, slot.start);
  if (missedMs <= withinSeconds * SECOND) return 0;
  const owed = scaleBy(totalMicros, [
    [missedMs, slot.end - slot.start],
    [creditMilli, 1000],
  ]);
  return Math.min(totalMicros, owed);
}
