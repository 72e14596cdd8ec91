import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { addHosts, labDriver, labHost, type LabHost } from './hosts.ts';
import { bookNow, draw, release, stateOf, until, untilState } from './lab.ts';

const MACHINES = 4;

let server: TestApp;
let hosts: LabHost[];
let ids: Map<LabHost, string>;
let operator: Browser;
let ada: Browser;

beforeAll(async () => {
  hosts = await Promise.all(['one', 'two', 'three'].map((name) => labHost(name)));
  server = await testApp({ docker: (db) => labDriver(db, hosts[0]?.folder ?? '') });
  operator = await server.operator();
  ids = await addHosts(operator, hosts);
  ada = await server.customer('Ada');
});
afterAll(async () => {
  await server?.end();
  const left = await Promise.all((hosts ?? []).map((host) => host.remove()));
  if (left.join('') !== '') throw new Error(`left behind: ${left.join(' ')}`);
});

/** The one host that all machines of an environment are on. */
function hostOf({ parts }: EnvironmentDto): LabHost {
  const names = new Set(parts.flatMap(({ host }) => (host === null ? [] : [host])));
  expect(names.size).toBe(1);
  return hosts.find(({ name }) => names.has(name)) as LabHost;
}

/** What of ours an engine has, as the engine itself says. */
async function heldBy(host: LabHost): Promise<string[]> {
  const seen = await server.app.drivers.docker.list([ids.get(host) ?? ''], null, {
    signal: AbortSignal.timeout(20_000),
  });
  return seen.map(({ form, key, state }) => `${form} ${key.component} ${key.generation} ${state}`);
}

const statusOf = async (host: LabHost) => {
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  return sites
    .flatMap((site) => site.racks.flatMap((rack) => rack.hosts))
    .find(({ id }) => id === ids.get(host))?.status;
};

const untilUp = (host: LabHost) =>
  until(
    'back',
    () => statusOf(host),
    (seen) => seen === 'up',
  );

const DISK = ['volume c-d 0 created'];

const says = async (environmentId: string, host: LabHost, generation: number, ...argv: string[]) => {
  const key = { environmentId, generation, component: 'c-m', idx: 0 };
  const { access } = server.app.drivers.docker;
  return access?.run(ids.get(host) ?? '', key, argv, { signal: AbortSignal.timeout(20_000) });
};

