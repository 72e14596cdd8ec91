import type { ImportRow } from '../../api/types.ts';

const slots = (n: number) => (n === 1 ? '1 slot' : `${n} slots`);
const hosts = (n: number) => (n === 1 ? '1 host' : `${n} hosts`);

export const inventoryText = {
  title: 'Inventory',
  lead: 'What there is: sites, racks and hosts. Nothing becomes less than what is booked.',
  leadReal:
    'What there is: sites, racks and hosts. In this world hosts come in by their engines, with “Add host” on the overview; names and places are written down here.',
  addSite: 'Add site…',
  import: 'Import hosts…',
  csv: 'CSV',
  csvOf: 'Download the simulated hosts as CSV',
  none: 'There is no site yet.',
  what: 'Site or rack',
  grade: 'Grade',
  origin: 'Hosts are',
  racks: 'Racks',
  hostsHead: 'Hosts',
  actions: 'Actions',
  edit: 'Edit',
  rename: 'Rename',
  addRack: 'Add rack',
  addHost: 'Add host',
  retire: 'Retire',
  of: (act: string, what: string) => `${act}: ${what}`,
  siteOf: (name: string) => `Site ${name}`,
  rackIn: (site: string) => `rack of ${site}`,
  rackOf: (name: string) => `Rack ${name}`,
  newSite: 'Add a site',
  newRack: (site: string) => `Add a rack at ${site}`,
  name: 'Name',
  gradeHint:
    'From 0 to 9. A better grade is tried first, and prices follow it: it changes only while nothing is booked at its price.',
  poolsHint:
    'It begins with a few networks, ports and some storage. “Pools” is where they grow, and where addresses and seats come in.',
  save: 'Save',
  cancel: 'Cancel',
  saved: (name: string) => `${name} is saved`,
  missing: 'Fill in a name.',
  wrongGrade: 'A whole number from 0 to 9.',
  retireTitle: (what: string) => `Retire ${what}?`,
  retireText: 'It leaves the inventory and nothing new comes there. What the past says of it stays.',
  retired: (what: string) => `${what} is retired`,
  keep: 'Keep it',
  notEmpty: (n: number) =>
    `${hosts(n)} ${n === 1 ? 'stands' : 'stand'} there still. Remove or move them first.`,
  taken: { title: 'This name is taken', text: 'Nothing was changed. Choose another name.' },
  occupied: {
    title: 'Something is there still',
    text: 'Nothing was changed. Hosts stand there, or environments are at home there and keep their addresses; their owners release them.',
  },
};

export const hostFormText = {
  add: (site: string) => `Add a simulated host at ${site}`,
  edit: (name: string) => `Edit ${name}`,
  open: 'Edit…',
  now: 'It counts from now on. What is booked on the host keeps what it has.',
  real: 'What it has is what its engine offers. Its name and place are written down here.',
  fields: {
    name: 'Host name',
    rack: 'Rack',
    rackUnit: 'Unit',
    arch: 'Processor',
    model: 'Model',
    clockMhz: 'Clock, MHz',
    year: 'Year',
    cpus: 'CPUs',
    memoryMiB: 'Memory, MiB',
    diskGiB: 'Disk, GiB',
    gpus: 'GPUs',
  },
  rackHint: 'A rack of that name is made where there is none.',
  text: 'Letters, digits, spaces, dots, dashes; at most 40 characters.',
  model: 'Fill in a model of at most 80 characters.',
  arch: 'Choose a processor.',
  number: (least: number, most: number) => `A whole number from ${least} to ${most}.`,
  addDo: 'Add host',
  problems: {
    twice: { title: 'This name is taken', text: 'Another host of the site has it. Nothing was changed.' },
    'unit-taken': {
      title: 'This unit is taken',
      text: 'Another host stands there. Nothing was changed: choose another unit.',
    },
    booked: {
      title: 'Slots are booked on this host',
      text: 'They were placed by its processor and clock. Nothing was changed: drain the host, and change it then.',
    },
    arch: {
      title: 'Nothing runs on this processor',
      text: 'No machine of the catalog does. Nothing was changed.',
    },
    real: {
      title: 'Its engine says what it has',
      text: 'Nothing was changed. Name, rack and unit alone are written down here.',
    },
  },
};

export const inTheWayText = {
  title: (what: string, until: string) => `More ${what} is booked than would be left, until ${until}`,
  text: 'Nothing was changed. Drain the host, or choose as much as is booked.',
  slots: 'Slots in the way',
  channel: 'Channel',
  more: (n: number) => `and ${slots(n)} more`,
  of: { cpuMilli: 'CPU', memoryMiB: 'memory', diskMiB: 'disk', gpu: 'GPU' },
};

export const importText = {
  title: 'Import hosts',
  lead: 'One row for each host, as the CSV of this page has them. Hosts are known by site and name: what is there is changed, what is not is added, and what the file does not name stays. All of it is done or nothing.',
  file: 'CSV file',
  choose: 'Choose a file',
  bound: 'At most 10,000 rows.',
  tooLarge: 'This file is larger than 900 kB. Import it in parts.',
  sum: (added: number, changed: number, unchanged: number, refused: number) =>
    `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`,
  heads: ['Line', 'Host', 'Site', 'What', 'Why'],
  rows: 'What the file would do',
  more: (n: number) => `and ${n} more rows`,
  do: (added: number, changed: number) =>
    [
      added > 0 && `Add ${hosts(added)}`,
      changed > 0 && `${added > 0 ? 'change' : 'Change'} ${hosts(changed)}`,
    ]
      .filter(Boolean)
      .join(' and ') || 'Import',
  refused: 'Correct the rows that are refused first: all of the file is done or nothing.',
  same: 'The inventory is as the file says.',
  done: (added: number, changed: number) => `${hosts(added)} added, ${changed} changed`,
  noTable: {
    title: 'This is no table of hosts',
    text: 'Nothing was changed. Its first line names the columns, as in the CSV of this page; download that, change it, and import it.',
  },
  changed: {
    title: 'The inventory has changed in the meantime',
    text: 'Nothing was changed. Look at what the file would do now, and confirm again.',
  },
};

export const importOutcomes: Record<ImportRow['outcome'], string> = {
  added: 'added',
  changed: 'changed',
  unchanged: 'unchanged',
  refused: 'refused',
};

export const rowProblems: Record<NonNullable<ImportRow['problem']>, string> = {
  fields: 'It has more or fewer fields than the first line.',
  site: 'There is no site of this name.',
  real: 'Its site has real hosts, which come in by their engines.',
  name: 'A name or model is missing, too long, or has other signs than letters, digits, spaces, dots and dashes.',
  unit: 'The unit is no whole number from 1 to 100.',
  arch: 'No machine of the catalog runs on this processor.',
  number: 'It is no whole number, or too large.',
  twice: 'The file has this host twice.',
  'unit-taken': 'Another host stands at this unit of the rack.',
  booked: 'Slots are booked on it by its processor and clock. Drain it first.',
  claimed: 'More is booked than would be left. Drain it first.',
};
