/** What an entry says of an act: fields of the input by name, so that nothing gets into the log by itself. */
interface Told {
  /** The field that names what it is done to. */
  readonly subject?: string;
  readonly facts?: readonly string[];
}

const times = ['start', 'end'] as const;
const amounts = ['cpus', 'memoryMiB', 'diskGiB', 'gpus'] as const;
/** Acts that are written down, by procedure. Any other mutation has to be listed below (test/audit). */
const ACTS: Readonly<Record<string, Told>> = {
  'session.signUp': {},
  'session.signIn': {},
  'session.confirm': {},
  'session.signOut': {},
  'session.resetPassword': {},
  'setUp.make': {},
  'people.issueResetLink': { subject: 'personId' },
  'members.add': { facts: ['email', 'role'] },
  'members.setRole': { subject: 'personId', facts: ['role'] },
  'members.remove': { subject: 'personId' },
  'designs.remove': { subject: 'id' },
  'abstractions.publish': { subject: 'type', facts: ['pricePerHourMicros', 'forkable'] },
  'abstractions.withdraw': { subject: 'type' },
  'abstractions.remove': { subject: 'id' },
  'reservations.book': { subject: 'designId', facts: ['environmentId', 'revision', ...times] },
  'reservations.bookSeries': { subject: 'designId', facts: ['environmentId', 'revision'] },
  'reservations.change': { subject: 'slotId', facts: ['scope', 'revision', ...times] },
  'reservations.release': { subject: 'reservationId', facts: ['slotId'] },
  'reservations.applyRevision': { subject: 'environmentId', facts: ['revision'] },
  'calendar.subscribe': {},
  'calendar.revoke': {},
  'environments.setExpiry': { subject: 'id', facts: ['atExpiry'] },
  'environments.deleteData': { subject: 'id' },
  'environments.chooseData': { subject: 'id', facts: ['hostId'] },
  'environments.deleteSpare': { subject: 'id', facts: ['hostId'] },
  'environments.switchMachines': { subject: 'id', facts: ['to'] },
  'access.openPort': { subject: 'environmentId', facts: ['component', 'idx', 'port'] },
  'budgets.set': { facts: ['amountMicros', 'hardCap'] },
  'invoices.giveCredit': { subject: 'channelId', facts: ['amountMinor'] },
  'world.resume': {},
  'world.skip': { facts: ['to'] },
  'dataCenter.addHost': { facts: ['name', 'rack'] },
  'dataCenter.drainHost': { subject: 'hostId', facts: ['draining'] },
  'dataCenter.moveAway': { subject: 'hostId' },
  'dataCenter.planMaintenance': { subject: 'id', facts: ['scope', 'from', 'to'] },
  'dataCenter.cancelMaintenance': { subject: 'id' },
  'dataCenter.removeHost': { subject: 'hostId' },
  'catalog.publishPrices': { subject: 'baseId', facts: ['validFrom', 'note'] },
  'catalog.rollBackPrices': { subject: 'versionId', facts: ['note'] },
  'catalog.chooseVersion': { subject: 'versionId' },
  'inventory.addSite': { facts: ['name', 'grade'] },
  'inventory.changeSite': { subject: 'siteId', facts: ['name', 'grade'] },
  'inventory.retireSite': { subject: 'siteId' },
  'inventory.addRack': { subject: 'siteId', facts: ['name'] },
  'inventory.changeRack': { subject: 'rackId', facts: ['name'] },
  'inventory.retireRack': { subject: 'rackId' },
  'inventory.addHost': { subject: 'siteId', facts: ['name', 'rack', ...amounts] },
  'inventory.changeHost': { subject: 'hostId', facts: ['name', 'rack', ...amounts] },
  'inventory.changePool': { subject: 'poolId', facts: ['capacity', 'firstAddress'] },
  'inventory.importHosts': { facts: ['added', 'changed'] },
  'failures.provoke': { subject: 'id', facts: ['scope', 'minutes'] },
  'failures.setAccidents': { facts: ['rate'] },
  'failures.mend': { subject: 'id', facts: ['scope'] },
  'failures.close': { subject: 'id' },
};

/** Mutations that nobody asks about later, each with the reason. */
export const UNTOLD: Readonly<Record<string, string>> = {
  'designs.create': 'a drawing by itself costs and opens nothing; booking it is told',
  'designs.save': 'every revision is kept whole, with who and when',
  'designs.rename': 'a drawing by itself costs and opens nothing',
  'abstractions.save': 'every version is kept whole',
  'abstractions.saveVersion': 'every version is kept whole',
  'abstractions.rename': 'a drawing by itself costs and opens nothing',
  'market.take': 'makes a drawing',
  'market.fork': 'makes a drawing',
  'environments.retry': 'goes on with what was booked already',
  'catalog.readPrices': 'looks, and changes nothing',
  'inventory.previewImport': 'looks, and changes nothing',
  'dataCenter.probe': 'looks, and changes nothing',
};

export interface Act {
  readonly act: string;
  readonly subject: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

const MAX_TEXT = 200;

/** What is written of a call; null where nothing is. The input is not checked yet, so only short plain values are taken. */
export function actOf(path: string, input: unknown): Act | null {
  const told = Object.hasOwn(ACTS, path) ? ACTS[path] : undefined;
  if (!told) return null;
  const fields = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const plain = (name: string): string | null => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return ['string', 'number', 'boolean'].includes(typeof value) ? cut(String(value)) : null;
  };
  const facts = (told.facts ?? []).flatMap((name) => {
    const value = plain(name);
    return value === null ? [] : [[name, value] as const];
  });
  const subject = told.subject === undefined ? null : plain(told.subject);
  return { act: path, subject, facts: Object.fromEntries(facts) };
}

/** At most so many characters, none of them cut in half: half a character is nothing that the database stores. */
function cut(text: string): string {
  return Array.from(text.slice(0, 2 * MAX_TEXT))
    .slice(0, MAX_TEXT)
    .join('');
}