describe('three hosts, an engine on each', () => {
  let designId: string;
  let id: string;

  it('an environment is made whole on one of them, and its machines answer to each other by name', async () => {
    designId = await draw(ada, MACHINES);
    id = await bookNow(server, ada, designId);
    const running = await untilState(ada, id, 'running');
    expect(running.simulated).toBe(false);
    expect(running.parts.map((part) => part.state)).toEqual(running.parts.map(() => 'running'));
    const host = hostOf(running);
    expect(await says(id, host, 1, 'ping', '-c', '1', '-W', '2', 'worker-2')).toMatchObject({ code: 0 });
    expect(await says(id, host, 1, 'sh', '-c', 'echo kept > /mnt/shared/file')).toMatchObject({ code: 0 });
  });

  it('ISO-2: a machine of another channel is not reached', async () => {
    const hal = await server.customer('Hal');
    const theirs = await bookNow(server, hal, await draw(hal, MACHINES));
    const running = await untilState(hal, theirs, 'running');
    const mine = await stateOf(ada, id);
    const [target] = mine.parts.find(({ component }) => component === 'c-m')?.addresses ?? [];
    const reached = await says(theirs, hostOf(running), 1, 'ping', '-c', '1', '-W', '1', target ?? '');
    expect(reached?.code).not.toBe(0);
    await release(hal, theirs);
    await untilState(hal, theirs, 'ended');
    await hal.mutate('environments.deleteData', { id: theirs });
  });

  it('one loses power: everything runs elsewhere with the same names and addresses', async () => {
    const before = await stateOf(ada, id);
    const lost = hostOf(before);
    const failed = performance.now();
    await lost.powerOff();
    const after = await untilState(ada, id, 'running', 2);
    console.log(
      `failure to running elsewhere: ${Math.round(performance.now() - failed)} ms, ${MACHINES} machines`,
    );
    expect(hostOf(after).name).not.toBe(lost.name);
    const addresses = (seen: EnvironmentDto) =>
      seen.parts.map((part) => [part.component, part.idx, part.addresses]);
    expect(addresses(after)).toEqual(addresses(before));
    expect(after.events.find(({ code }) => code === 'moved')?.values).toEqual({
      from: lost.name,
      to: hostOf(after).name,
      machines: after.parts.filter(({ machine }) => machine).length,
    });
    expect(after.events.find(({ code }) => code === 'data-left')?.values).toMatchObject({
      left: 1,
      found: 0,
    });
    expect(await statusOf(lost)).toBe('lost');

    // It comes back with what it had on its disk, and is swept before it takes work again: its data alone is spared.
    await lost.powerOn();
    await untilUp(lost);
    expect(await heldBy(lost)).toEqual(DISK);
  });

  it('one is cut off and runs on: its copies are swept when it is reached again', async () => {
    const before = await stateOf(ada, id);
    const cut = hostOf(before);
    cut.cut();
    const after = await untilState(ada, id, 'running', before.generation + 1);
    expect(hostOf(after).name).not.toBe(cut.name);
    // Two live copies at this moment: nobody outside reaches the old one.
    expect(await cut.exec('podman', 'ps', '-q')).not.toBe('');
    cut.heal();
    await untilUp(cut);
    expect(await heldBy(cut)).toEqual(DISK);
    expect(await cut.exec('podman', 'ps', '-aq')).toBe('');
  });

  it('a machine that dies is started again', async () => {
    const { generation, ...seen } = await stateOf(ada, id);
    const host = hostOf({ generation, ...seen });
    const [machine] = (await host.exec('podman', 'ps', '-q')).trim().split('\n');
    await host.exec('podman', 'kill', machine ?? '');
    const repaired = await until(
      'repaired',
      () => stateOf(ada, id),
      ({ events, parts }) =>
        events.some(({ code }) => code === 'repaired') && parts.every((part) => part.state === 'running'),
    );
    expect(repaired.generation).toBe(generation);
  });

  it('the next slot finds its data and its addresses', async () => {
    const before = await stateOf(ada, id);
    const host = hostOf(before);
    await says(id, host, before.generation, 'sh', '-c', 'echo kept > /mnt/shared/file');
    await release(ada, id);
    await untilState(ada, id, 'ended');
    await until(
      'data alone is left',
      () => heldBy(host),
      (seen) => seen.join() === DISK.join(),
    );

    await bookNow(server, ada, designId, id);
    const again = await untilState(ada, id, 'running', before.generation + 1);
    expect(hostOf(again).name).toBe(host.name);
    expect(again.parts.map(({ addresses }) => addresses)).toEqual(
      before.parts.map(({ addresses }) => addresses),
    );
    expect(await says(id, host, again.generation, 'cat', '/mnt/shared/file')).toMatchObject({
      out: 'kept\n',
    });
  });

  it('CAP-3: its owner goes back to the copy on a host that failed, and forth again', async () => {
    const before = await stateOf(ada, id);
    const failed = hostOf(before);
    await failed.powerOff();
    const moved = await untilState(ada, id, 'running', before.generation + 1);
    const write = ['sh', '-c', 'echo newer > /mnt/shared/file'];
    expect(await says(id, hostOf(moved), moved.generation, ...write)).toMatchObject({ code: 0 });
    await failed.powerOn();
    await untilUp(failed);
    let { generation } = moved;
    for (const [host, content] of [
      [failed, 'kept\n'],
      [hostOf(moved), 'newer\n'],
    ] as const) {
      await release(ada, id);
      await untilState(ada, id, 'ended');
      await ada.mutate('environments.chooseData', { id, hostId: ids.get(host) });
      await bookNow(server, ada, designId, id);
      const again = await untilState(ada, id, 'running', (generation += 1));
      expect(hostOf(again).name).toBe(host.name);
      expect(await says(id, host, generation, 'cat', '/mnt/shared/file')).toMatchObject({ out: content });
    }
  });

  it('ENV-3: in the end nothing is left on any host, and usage is what the engine counted', async () => {
    // Memory is metered between two readings, and what is idle has to be for a while until that is anything.
    for (const seconds of [15, 600]) await server.skip((await server.now()) + seconds * 1000);
    await release(ada, id);
    await untilState(ada, id, 'ended');
    await ada.mutate('environments.deleteData', { id });
    for (const host of hosts)
      await until(
        'empty',
        () => heldBy(host),
        (seen) => seen.length === 0,
      );
    const usage = await ada.query<{ rows: { meters: { meter: string; quantity: number }[] }[] }>(
      'usage.month',
      {},
    );
    const used = usage.rows.flatMap(({ meters }) => meters).filter(({ meter }) => meter.endsWith('.used'));
    expect(new Set(used.map(({ meter }) => meter))).toEqual(
      new Set(['cpu.used', 'memory.used', 'traffic.used']),
    );
  });
});
