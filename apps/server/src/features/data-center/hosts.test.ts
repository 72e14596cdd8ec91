import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { draw, quoteNow, stateOf, untilState } from '../../../test/engines/lab.ts';
import { dockerDriver } from '../../drivers/docker/driver.ts';
import { simulatedDriver } from '../../drivers/simulated/driver.ts';
import type { BookResultDto } from '../reservations/dto.ts';
import type { DataCenterDto, HostDto, ProbeDto } from './dto.ts';

const OWN_PORT = 4310;

let server: TestApp;
let operator: Browser;
beforeAll(async () => {
  // Paper, but asked for as the product asks real engines.
  server = await testApp({
    docker: (db) => ({
      ...simulatedDriver(db.simulator),
      probe: dockerDriver({
        owner: 'test',
        ownPorts: [OWN_PORT],
        addressOf: (host) => Promise.resolve(host),
        worldTime: () => Promise.resolve(0),
        archiveOf: () => Promise.reject(new Error('no image is asked for here')),
      }).probe,
    }),
  });
  operator = await server.operator();
});
const engines: Server[] = [];
afterAll(async () => {
  engines.forEach((engine) => engine.close());
  await server?.end();
});

async function refused(call: Promise<unknown>): Promise<{ code: string; issues: readonly string[] }> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Refused);
  const body = (outcome as Refused).reply.body as {
    error: { data: { patchbay: { code: string; issues: string[] } } };
  };
  const { code, issues } = body.error.data.patchbay;
  return { code, issues };
}

async function hosts(): Promise<(HostDto & { simulated: boolean })[]> {
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  return sites.flatMap(({ racks, simulated }) =>
    racks.flatMap((rack) => rack.hosts.map((host) => ({ ...host, simulated }))),
  );
}

describe('an address at which no engine is looked for', () => {
  it.each(['tcp://169.254.169.254:80', 'tcp://[::ffff:169.254.0.1]:2375', `tcp://127.0.0.1:${OWN_PORT}`])(
    '%s is neither probed nor added',
    async (address) => {
      const refusal = { code: 'BAD_INPUT', issues: ['address'] };
      expect(await refused(operator.mutate('dataCenter.probe', { address }))).toEqual(refusal);
      const offered = { cpus: 1, memoryMiB: 512, diskGiB: 1 };
      const input = { address, name: 'one', site: { name: 'Lab' }, rack: 'r1', offered };
      expect(await refused(operator.mutate('dataCenter.addHost', input))).toEqual(refusal);
      expect((await hosts()).filter(({ simulated }) => !simulated)).toEqual([]);
    },
  );

  it('is told from one at which nothing answers', async () => {
    const address = 'unix:///nowhere.sock';
    expect(await refused(operator.mutate('dataCenter.probe', { address }))).toEqual({
      code: 'BAD_INPUT',
      issues: [],
    });
  });
});

/** An engine that says of itself what it is told to. */
async function engineThat(says: object, podman: boolean): Promise<string> {
  const all = {
    Architecture: 'x86_64',
    NCPU: 4,
    MemTotal: 8 * 1024 ** 3,
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsQuota: true,
    PidsLimit: true,
    CgroupVersion: '2',
    SecurityOptions: ['name=seccomp,profile=default'],
    ...says,
  };
  const engine = createServer(({ url = '' }, answer) => {
    answer.setHeader('api-version', '1.41');
    if (podman) answer.setHeader('libpod-api-version', '4.3.1');
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(url.endsWith('/info') ? all : { Version: '1.2.3' }));
  });
  engines.push(engine);
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  return `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`;
}

describe('what an engine cannot do', () => {
  const always = ['disk-unbounded', 'subnets-shared', 'traffic-summed'];
  it.each([
    ['a Docker that can do all it could', false, {}, []],
    ['a Podman of version 2 of control groups', true, {}, ['bridge-reached']],
    ['one of version 1', true, { CgroupVersion: '1' }, ['bridge-reached', 'oom-untold']],
    ['a Docker of version 1', false, { CgroupVersion: '1' }, []],
    ['a kernel that does not count swap', false, { SwapLimit: false }, ['swap-unbounded']],
    [
      'a kernel that limits nothing',
      false,
      { MemoryLimit: false, SwapLimit: false, CpuCfsQuota: false, PidsLimit: false },
      ['cpu-unbounded', 'memory-unbounded', 'processes-unbounded', 'swap-unbounded'],
    ],
    ['an engine of a mere user', false, { SecurityOptions: ['name=rootless'] }, ['rootless']],
    ['an engine that says less', false, { SecurityOptions: null, CgroupVersion: undefined }, []],
  ])('is measured by the probe: %s', async (_, podman, says, more) => {
    const address = await engineThat(says, podman);
    const { limits, engine } = await operator.mutate<ProbeDto>('dataCenter.probe', { address });
    expect(limits.toSorted()).toEqual([...always, ...more].toSorted());
    expect(engine).toBe(podman ? 'Podman 1.2.3' : 'Docker 1.2.3');
  });
});

describe('a simulated host', () => {
  it('drains like a real one: nothing new is placed on it until it takes work again', async () => {
    const ada = await server.customer('Ada');
    const able = (await hosts()).filter(({ arch }) => arch === 'x86-64');
    expect(able.length).toBeGreaterThan(1);
    for (const { id } of able) await operator.mutate('dataCenter.drainHost', { hostId: id, draining: true });
    const wish = { designId: await draw(ada, 2), revision: 2 };
    expect(await quoteNow(server, ada, wish)).toMatchObject({ fits: false });

    const [last] = able.slice(-1);
    await operator.mutate('dataCenter.drainHost', { hostId: last?.id, draining: false });
    const quote = await quoteNow(server, ada, wish);
    expect(quote).toMatchObject({ fits: true });
    const now = await server.now();
    const booked = await ada.mutate<BookResultDto>('reservations.book', {
      ...wish,
      start: new Date(now).toISOString(),
      end: new Date(now + 30 * 60_000).toISOString(),
      key: crypto.randomUUID(),
      zone: 'UTC',
      expectedTotalMinor: quote.totalMinor,
    });
    if (booked.outcome !== 'booked') throw new Error('expected room');
    const { environmentId } = booked.reservation;
    await untilState(ada, environmentId, 'running');

    // What is booked on it stays when it drains again.
    await operator.mutate('dataCenter.drainHost', { hostId: last?.id, draining: true });
    const { state, parts } = await stateOf(ada, environmentId);
    const machines = parts.filter(({ component }) => component === 'c-m');
    expect([state, machines.map(({ host }) => host)]).toEqual(['running', [last?.name, last?.name]]);
    expect((await hosts()).find(({ id }) => id === last?.id)).toMatchObject({ draining: true, status: 'up' });
  });

  it('leaves the inventory once nothing is booked on it', async () => {
    const [first] = await hosts();
    expect(first?.simulated).toBe(true);
    await operator.mutate('dataCenter.removeHost', { hostId: first?.id });
    expect((await hosts()).map(({ id }) => id)).not.toContain(first?.id);
  });
});
