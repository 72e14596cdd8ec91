import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Databases } from '../src/db/databases.ts';
import { DriverError, type Driver } from '../src/drivers/driver.ts';
import { simulatedDriver } from '../src/drivers/simulated/driver.ts';
import { breakHost, mendHost } from '../src/drivers/simulated/faults.ts';
import type { DataCenterDto, HostDto, ProbeDto } from '../src/features/data-center/dto.ts';
import type { EnvironmentDto } from '../src/features/environments/dto.ts';
import type { PlaceDto } from '../src/features/reservations/dto.ts';
import { rows, testApp, Refused, type Browser, type TestApp } from './app.ts';
import { bookNow, draw, quoteNow, release, stateOf, until, untilState } from './engines/lab.ts';

/** Hosts of paper behind the driver of real ones: everything above the driver is as it is with engines. */
const PROBE = {
  engine: 'Paper 1.0',
  apiVersion: '1.41',
  arch: 'x86-64',
  cpus: 4,
  memoryMiB: 8192,
  pingMs: 1.4,
  limits: ['paper' as const],
};
const paper = (db: Databases): Driver => ({
  ...simulatedDriver(db.simulator),
  name: 'docker',
  real: true,
  probe: (host) => {
    if (host.includes('nowhere')) throw new DriverError('unreachable', 'no such socket', 'not-done');
    return Promise.resolve(PROBE);
  },
});

let server: TestApp;
let operator: Browser;
let ada: Browser;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const offered = { cpus: 8, memoryMiB: 4096, diskGiB: 100 };
const newHost = (name: string, site: { id: string } | { name: string }, more = {}) => ({
  address: `unix:///run/${name}.sock`,
  name,
  site,
  rack: 'r1',
  offered: { ...offered, ...more },
});
const add = (input: ReturnType<typeof newHost>) =>
  operator.mutate<{ id: string }>('dataCenter.addHost', input);

async function lab(): Promise<{ siteId: string; hosts: HostDto[] }> {
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  const site = sites.find(({ name }) => name === 'Lab');
  return { siteId: site?.id ?? '', hosts: site?.racks.flatMap((rack) => rack.hosts) ?? [] };
}
const hostNamed = async (name: string) => (await lab()).hosts.find((host) => host.name === name) as HostDto;

async function refused(call: Promise<unknown>): Promise<Refused> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Refused);
  return outcome as Refused;
}

describe('an operator adds engines', () => {
  it('an address is probed before it is a host', async () => {
    const seen = await operator.mutate<ProbeDto>('dataCenter.probe', { address: 'unix:///run/one.sock' });
    expect(seen).toEqual({ ...PROBE, pingMs: 1, hostName: null });
  });

  it('to a new site, then to the same one; a site that is real is tried first', async () => {
    await add(newHost('one', { name: 'Lab' }));
    const { siteId } = await lab();
    await add(newHost('two', { id: siteId }));
    const { hosts } = await lab();
    expect(
      hosts.map(({ name, rackUnit, model, status, draining }) => [name, rackUnit, model, status, draining]),
    ).toEqual([
      ['one', 1, 'Paper 1.0', 'up', false],
      ['two', 2, 'Paper 1.0', 'up', false],
    ]);
    expect(hosts[0]?.engine).toMatchObject({ address: 'unix:///run/one.sock', limits: PROBE.limits });
    const places = await ada.query<PlaceDto[]>('reservations.places');
    expect(places.map(({ name, real }) => [name, real])).toEqual([
      ['Lab', true],
      ['Berlin-2', false],
      ['Tartu-1', false],
    ]);
  });

  it.each([
    ['the same engine twice', () => newHost('one', { name: 'Other' }), 'CONFLICT', /is host one already/],
    ['to a simulated site', () => newHost('three', { id: 'site_berlin' }), 'CONFLICT', /is simulated/],
    ['to a site that is not there', () => newHost('three', { id: 'site_none' }), 'NOT_FOUND', /site/],
    [
      'more memory than it has',
      () => newHost('three', { name: 'X' }, { memoryMiB: 9000 }),
      'BAD_INPUT',
      /8192 MiB/,
    ],
    [
      'processors over and over',
      () => newHost('three', { name: 'X' }, { cpus: 17 }),
      'BAD_INPUT',
      /up to 4 times/,
    ],
    ['where nothing answers', () => newHost('nowhere', { name: 'X' }), 'BAD_INPUT', /Nothing that speaks/],
  ])('%s is refused in a sentence, and nothing is added', async (_, input, code, sentence) => {
    const before = await operator.query<DataCenterDto>('dataCenter.overview');
    const { code: seen, message } = await refused(add(input()));
    expect([seen, message]).toEqual([code, expect.stringMatching(sentence)]);
    const after = await operator.query<DataCenterDto>('dataCenter.overview');
    expect(after.sites.map(({ name }) => name)).toEqual(before.sites.map(({ name }) => name));
  });
});

describe('what no real host can make', () => {
  it('is refused there before booking, with its type, and fits where it is simulated', async () => {
    const { id } = await ada.mutate<{ id: string }>('designs.create', {
      key: crypto.randomUUID(),
      name: 'PC',
      abstraction: 'easy-word-processing',
    });
    const { siteId } = await lab();
    const there = await quoteNow(server, ada, { designId: id, revision: 1, siteId });
    expect(there.fits).toBe(false);
    expect(there.rejection?.reasons.map(({ shortage, when }) => [shortage, when])).toEqual(
      expect.arrayContaining([[{ of: 'type', type: 'windows-98' }, 'never']]),
    );
    expect(await quoteNow(server, ada, { designId: id, revision: 1 })).toMatchObject({
      fits: true,
      real: false,
    });
  });
});

