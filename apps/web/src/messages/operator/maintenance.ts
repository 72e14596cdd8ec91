import type { Maintenance } from '../../api/types.ts';
import type { Status } from '../status.ts';

const hosts = (n: number) => (n === 1 ? '1 host' : `${n} hosts`);
const slots = (n: number) => (n === 1 ? '1 slot' : `${n} slots`);

export const maintenanceText = {
  title: 'Maintenance',
  lead: 'While a window lasts nothing runs on its hosts. They close and open by themselves, and their silence is no failure.',
  open: 'Plan maintenance…',
  dialog: (what: string) => `Maintenance of ${what}`,
  what: 'Host or rack',
  chooseWhat: 'Choose a host or a rack',
  rack: (name: string, n: number) => `Rack ${name}, ${hosts(n)}`,
  from: 'From',
  to: 'To',
  zone: (zone: string) => `Times are those of ${zone}.`,
  reason: 'What is done',
  reasonHint: 'Operators read it on the timeline.',
  missing: 'Fill in what is done.',
  noTime: 'Fill in a date and a time that exist.',
  look: 'Show what it would move',
  nothing: 'Nothing is booked there then: nothing has to move.',
  moves: (n: number) =>
    `${slots(n)} would move, by a plan that was solved. What runs into the window moves at once.`,
  full: (n: number) => `${slots(n)} ${n === 1 ? 'fits' : 'fit'} nowhere else.`,
  real: (n: number) => `${slots(n)} ${n === 1 ? 'has its' : 'have their'} data on these hosts.`,
  stays: 'No reservation is given up for maintenance: choose another time, or fewer hosts.',
  confirm: (n: number) => (n === 0 ? 'Close it for that time' : `Move ${slots(n)} and close it`),
  cancelDialog: 'Leave it open',
  planned: (what: string) => `${what} is closed for that time`,
  problems: {
    short: 'A window is at least 5 minutes long and ends after it begins.',
    long: 'A window is at most 31 days long.',
    past: 'This start has passed already. Choose a later one.',
    far: 'This is further ahead than anything can be booked.',
    many: 'Too many slots are booked there then. Nothing was changed: choose fewer hosts or a shorter time.',
  },
  overlap: {
    title: 'There is a window already',
    text: 'One of these hosts is under maintenance then. Nothing was changed: cancel that window, or choose a time beside it.',
  },
  changed: {
    title: 'What would move has changed',
    text: 'Nothing was changed. Look at what would move now, and confirm again.',
  },
  now: (until: string, reason: string) => `Under maintenance until ${until}: ${reason}.`,
  empty: 'No maintenance is planned, and none was.',
  period: 'Window',
  state: 'State',
  hostsHead: 'Hosts',
  actions: 'Actions',
  cancel: 'Cancel window',
  cancelOf: (what: string) => `Cancel the window of ${what}`,
  cancelled: (what: string) => `${what} is open again`,
  sure: (what: string) => `Cancel the maintenance of ${what}?`,
  sureText: 'Its hosts can be booked in that time again. What was moved stays where it is now.',
  keep: 'Keep it',
};

export const maintenanceStates: Record<Maintenance['state'], Status> = {
  ahead: { glyph: 'scheduled', word: 'Ahead' },
  'under-way': { glyph: 'step', word: 'Under way' },
  over: { glyph: 'done', word: 'Over' },
  cancelled: { glyph: 'stopped', word: 'Cancelled' },
};
