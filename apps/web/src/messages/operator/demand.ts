import type { Catalog } from '@patchbay/catalog';
import type { Unmet } from '../../api/types.ts';
import { poolText } from '../reasons.ts';

export const demandText = {
  title: 'Unmet demand',
  lead: 'Searches that found no room at any site, by what there was too little of. The same search counts once a day, and nobody knows whose it was.',
  period: 'Period',
  days: { 7: '7 days', 30: '30 days', 90: '90 days' },
  none: 'Everything that was searched for in this period found room.',
  count: (n: number) => (n === 1 ? '1 search without room' : `${n} searches without room`),
  perDay: 'Searches without room, by day',
  site: 'Site',
  short: 'Too little of',
  searches: 'Searches',
  alone: 'Enough alone',
  aloneHint:
    'Of these searches, those that would have fitted at this site with more of this and nothing else.',
  never: 'At no time',
  neverHint:
    'Of these searches, those that could not have fitted at this site at any time, however empty it was.',
  last: 'Last',
  satisfy: 'What would have done',
  dash: '–',
  csv: 'CSV',
  csvOf: 'Download unmet demand as CSV',
};

/** What there was too little of, in words. */
export function shortText({ shortOf, what }: Unmet, catalog: Catalog | null): string {
  switch (shortOf) {
    case 'pool':
      return poolText(what, catalog);
    case 'type':
      return `hosts that can make ${catalog?.types.find(({ id }) => id === what)?.name ?? what}`;
    case 'arch':
      return `${what} hosts`;
    case 'clock':
      return `${what} hosts that are slow enough`;
    case 'host-closed':
      return `${what} hosts that take new work`;
    case 'cpuMilli':
      return `processors on ${what} hosts`;
    case 'memoryMiB':
      return `memory on ${what} hosts`;
    case 'diskMiB':
      return `disk on ${what} hosts`;
    case 'gpu':
      return `graphics processors on ${what} hosts`;
    default:
      return shortOf satisfies never;
  }
}

/** What the largest of these searches lacked: units of a pool are counted, room on hosts in copies of a machine. */
export function satisfyText(row: Unmet, catalog: Catalog | null): string {
  const { shortOf, mostMissing, what } = row;
  if (shortOf === 'pool') return `${mostMissing} more ${poolText(what, catalog)}`;
  if (shortOf === 'type') return 'a site that makes it';
  if (shortOf === 'host-closed') return `${what} hosts that take work again`;
  return `room for ${mostMissing} more ${mostMissing === 1 ? 'machine' : 'machines'} on ${what} hosts`;
}
