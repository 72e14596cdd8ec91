import { randomUUID } from 'node:crypto';

const pc = {
  version: 1,
  components: {
    'c-pc': { id: 'c-pc', type: 'x86-pc', name: 'PC', count: 1, host: null, properties: {}, x: 0, y: 0 },
  },
  connections: {},
};

const decided = (name: string) => ({
  name,
  summary: '',
  family: 'hardware',
  icon: 'stack',
  ports: [],
  parameters: [],
  visibility: 'team',
});

/** An input that a procedure accepts and that names the owner's things wherever it can. */
export function inputFor(path: string, ids: Readonly<Record<string, string>>, canary: string): unknown {
  const inputs: Record<string, unknown> = {
    ...moneyInputs(ids),
    'session.signUp': { name: 'N', email: `${randomUUID()}@test.example`, password: 'long enough to pass' },
    'session.signIn': { email: 'nobody@test.example', password: 'wrong wrong wrong' },
    'session.confirm': { password: 'wrong wrong wrong' },
    'session.signOut': {},
    'session.resetPassword': { token: 'no such token', password: 'long enough to pass' },
    'setUp.make': {
      token: 'no such token',
      name: 'N',
      email: 'first@test.example',
      password: 'long enough to pass',
    },
    'people.issueResetLink': { personId: ids['personId'] },
    'members.add': { email: 'newcomer@test.example', role: 'viewer' },
    'members.setRole': { personId: ids['personId'], role: 'owner' },
    'members.remove': { personId: 'nobody' },
    ...catalogInputs(),
    ...designInputs(ids, canary),
    ...abstractionInputs(ids, canary),
    ...marketInputs(canary),
    ...reservationInputs(ids),
    'environments.setExpiry': { id: ids['environmentId'], atExpiry: 'suspend' },
    'environments.get': { id: ids['environmentId'] },
    'environments.watch': { id: ids['environmentId'] },
    'environments.retry': { id: ids['environmentId'] },
    'environments.switchMachines': {
      id: ids['environmentId'],
      machines: [{ component: 'c-a1', idx: 0 }],
      to: 'off',
    },
    'access.openPort': { environmentId: ids['environmentId'], component: 'c-a1', idx: 0, port: 80 },
    'access.logs': { environmentId: ids['environmentId'], component: 'c-a1', idx: 0 },
    'environments.deleteData': { id: ids['environmentId'] },
    'environments.chooseData': { id: ids['environmentId'], hostId: 'host_none' },
    'environments.deleteSpare': { id: ids['environmentId'], hostId: 'host_none' },
    ...operatorInputs(),
    'audit.list': {},
    'audit.platform': {},
    'world.resume': {},
    'world.skip': { to: new Date(0).toISOString() },
  };
  return inputs[path];
}

function operatorInputs(): Record<string, unknown> {
  return {
    'dataCenter.timeline': {
      scope: { siteId: 'site_berlin' },
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-08T00:00:00Z',
    },
    'demand.unmet': { days: 7 },
    'dataCenter.probe': { address: 'unix:///nowhere.sock' },
    'dataCenter.addHost': {
      address: 'unix:///nowhere.sock',
      name: 'h',
      site: { name: 'S' },
      rack: 'r',
      offered: { cpus: 1, memoryMiB: 512, diskGiB: 1 },
    },
    ...inventoryInputs(),
    'failures.close': { id: 'fail_none' },
    'failures.provoke': { scope: 'host', id: 'host_none', minutes: 1 },
    'failures.setAccidents': { rate: 'never' },
    'failures.mend': { scope: 'host', id: 'host_none' },
    'dataCenter.drainPreview': { hostId: 'host_none' },
    'dataCenter.moveAway': { hostId: 'host_none', slotIds: [] },
    'dataCenter.drainHost': { hostId: 'host_none', draining: true },
    'dataCenter.removeHost': { hostId: 'host_none' },
    'dataCenter.previewMaintenance': { scope: 'host', id: 'host_none', ...aWeekAhead() },
    'dataCenter.planMaintenance': {
      scope: 'host',
      id: 'host_none',
      ...aWeekAhead(),
      reason: 'walked',
      slotIds: [],
    },
    'dataCenter.cancelMaintenance': { id: 'mnt_none' },
  };
}

function catalogInputs(): Record<string, unknown> {
  const line = { of: 'hour', subject: 'none', part: '', value: 1 };
  return {
    'catalog.version': { versionId: 'nothing' },
    'catalog.readPrices': { csv: 'walked' },
    'catalog.publishPrices': { baseId: 'none', aheadId: null, validFrom: null, note: '', lines: [line] },
    'catalog.rollBackPrices': { versionId: 'none', baseId: 'none', aheadId: null, note: '' },
    'catalog.chooseVersion': { versionId: 'none' },
  };
}

