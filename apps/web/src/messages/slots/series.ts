import type { SeriesDate } from '../../api/types.ts';

export const seriesText = {
  repeat: 'Repeat',
  once: 'Once',
  daily: 'Every day',
  workdays: 'Every weekday',
  weekly: 'Every week, on chosen days',
  every: 'Every',
  everyUnit: (unit: 'day' | 'week', n: number) => (n === 1 ? ` ${unit}` : ` ${unit}s`),
  on: 'On',
  ends: 'Ends',
  afterCount: 'after a number of dates',
  onDate: 'on a day',
  count: 'Number of dates',
  countWrong: (most: number) => `A whole number from 1 to ${most}.`,
  until: 'Last day',
  weekdays: { MO: 'Mon', TU: 'Tue', WE: 'Wed', TH: 'Thu', FR: 'Fri', SA: 'Sat', SU: 'Sun' },
  weekdayNames: {
    MO: 'Monday',
    TU: 'Tuesday',
    WE: 'Wednesday',
    TH: 'Thursday',
    FR: 'Friday',
    SA: 'Saturday',
    SU: 'Sunday',
  },
  wallTime: (zone: string) =>
    `Every date starts and ends at this time in ${zone}, also after the clocks have changed.`,
  dates: 'Dates',
  datesLead: (fit: number, of: number) => (fit === of ? `all ${of} fit` : `${fit} of ${of} fit`),
  datesLeft: (fit: string, chosen: number, left: number) => `${chosen} chosen, ${left} left out, ${fit}`,
  checking: 'Checking every date',
  allLeft: 'every date is left out',
  date: 'Date',
  time: (zone: string) => `Time, ${zone}`,
  yours: (zone: string) => `Your time, ${zone}`,
  state: 'State',
  price: (sign: string) => `Expected, ${sign}`,
  fits: 'Fits',
  twice: 'Fits. The time comes twice on this day; the first one is meant',
  moved: 'Fits, at another time',
  left: 'Left out',
  full: 'Cannot be booked',
  why: (what: string, why: string, more: number) => `${what} ${why}${more > 0 ? `, and ${more} more` : ''}`,
  firstUtc: 'First slot in UTC',
  takeOf: (date: string, time: string) => `${date}: use ${time} instead`,
  otherTimes: 'Free that day:',
  noOther: 'No other time of that day is free.',
  notSearched: 'Other times were looked for on the first dates only.',
  leave: 'Leave out',
  leaveOf: (date: string) => `Leave out ${date}`,
  back: 'Take in',
  backOf: (date: string) => `Take in ${date} again`,
  quote: 'Quote',
  quoteFor: (n: number) => (n === 1 ? 'for 1 slot' : `for ${n} slots`),
  fitsAll: (n: number, site: string) => `All ${n} dates fit at ${site}`,
  fitsSome: (n: number, of: number, site: string) => `${n} of ${of} dates fit at ${site}`,
  fitsNone: 'None of these dates fits',
  conflicts: (n: number) =>
    n === 1
      ? '1 date cannot be booked. Choose another time for it, or book the rest without it.'
      : `${n} dates cannot be booked. Choose other times for them, or book the rest without them.`,
  between: (n: number, fit: number) =>
    n === fit ? `All ${n} times between fit` : `${n - fit} of ${n} times between do not fit`,
  betweenHelp: 'Make what runs outside these hours smaller, or switch it off.',
  first: 'First slot',
  last: 'Last slot',
  each: 'Each slot',
  book: (n: number, price: string) => (n === 1 ? `Book 1 slot for ${price}` : `Book ${n} slots for ${price}`),
  bookSome: (n: number, of: number, price: string) => `Book ${n} of ${of} for ${price}`,
  allOrNothing: 'All of these slots are booked together, or none of them.',
  lost: {
    title: 'Some dates were taken in the meantime',
    text: 'Nothing was booked. The dates are shown anew above; look at them and book again.',
  },
  booked: (n: number) => (n === 1 ? '1 slot is booked' : `${n} slots are booked`),
  refused: 'This series cannot be booked',
};

/** Why a date has no slot; those that are full have counted reasons instead. */
export const outcomeText: Record<Exclude<SeriesDate['outcome'], 'fits' | 'full'>, string> = {
  own: 'This environment has another slot then',
  'gap-start': 'The clocks jump over the start on this day',
  'gap-end': 'The clocks jump over the end on this day',
  past: 'Has passed already',
  'too-far': 'More than 400 days ahead',
  'too-short': 'Shorter than 5 minutes on this day',
};

/** What is wrong with a rule as a whole. */
export const ruleText: Record<string, string> = {
  'series-too-many': 'A series has at most 366 slots. Choose an earlier end or a longer pause.',
  'series-count': 'The number of dates is none that a series can have.',
  'series-none': 'No date is left. Choose a weekday, or a later end.',
  'series-overlap': 'A slot lasts into the next one. Choose a shorter one or a longer pause.',
  'series-invalid': 'Fill in a date and a time.',
};
