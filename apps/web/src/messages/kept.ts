import { KEEP_MS } from '@patchbay/engine/reservation';
import { DAY } from '@patchbay/engine/time';
import type { KeptData } from '../api/types.ts';

/** How long data waits for a next slot once the last one that is booked is over. */
export const KEPT_FOR = `${KEEP_MS / DAY} days`;

/** Named one by one before the rest is counted. */
const NAMED = 4;

/** What is kept from slot to slot, by name: folders of machines and drawn disks, copies counted. */
export function keptNames(data: readonly KeptData[]): string[] {
  const copies = new Map<string, KeptData[]>();
  for (const one of data) {
    const place = `${one.component} ${one.folder}`;
    copies.set(place, [...(copies.get(place) ?? []), one]);
  }
  const names = [...copies.values()].map(nameOf);
  const more = names.length - NAMED;
  return more > 1 ? [...names.slice(0, NAMED), `and ${more} more`] : names;
}

/** The same as a part of a sentence. */
export const keptList = (data: readonly KeptData[]): string => keptNames(data).join(', ');

function nameOf(copies: readonly KeptData[]): string {
  const [first] = copies;
  if (!first) return '';
  const { name, idx, several, folder } = first;
  const whole = copies.length > 1 ? `${name}, ${copies.length} copies` : name;
  const owner = several && copies.length === 1 ? `${name}, copy ${idx + 1}` : whole;
  return folder === null ? owner : `${folder} of ${owner}`;
}