function inventoryInputs(): Record<string, unknown> {
  const amounts = { cpus: 1, memoryMiB: 512, diskGiB: 1, gpus: 0 };
  const spec = {
    name: 'h',
    rack: 'r',
    rackUnit: 1,
    model: 'M',
    arch: 'x86',
    clockMhz: 1000,
    year: 2020,
    ...amounts,
  };
  return {
    'inventory.addSite': { name: 'Walked', grade: 1 },
    'inventory.changeSite': { siteId: 'site_none', name: 'Walked', grade: 1 },
    'inventory.retireSite': { siteId: 'site_none' },
    'inventory.addRack': { siteId: 'site_none', name: 'r' },
    'inventory.changeRack': { rackId: 'rack_none', name: 'r' },
    'inventory.retireRack': { rackId: 'rack_none' },
    'inventory.addHost': { siteId: 'site_none', ...spec },
    'inventory.changeHost': { hostId: 'host_none', ...spec },
    'inventory.changePool': { poolId: 'pool_none', capacity: 1 },
    'inventory.previewImport': { csv: 'walked' },
    'inventory.importHosts': { csv: 'walked', added: 0, changed: 0 },
  };
}

function aWeekAhead() {
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  return { from: at(7), to: at(8) };
}

function seriesOf({ designId, start = '' }: Readonly<Record<string, string>>) {
  const [date, time] = [start.slice(0, 10), start.slice(11, 16)];
  const rule = { every: 1, unit: 'day', weekdays: [], ends: { count: 2 }, except: [] };
  return {
    designId,
    revision: 1,
    recurrence: { zone: 'UTC', date, time, minutes: 60, ...rule },
    instead: [],
  };
}

function designInputs(ids: Readonly<Record<string, string>>, canary: string): Record<string, unknown> {
  return {
    'designs.get': { id: ids['designId'] },
    'designs.revision': { id: ids['designId'], revision: 1 },
    'designs.create': { key: randomUUID(), name: 'walked' },
    'designs.save': {
      id: ids['designId'],
      baseRevision: 999,
      document: { version: 1, components: {}, connections: {}, groups: {} },
    },
    'designs.rename': { id: ids['designId'], name: `${canary} design` },
    'designs.remove': { id: 'des_none' },
  };
}

function abstractionInputs(ids: Readonly<Record<string, string>>, canary: string): Record<string, unknown> {
  return {
    'abstractions.get': { id: ids['abstractionId'] },
    'abstractions.usages': { id: ids['abstractionId'] },
    'abstractions.diff': { from: ids['versionType'], to: ids['versionType'] },
    'abstractions.save': { key: randomUUID(), ...decided('walked'), document: pc },
    'abstractions.saveVersion': {
      key: randomUUID(),
      id: ids['abstractionId'],
      baseNo: 999,
      revision: 1,
      semver: '9.0.0',
      notes: '',
      ...decided(`${canary} abstraction`),
    },
    'abstractions.rename': { id: ids['abstractionId'], name: `${canary} abstraction`, summary: '' },
    'abstractions.remove': { id: 'abs_none' },
  };
}

function marketInputs(canary: string): Record<string, unknown> {
  const type = 'e-mail-workplace';
  return {
    'market.search': {
      text: '',
      contents: [],
      systems: [],
      soon: null,
      publishers: [],
      maxPerHourMicros: null,
      sort: 'name',
      page: 0,
    },
    'market.get': { type },
    'market.take': { key: randomUUID(), type, name: `${canary} product`, properties: {} },
    'market.fork': { key: randomUUID(), type: 'e-mail-workplace' },
    'abstractions.publish': { type: 'a-none-1', text: canary, pricePerHourMicros: 0, forkable: false },
    'abstractions.withdraw': { type: 'a-none-1' },
  };
}

function moneyInputs(ids: Readonly<Record<string, string>>): Record<string, unknown> {
  return {
    'usage.month': {},
    'budgets.set': { amountMicros: 600_000_000, alerts: [50, 80, 100], hardCap: true, told: [] },
    'invoices.get': { id: ids['invoiceId'] },
    'invoices.hours': {
      invoiceId: ids['invoiceId'],
      slotId: 'slot_none',
      component: 'c-a1',
      meter: 'cpu.used',
    },
    'invoices.giveCredit': {
      key: randomUUID(),
      channelId: 'ch_none',
      amountMinor: 1,
      reason: 'walked',
    },
  };
}

function reservationInputs(ids: Readonly<Record<string, string>>): Record<string, unknown> {
  const series = seriesOf(ids);
  const change = { slotId: ids['slotId'], scope: 'this', start: ids['start'], end: ids['end'] };
  return {
    'reservations.quote': { designId: ids['designId'], revision: 1, start: ids['start'], end: ids['end'] },
    'reservations.book': {
      designId: ids['designId'],
      revision: 1,
      start: ids['start'],
      end: ids['end'],
      key: randomUUID(),
      zone: 'UTC',
      expectedTotalMinor: 0,
    },
    'reservations.quoteSeries': series,
    'reservations.bookSeries': { ...series, key: randomUUID(), zone: 'UTC', expectedTotalMinor: 0 },
    'reservations.room': { slotId: ids['slotId'] },
    'reservations.quoteChange': change,
    'reservations.change': { ...change, slotId: 'slot_none', key: randomUUID(), expectedTotalMinor: 0 },
    'reservations.release': { key: randomUUID(), reservationId: 'res_none' },
    'reservations.quoteRevision': { environmentId: ids['environmentId'], revision: 1 },
    'reservations.applyRevision': {
      key: randomUUID(),
      environmentId: ids['environmentId'],
      revision: 1,
      expectedTotalMinor: 0,
    },
  };
}