describe('hosts come and go under a running environment', () => {
  let designId: string;
  let id: string;
  const hostOf = ({ parts }: EnvironmentDto) =>
    parts.find(({ component }) => component === 'c-m')?.host ?? '';

  it('CAP-3: the host is lost: it moves, keeps names and addresses, and its owner is told', async () => {
    designId = await draw(ada, 2);
    id = await bookNow(server, ada, designId);
    const before = await untilState(ada, id, 'running');
    const lost = await hostNamed(hostOf(before));
    await breakHost(server.app.db.simulator, lost.id, 'power-off');
    const after = await untilState(ada, id, 'running', 2);
    expect(hostOf(after)).not.toBe(lost.name);
    expect(after.parts.map(({ addresses }) => addresses)).toEqual(
      before.parts.map(({ addresses }) => addresses),
    );
    expect(after.events.map(({ code }) => code)).toContain('moved');
    expect(await hostNamed(lost.name)).toMatchObject({ status: 'lost' });
    // REP-1: one plan holds, and it names its parent.
    const plans = await rows(server.app, sql`select no, parent_no, state from plan order by no`);
    expect(plans).toEqual([
      { no: 1, parent_no: null, state: 'replaced' },
      { no: 2, parent_no: 1, state: 'current' },
    ]);
  });

  it('ENV-3: it returns, and what it still holds is removed before it takes work again', async () => {
    const { hosts } = await lab();
    const lost = hosts.find(({ status }) => status === 'lost') as HostDto;
    await mendHost(server.app.db.simulator, lost.id);
    await until(
      'back',
      () => hostNamed(lost.name),
      ({ status }) => status === 'up',
    );
    const left = await server.app.db.simulator.tx(null, async (tx) => [
      ...(await tx.db.execute(sql`select 1 from simulator.resource where host_id = ${lost.id}`)),
    ]);
    expect(left).toEqual([]);
  });

  it('nothing new comes to a host that is drained, and a host with something on it is not removed', async () => {
    const here = await hostNamed(hostOf(await stateOf(ada, id)));
    await operator.mutate('dataCenter.drainHost', { hostId: here.id, draining: true });
    const other = await bookNow(server, ada, await draw(ada, 2));
    expect(hostOf(await untilState(ada, other, 'running'))).not.toBe(here.name);
    const { code, message } = await refused(operator.mutate('dataCenter.removeHost', { hostId: here.id }));
    expect([code, message]).toEqual(['CONFLICT', expect.stringMatching(/One slot is booked/)]);
    await release(ada, other);
    await untilState(ada, other, 'ended');
    const there = (await lab()).hosts.find(({ name }) => name !== here.name) as HostDto;
    const kept = await refused(operator.mutate('dataCenter.removeHost', { hostId: there.id }));
    expect(kept.message).toMatch(/keeps data on this host/);
    await ada.mutate('environments.deleteData', { id: other });
    await until(
      'cleared',
      () => stateOf(ada, other),
      (seen) => seen.kept === null,
    );
    await operator.mutate('dataCenter.removeHost', { hostId: there.id });
    expect((await lab()).hosts.map(({ name }) => name)).toEqual([here.name]);
  });

  it('CAP-3: lost with no room left: it waits for its owner, who is told, and goes on when there is room again', async () => {
    const here = await hostNamed(hostOf(await stateOf(ada, id)));
    await breakHost(server.app.db.simulator, here.id, 'partition');
    const stranded = await untilState(ada, id, 'attention', 2);
    expect(stranded.events[0]).toMatchObject({ code: 'stranded', values: { from: here.name } });
    await mendHost(server.app.db.simulator, here.id);
    await until(
      'back',
      () => hostNamed(here.name),
      ({ status }) => status === 'up',
    );
    await ada.mutate('environments.retry', { id });
    await untilState(ada, id, 'running', 2);
    await release(ada, id);
    await untilState(ada, id, 'ended');
  });

  it('another slot finds the data: only the host where it lies will do, beside the slots it has', async () => {
    const here = (await lab()).hosts[0] as HostDto;
    const again = { designId, revision: 2, environmentId: id };
    expect(await quoteNow(server, ada, again)).toMatchObject({ fits: false });
    await operator.mutate('dataCenter.drainHost', { hostId: here.id, draining: false });
    expect(await quoteNow(server, ada, again)).toMatchObject({ fits: true, siteName: 'Lab' });
    await bookNow(server, ada, designId, id);
    expect((await refused(quoteNow(server, ada, again))).reply.body).toMatchObject({
      error: { data: { patchbay: { code: 'NOT_BOOKABLE', issues: ['overlap'] } } },
    });
    const running = await untilState(ada, id, 'running', 3);
    expect(running.kept).toBeNull();
  });

  it('ISO-1: an environment of somebody else is no environment', async () => {
    const hal = await server.customer('Hal');
    const theirs = await draw(hal, 1);
    const outcome = await refused(
      quoteNow(server, hal, { designId: theirs, revision: 2, environmentId: id }),
    );
    expect(outcome.code).toBe('NOT_FOUND');
    expect((await refused(hal.mutate('environments.deleteData', { id }))).code).toBe('NOT_FOUND');
  });
});
