import type { LineOf } from '@patchbay/engine/rating';
import type { PriceVersion } from '../../api/types.ts';
import type { Status } from '../status.ts';

const changes = (n: number) => (n === 1 ? '1 change' : `${n} changes`);

export const pricesText = {
  title: 'Prices',
  lead: 'Every version stays as it was published. What is booked keeps the price that it was booked at; what is quoted from then on has the new one.',
  draft: 'Draft a new version',
  csv: 'CSV',
  csvOf: 'Download the prices in force as CSV',
  versions: 'Versions',
  no: 'No.',
  state: 'State',
  from: 'From',
  by: 'Published by',
  startUp: 'start-up',
  note: 'What for',
  changesHead: 'Changes',
  changes,
  none: '–',
  contentsOf: (no: number) => `contents of ${no}`,
  show: (no: number) => `Show what version ${no} changed`,
  diffOf: (no: number) => `What version ${no} changed`,
  diff: 'What changes',
  back: 'Roll back…',
  backOf: (no: number) => `Roll back to version ${no}`,
  backTitle: (no: number) => `Roll back to version ${no}?`,
  backText: (no: number) =>
    `The contents of version ${no} are published again as a new version, from now on. Nothing that was published is changed.`,
  withdraws: (no: number, from: string) =>
    `Version ${no}, which would begin ${from}, is withdrawn: it does not come into force.`,
  backDo: 'Publish it again',
  backDone: (no: number, of: number) => `Version ${no} has the prices of version ${of} again`,
  what: 'Price',
  unit: 'Unit',
  now: 'At present',
  wanted: 'New',
  wantedOf: (what: string) => `New: ${what}`,
  was: 'Before',
  becomes: 'After',
  search: 'Find a price',
  nothing: 'No price is called so.',
  bound: (n: number) => `The first ${n} are shown. Find the others by their names.`,
  wrong: {
    micros: 'An amount in cents with at most 4 decimals.',
    factor: 'Percent, from 0 to 1000, with at most 1 decimal.',
  },
  percent: 'Raise those shown by, %',
  percentDo: 'Apply',
  percentHint: 'A tie is rounded to the even ten-thousandth of a cent.',
  read: 'Read a CSV file',
  readProblems: (lines: string, n: number) =>
    `${n === 1 ? '1 line was' : `${n} lines were`} not read: ${lines}. The others are in the draft.`,
  readProblem: (line: number, why: string) => `line ${line} (${why})`,
  problems: { fields: 'fields', unknown: 'no such price', value: 'no amount', twice: 'twice' },
  noTable: {
    title: 'This is no table of prices',
    text: 'Nothing was changed. Its first line names the columns, as in the CSV of this page.',
  },
  review: (n: number) => `Review ${changes(n)}…`,
  nothingChanged: 'No price differs yet.',
  somethingWrong: 'Correct what is no amount first.',
  discard: 'Discard the draft',
  publishTitle: (no: number) => `Publish version ${no}`,
  when: 'From when on',
  whenNow: 'Now',
  whenLater: 'A later time',
  start: 'Date and time',
  zone: (zone: string) => `Times are those of ${zone}.`,
  noteLabel: 'What for',
  noteHint: 'Operators read it beside the version.',
  publish: 'Publish',
  cancel: 'Cancel',
  published: (no: number) => `Version ${no} is published`,
  overtaken: {
    title: 'Another version was published or began in the meantime',
    text: 'Nothing was published. Your draft is still here: look at what is in force and what is ahead, and review it again.',
  },
  badStart: {
    title: 'This start cannot be',
    text: 'Nothing was published. Prices begin now or within the time that can be booked ahead.',
  },
  monthly: 'Channel, each month of use',
  gradeOf: (grade: string) => `Site of grade ${grade}`,
  bandOf: (name: string) => `Time: ${name}`,
  perOf: (type: string, property: string) => `${type}: ${property}`,
};

export const priceStates: Record<PriceVersion['state'], Status> = {
  current: { glyph: 'running', word: 'In force' },
  ahead: { glyph: 'scheduled', word: 'Ahead' },
  past: { glyph: 'stopped', word: 'Past' },
  withdrawn: { glyph: 'stopped', word: 'Withdrawn' },
};

export const priceUnits: Record<LineOf, (unit: string) => string> = {
  hour: (unit) => (unit === '' ? 'cent/h' : `cent/h for each ${unit}`),
  used: (unit) => `cent/${unit}`,
  month: () => 'cent/month',
  band: () => '%',
  grade: () => '%',
};

/** What a meter of real use counts in. */
export const usedUnits: Readonly<Record<string, string>> = {
  'cpu.used': 'vCPU h',
  'memory.used': 'GiB h',
  'traffic.used': 'GB',
};

export const catalogText = {
  title: 'Catalog',
  lead: 'Component types come with the server; each start with other types publishes a version. Designs keep the version that they name.',
  version: 'Version',
  published: 'Published',
  types: 'Types',
  added: 'New',
  removed: 'Gone',
  changed: 'Changed',
  use: 'New designs',
  inUse: 'use it',
  unreadable: 'this server cannot read it',
  none: '–',
  more: (n: number) => `and ${n} more`,
  choose: 'Use for new designs',
  chooseOf: (id: string) => `Use ${id} for new designs`,
  chosen: (id: string) => `New designs use ${id}`,
  pinned: (by: string, time: string) =>
    `Chosen by ${by}, ${time}: new designs use that version until another is chosen.`,
  somebody: 'an operator',
  newest: 'Use the newest again',
  newestDone: 'New designs use the newest version',
};
