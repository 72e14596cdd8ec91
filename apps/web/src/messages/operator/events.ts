import type { Catalog } from '@patchbay/catalog';
import type { CapacityEvent } from '../../api/types.ts';
import { poolText } from '../reasons.ts';

export const eventsText = {
  title: 'Room',
  none: 'There is room everywhere',
  noneText:
    'When a pool is full, or no host of a processor has room, it is said here until there is room again.',
  since: (time: string) => `since ${time}`,
  was: (from: string, to: string) => `${from} until ${to}`,
  again: 'Room again',
};

export function capacityEventText(
  { shortOf, what, siteName }: CapacityEvent,
  catalog: Catalog | null,
): string {
  return shortOf === 'arch'
    ? `No more ${what} hosts at ${siteName}`
    : `No more ${poolText(what, catalog)} at ${siteName}`;
}
