export const calendarText = {
  views: 'View of the schedule',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  table: 'Table',
  today: 'Today',
  earlier: { day: 'Day before', week: 'Week before', month: 'Month before' },
  later: { day: 'Day after', week: 'Week after', month: 'Month after' },
  calendar: (title: string) => `Calendar, ${title}`,
  showAs: (view: string) => `Show as ${view.toLowerCase()}`,
  isShown: 'It is shown so',
  bookDesign: 'Book: choose a design',
  book: 'Book',
  slot: 'Slot',
  close: 'Close',
  variant: 'outside its hours',
  event: (name: string, time: string, state: string) => `${name}, ${time}, ${state}`,
  this: 'This slot',
  state: 'State',
  time: 'Time',
  kept: 'Kept in',
  yours: 'Your time',
  site: 'Site',
  revision: 'Design',
  revisionOf: (booked: number, newer: number | null) =>
    newer === null ? `revision ${booked}` : `revision ${booked}; ${newer} is the newest`,
  expected: 'Expected',
  cost: 'Cost so far',
  series: 'Series',
  seriesOf: (n: number) => `${n} slots`,
  seriesSum: 'Expected in all',
  seriesCost: 'Cost so far in all',
  seriesLeft: 'Still ahead',
  rule: 'Repeats',
  live: 'Watch it live',
  releaseThis: 'Release this slot',
  releaseAll: (n: number) => `Release all ${n} that are left`,
  bookAnother: 'Book another slot',
  subscribe: 'Subscribe to calendar',
  subscribeTitle: 'Subscribe to calendar',
  subscribeLead:
    'A calendar program that reads this secret address shows all slots of this account, and follows every change.',
  subscribeSecret:
    'Whoever has the address can read the schedule without signing in. It is shown here once; make a new one if it becomes known.',
  made: (when: string) => `There is an address, made ${when}. A new one ends it.`,
  looking: 'Looking for an address',
  none: 'There is no address yet.',
  make: 'Make an address',
  makeNew: 'Make a new address',
  revoke: 'End the address',
  revoked: 'The address is ended',
  address: 'Address of the calendar',
  copy: 'Copy',
  copied: 'Copied',
};

const DAYS: Record<string, string> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};

/** A rule in words: every 2 weeks on Mon and Wed. */
export function ruleInWords({
  unit,
  every,
  weekdays,
}: {
  unit: 'day' | 'week';
  every: number;
  weekdays: readonly string[];
}): string {
  const often = every === 1 ? `every ${unit}` : `every ${every} ${unit}s`;
  if (unit === 'day') return often;
  if (weekdays.join(' ') === 'MO TU WE TH FR' && every === 1) return 'every weekday';
  return `${often} on ${weekdays.map((day) => DAYS[day] ?? day).join(', ')}`;
}
