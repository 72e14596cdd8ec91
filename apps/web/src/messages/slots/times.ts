import type { Room, SeriesDate } from '../../api/types.ts';
import { KEPT_FOR } from '../kept.ts';
import { poolText } from '../reasons.ts';

export const timesText = {
  open: 'Change times',
  openNewer: 'Change times or revision',
  extendTo: (time: string, more: string) => `Extend to ${time}, +${more}`,
  extend: 'Extend or shorten',
  title: (name: string) => `Times of ${name}`,
  titleNewer: (name: string) => `Times and revision of ${name}`,
  leadAhead: 'It stays as it is until a change is confirmed.',
  leadUnderWay: 'It is under way, so only its end can change. It stays where it is.',
  newer: (to: number) => `Run as revision ${to} of its design, at today’s prices`,
  newerText: (from: number) => `Booked is revision ${from}. Data and addresses are kept.`,
  others: (n: number) =>
    n === 1
      ? '1 other slot of this environment that is ahead stays as it is.'
      : `${n} other slots of this environment that are ahead stay as they are.`,
  scope: 'Which slots?',
  scopeThis: 'This slot only',
  scopeFollowing: (n: number) => `This and all later ones, ${n} in all`,
  scopeText: 'Each later one gets the same start and end on the wall clock, on its own day.',
  longest: (time: string) => `Longest possible: until ${time}`,
  longestHere: (time: string) => `Longest on its present hosts: until ${time}`,
  longestUse: (time: string) => `Until ${time}`,
  lengths: 'Suggested ends',
  plus: (hours: number) => `+${hours} h`,
  noMore: 'It cannot go on after its end',
  checking: 'Checking the data center',
  unchanged: 'This is how it is booked.',
  fits: 'Fits',
  fitsAll: (n: number) => `All ${n} slots fit`,
  cost: 'Expected',
  before: 'Until now',
  difference: 'Difference',
  yours: (zone: string) => `Your time, ${zone}`,
  confirmExtend: (time: string, more: string) => `Extend to ${time} for ${more}`,
  confirmShorten: (time: string, less: string) => `Shorten to ${time}, ${less}`,
  confirmMove: (price: string) => `Change for ${price}`,
  keep: 'Keep it as it is',
  done: (name: string, n: number) =>
    n === 1 ? `The slot of ${name} is changed` : `${n} slots of ${name} are changed`,
  refused: (n: number) => (n === 1 ? 'This cannot be had' : `${n} dates cannot be had`),
  nothing: 'Nothing has changed.',
  priceChanged: {
    title: 'The price of these times has changed',
    text: 'The slot is as it was. The new price is shown above; confirm again if it suits you.',
  },
  other: 'Free that day:',
  expiry: 'After its last slot',
  suspend: `Keep data and addresses for ${KEPT_FOR}`,
  release: 'Delete data and addresses at once',
  suspendText: `Another slot within ${KEPT_FOR} finds everything again. After that it is deleted.`,
  releaseText: 'Nothing is left once the last slot that is booked has ended.',
  keepsAddresses: 'Addresses are kept from slot to slot',
};

/** Why a slot cannot go on for longer. Whoever follows is not named. */
export function afterText(after: Room['after'], time: string): string {
  switch (after.why) {
    case 'longest':
      return `A slot lasts 31 days at most, which it reaches at ${time}.`;
    case 'own':
      return `At ${time} the next slot of this environment begins.`;
    case 'host':
      return `At ${time} another slot begins on the same hosts.`;
    case 'pool':
      return `At ${time} another slot takes the last ${poolText(after.resourceClass, null)}.`;
    default:
      return after satisfies never;
  }
}

export const changeOutcome: Record<SeriesDate['outcome'], string> = {
  fits: timesText.fits,
  full: 'there is no room at that time',
  own: 'another slot of this environment is in the way',
  'gap-start': 'the clocks jump over the start',
  'gap-end': 'the clocks jump over the end',
  past: 'this time has passed',
  'too-far': 'a slot lasts 31 days at most, and starts within 400 days',
  'too-short': 'a slot lasts 5 minutes at least',
};
