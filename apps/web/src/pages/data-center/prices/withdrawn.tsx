import type { PriceVersions } from '../../../api/types.ts';
import { pricesText } from '../../../messages/operator/prices.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';

/** What the operator saw: the server refuses to overwrite or to withdraw anything else. */
export function seenOf({ baseId, ahead }: PriceVersions) {
  return { baseId, aheadId: ahead?.id ?? null };
}

/** Says which version publishing withdraws, where one is ahead. */
export function Withdrawn({ prices: { ahead } }: { prices: PriceVersions }) {
  return ahead && <p>{pricesText.withdraws(ahead.no, dayClock(ahead.validFrom, viewerZone()))}</p>;
}
