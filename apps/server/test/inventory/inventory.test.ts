import { HOUR } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCenterDto, HostDto } from '../../src/features/data-center/dto.ts';
import type { EditedDto, HostSpec } from '../../src/features/data-center/editing/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw } from '../engines/lab.ts';
import { refused } from '../hosts/paper.ts';

/** Operators write down what there is; nothing becomes less than what is booked (CAP-1), and nothing booked is lost (CAP-3). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  designId = await draw(ada, 2);
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
});
afterAll(() => server.end());

const overview = () => operator.query<DataCenterDto>('dataCenter.overview');
const siteOf = async (name: string) => (await overview()).sites.find((site) => site.name === name);
const hostOf = async (id: string): Promise<HostDto | undefined> =>
  (await overview()).sites
    .flatMap(({ racks }) => racks.flatMap(({ hosts }) => hosts))
    .find((host) => host.id === id);
const issueOf = async (call: Promise<unknown>) => {
  const { code, issues } = await refused(call);
  return [code, ...issues];
};
const spec = (name: string, rest: Partial<HostSpec> = {}): HostSpec => ({
  name,
  rack: 'n1',
  rackUnit: 1,
  model: 'Rack server',
  arch: 'x86-64',
  clockMhz: 2600,
  year: 2025,
  cpus: 16,
  memoryMiB: 65_536,
  diskGiB: 1000,
  gpus: 0,
  ...rest,
});
const add = (siteId: string, one: HostSpec) =>
  operator.mutate<EditedDto>('inventory.addHost', { siteId, ...one });
const change = (hostId: string, one: HostSpec) =>
  operator.mutate<EditedDto>('inventory.changeHost', { hostId, ...one });

let siteId = '';
let hostId = '';

it('a site is added with its pools, and a name is taken once', async () => {
  siteId = (await operator.mutate<{ id: string }>('inventory.addSite', { name: 'Oslo-1', grade: 4 })).id;
  const site = await siteOf('Oslo-1');
  expect(site).toMatchObject({ grade: 4, simulated: true, racks: [] });
  const pools = new Map(site?.pools.map(({ resourceClass, capacity }) => [resourceClass, capacity]));
  expect([pools.get('vlan'), pools.get('public-address'), pools.get('seat/windows-98')]).toEqual([50, 0, 0]);
  expect(await issueOf(operator.mutate('inventory.addSite', { name: 'Oslo-1', grade: 1 }))).toEqual([
    'CONFLICT',
    'taken',
  ]);
  await operator.mutate('inventory.changeSite', { siteId, name: 'Oslo-2', grade: 0 });
  expect(await siteOf('Oslo-2')).toMatchObject({ id: siteId, grade: 0 });
});

it('a rack is added, renamed and retired; a host stands at one unit of it', async () => {
  const { id } = await operator.mutate<{ id: string }>('inventory.addRack', { siteId, name: 'n9' });
  await operator.mutate('inventory.changeRack', { rackId: id, name: 'n1' });
  expect(await issueOf(operator.mutate('inventory.addRack', { siteId, name: 'n1' }))).toEqual([
    'CONFLICT',
    'taken',
  ]);
  const added = await add(siteId, spec('n1-h01'));
  expect(added.outcome).toBe('done');
  hostId = added.outcome === 'done' ? added.id : '';
  expect(await issueOf(operator.mutate('inventory.retireRack', { rackId: id }))).toEqual([
    'CONFLICT',
    'hosts',
  ]);
  expect(await issueOf(operator.mutate('inventory.retireSite', { siteId }))).toEqual(['CONFLICT', 'hosts']);
  expect(await issueOf(add(siteId, spec('n1-h01', { rackUnit: 2 })))).toEqual(['CONFLICT', 'twice']);
  expect(await issueOf(add(siteId, spec('n1-h02')))).toEqual(['CONFLICT', 'unit-taken']);
  expect(await issueOf(add(siteId, spec('n1-h02', { rackUnit: 2, arch: 'pdp-11' })))).toEqual([
    'CONFLICT',
    'arch',
  ]);
});

it('what is written down of a host changes, from now on', async () => {
  const wanted = spec('n1-h01', { rack: 'n2', rackUnit: 7, cpus: 32, model: 'Bigger' });
  expect(await change(hostId, wanted)).toEqual({ outcome: 'done', id: hostId });
  expect(await hostOf(hostId)).toMatchObject({
    rackUnit: 7,
    model: 'Bigger',
    capacity: { cpuMilli: 32_000 },
  });
  const site = await siteOf('Oslo-2');
  expect(site?.racks.map(({ name, hosts }) => [name, hosts.length])).toEqual(
    expect.arrayContaining([
      ['n1', 0],
      ['n2', 1],
    ]),
  );
  const periods = await rows(
    server.app,
    sql`select cpu_milli from host_capacity where host_id = ${hostId} order by lower(during) nulls first`,
  );
  expect(periods.map(({ cpu_milli }) => Number(cpu_milli))).toEqual([16_000, 32_000]);
});

it('CAP-1: below what is claimed it is refused, and the slots in the way are named', async () => {
  const { environmentId } = await book(ada, {
    designId,
    revision: 2,
    start: at + 2 * HOUR,
    end: at + 4 * HOUR,
  });
  const [claim] = await rows(
    server.app,
    sql`select c.host_id, c.slot_id, sum(c.cpu_milli)::int as cpu from host_claim c join slot s on s.id = c.slot_id where s.environment_id = ${environmentId} group by 1, 2`,
  );
  const on = String(claim?.['host_id']);
  const host = await hostOf(on);
  if (!host) throw new Error('no host');
  const rack = (await overview()).sites
    .flatMap(({ racks }) => racks)
    .find(({ hosts }) => hosts.some(({ id }) => id === on));
  const as = (rest: Partial<HostSpec>) =>
    spec(host.name, {
      rack: rack?.name ?? '',
      rackUnit: host.rackUnit,
      model: host.model,
      arch: host.arch,
      clockMhz: host.clockMhz,
      year: host.year,
      cpus: host.capacity.cpuMilli / 1000,
      memoryMiB: host.capacity.memoryMiB,
      diskGiB: host.capacity.diskMiB / 1024,
      gpus: host.capacity.gpu,
      ...rest,
    });
  const least = Math.ceil(Number(claim?.['cpu']) / 1000);
  expect(await change(on, as({ cpus: least - 1 }))).toMatchObject({
    outcome: 'claimed',
    short: ['cpuMilli'],
    until: new Date(at + 4 * HOUR).toISOString(),
    slots: [{ slotId: claim?.['slot_id'], channel: expect.stringMatching(/^channel \d+$/) }],
    more: 0,
  });
  expect(await hostOf(on)).toMatchObject({ capacity: host.capacity });
  expect(await issueOf(change(on, as({ clockMhz: 100 })))).toEqual(['CONFLICT', 'booked']);
  expect(await issueOf(operator.mutate('dataCenter.removeHost', { hostId: on }))).toEqual([
    'CONFLICT',
    'booked',
  ]);
  expect(await change(on, as({ cpus: least }))).toMatchObject({ outcome: 'done' });
  const behind = server.app.db.platform.tx(null, (tx) =>
    tx.db.execute(
      sql`update host_capacity set cpu_milli = ${least * 1000 - 1} where host_id = ${on} and upper_inf(during)`,
    ),
  );
  await expect(behind).rejects.toMatchObject({ cause: { code: 'PB001' } });
});

it('a simulated host leaves, then its rack and its site, and neither is there to be chosen', async () => {
  await operator.mutate('dataCenter.removeHost', { hostId });
  expect(await hostOf(hostId)).toBe(undefined);
  for (const rack of (await siteOf('Oslo-2'))?.racks ?? [])
    await operator.mutate('inventory.retireRack', { rackId: rack.id });
  expect((await siteOf('Oslo-2'))?.racks).toEqual([]);
  await operator.mutate('inventory.retireSite', { siteId });
  expect(await siteOf('Oslo-2')).toBe(undefined);
  const places = await ada.query<{ name: string }[]>('reservations.places');
  expect(places.map(({ name }) => name)).not.toContain('Oslo-2');
  expect(await issueOf(add(siteId, spec('n1-h09')))).toEqual(['NOT_FOUND']);
});

it('CAP-1: of a capacity that is lowered and a slot that is booked at once, never both', async () => {
  const oslo = await operator.mutate<{ id: string }>('inventory.addSite', { name: 'Race-1', grade: 9 });
  const one = await add(oslo.id, spec('x-h01', { arch: 'sparc64', cpus: 2, memoryMiB: 4096 }));
  const id = one.outcome === 'done' ? one.id : '';
  const outcomes = new Set<string>();
  for (let n = 0; n < 6; n += 1) {
    const cpus = n % 2 === 0 ? 1 : 2;
    const during = `[${new Date(at + (10 + n) * HOUR).toISOString()},${new Date(at + (11 + n) * HOUR).toISOString()})`;
    const claim = server.app.db.platform.tx(null, (tx) =>
      tx.db.execute(sql`
        insert into host_claim (account_id, slot_id, plan_no, component, idx, during, state, host_id, cpu_milli, memory_mib, disk_mib, gpu)
        select account_id, slot_id, plan_no, component, ${100 + n}, ${during}::tstzrange, 'confirmed', ${id}, 2000, 512, 0, 0 from host_claim limit 1`),
    );
    const [claimed, changed] = await Promise.allSettled([
      claim,
      change(id, spec('x-h01', { arch: 'sparc64', cpus, memoryMiB: 4096 })),
    ]);
    outcomes.add(`${claimed.status} ${changed.status === 'fulfilled' ? changed.value.outcome : 'failed'}`);
    const over = await rows(
      server.app,
      sql`select * from host_overdraw(array[${id}], tstzrange(clock(), 'infinity'), clock(), '[]')`,
    );
    expect(over).toEqual([]);
  }
  expect([...outcomes]).not.toContain('rejected failed');
});

it('a site stays while an environment keeps addresses there; its pools have nothing once it is gone', async () => {
  const bergen = await operator.mutate<{ id: string }>('inventory.addSite', { name: 'Bergen-1', grade: 0 });
  const one = await add(bergen.id, spec('b-h01'));
  const start = Math.ceil((await server.now()) / HOUR) * HOUR;
  const { environmentId } = await book(ada, {
    designId: await draw(ada, 1, { disk: false }),
    revision: 2,
    start,
    end: start + HOUR,
    siteId: bergen.id,
  });
  await server.skip(start + HOUR + 60_000);
  await operator.mutate('dataCenter.removeHost', { hostId: one.outcome === 'done' ? one.id : '' });
  const retire = () => operator.mutate('inventory.retireSite', { siteId: bergen.id });
  const why = await refused(retire());
  expect([why.code, why.issues]).toEqual(['CONFLICT', ['environments']]);
  expect(why.message).toMatch(/ 1 environment is at home there/);
  await ada.mutate('environments.setExpiry', { id: environmentId, atExpiry: 'release' });
  await server.skip(start + HOUR + 120_000);
  await retire();
  const left = await rows(
    server.app,
    sql`select distinct c.capacity::int as n from pool_capacity c join pool p on p.id = c.pool_id where p.site_id = ${bergen.id} and upper_inf(c.during)`,
  );
  expect(left).toEqual([{ n: 0 }]);
});
