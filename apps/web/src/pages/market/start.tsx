import { MINUTE } from '@patchbay/engine/time';
import { marketText } from '../../messages/market/market.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';

/** When a template can start at the soonest. */
export function Start({ at, asOf }: { at: string | null; asOf: string }) {
  if (at === null) return <>{marketText.noStart}</>;
  if (Date.parse(at) - Date.parse(asOf) < MINUTE) return <>{marketText.now}</>;
  return <time dateTime={at}>{dayClock(at, viewerZone())}</time>;
}
