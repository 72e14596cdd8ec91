export const hoursText = {
  toggle: 'Between these slots, run a smaller variant',
  toggleText:
    'Nights and weekends of office hours: the same environment at the same addresses, with other counts and sizes. Both are booked together.',
  title: 'Inside and outside these hours',
  part: 'Part',
  property: 'What',
  inside: 'Inside',
  outside: 'Outside',
  count: 'Count',
  countOf: (part: string) => `Count of ${part} outside these hours`,
  valueOf: (label: string, part: string) => `${label} of ${part} outside these hours`,
  perHour: 'Reserved, per hour',
};
