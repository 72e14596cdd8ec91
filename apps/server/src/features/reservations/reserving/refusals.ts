import type { OutlookDto } from '../../budgets/dto.ts';
import { PatchbayError } from '../../../errors.ts';

/** SQLSTATE of an exclusion constraint: the slots of one environment never overlap (migrations/0002_walls.sql). */
export const EXCLUDED = '23P01';

/** SQLSTATE of a claim for an environment that is not at that site (any more): migrations/0043_same_site.sql. */
export const NOT_THERE = 'PB002';

/** A failure moved the environment to another site while it was booked. */
export function movedMeanwhile(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'This environment was moved to another site just now. Nothing was booked; look at what fits there, and book again.',
  );
}

/** The environment itself is in the way. */
export function overlapping(code: 'NOT_BOOKABLE' | 'CONFLICT'): PatchbayError {
  return new PatchbayError(
    code,
    'This environment has another slot at that time. Nothing was booked; choose a time beside it.',
    { issues: ['overlap'] },
  );
}

/** What is confirmed is what was shown (MTR-2). */
export function comparePrice(minor: number, expectedMinor: number): void {
  if (minor !== expectedMinor)
    throw new PatchbayError(
      'PRICE_CHANGED',
      'The price is no longer the one you saw. Nothing was changed; look at the new price and confirm again.',
    );
}

/** What could never start is not booked: at its time the channel has come to its cap. */
export function refuseAtCap({ startsNot }: OutlookDto): void {
  if (startsNot)
    throw new PatchbayError(
      'NOT_BOOKABLE',
      'This channel comes to its cap before that start, so it would not start. Nothing was booked; raise the cap under Usage, or choose another month.',
      { issues: ['cap'] },
    );
}

export function changedMeanwhile(): PatchbayError {
  return new PatchbayError('CONFLICT', 'The slot changed in the meantime. Nothing was done; look again.');
}
