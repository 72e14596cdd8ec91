import { rangeOf } from '@patchbay/engine/design';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, drawing, release, stateOf, until, untilState } from '../engines/lab.ts';

/** Of private range 0, which would be the first to be given. */
const TAKEN = '10.128.1.0/24';

let server: TestApp;
let ada: Browser;
let host: string;

const soon = () => ({ signal: AbortSignal.timeout(20_000) });
const stranger = () => simulatedDriver(server.app.db.simulator, 'a world that was reset');
const strangeKey = (subnet: string) => ({ environmentId: subnet, generation: 1, component: 'c-n', idx: 0 });
const strange = (subnet: string) =>
  stranger().ensureNetwork(
    host,
    strangeKey(subnet),
    { form: 'network', subnet, vlan: null, gateway: null },
    soon(),
  );

/** One host of paper that counts as real, on which somebody else has a network. */
beforeAll(async () => {
  server = await testApp({
    docker: (db) => ({ ...simulatedDriver(db.simulator), name: 'docker', real: true }),
  });
  const operator = await server.operator();
  const offered = { cpus: 4, memoryMiB: 4096, diskGiB: 100 };
  const address = 'unix:///run/one.sock';
  await operator.mutate('dataCenter.addHost', {
    address,
    name: 'one',
    site: { name: 'Lab' },
    rack: 'r1',
    offered,
  });
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  host = sites.find(({ name }) => name === 'Lab')?.racks[0]?.hosts[0]?.id ?? '';
  await strange(TAKEN);
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const rangesOf = async (environmentId: string) =>
  (await rows(server.app, sql`select number from address_range where environment_id = ${environmentId}`)).map(
    ({ number }) => number,
  );

describe('private ranges keep away from the networks of others', () => {
  it('a start for now is given a range that nobody else has on its host', async () => {
    const id = await bookNow(server, ada, await draw(ada, 1));
    const { parts } = await untilState(ada, id, 'running');
    const [address] = parts.find(({ component }) => component === 'c-m')?.addresses ?? [];
    expect(address).toMatch(/^10\.128\.4\./);
    expect(await rangesOf(id)).toEqual([1]);
  });

  it('what is booked ahead has its range before it starts, and gives it back when it is cancelled', async () => {
    const id = await bookNow(server, ada, await draw(ada, 1), undefined, 60);
    const ranges = () => rangesOf(id);
    expect(await until('given', ranges, (seen) => seen.length > 0)).toEqual([2]);
    await release(ada, id, 'scheduled');
    expect(await ranges()).toEqual([]);
  });

  it('where a network is full of what is no longer drawn, new machines are given those addresses at the next start', async () => {
    const designId = await draw(ada, 1, { disk: false });
    const id = await bookNow(server, ada, designId);
    const own = (await untilState(ada, id, 'running')).parts.find(({ component }) => component === 'c-m');
    await release(ada, id);
    await untilState(ada, id, 'ended');
    const range = Number((await rangesOf(id))[0]);
    await rows(
      server.app,
      sql`insert into address (environment_id, component, idx, network, account_id, address)
          select environment_id, 'c-gone', n, network, account_id, host('10.128.0.0'::inet + ${range} * 1024 + n)
            from address, generate_series(11, 1021) n where environment_id = ${id}`,
    );
    await ada.mutate('designs.save', { id: designId, baseRevision: 2, document: drawing(2, false) });
    await bookNow(server, ada, designId, id);
    const machines = (await untilState(ada, id, 'running', 2)).parts.filter(
      ({ component }) => component === 'c-m',
    );
    expect(machines.map(({ addresses }) => addresses)).toEqual([own?.addresses, [`10.128.${range * 4}.11`]]);
    await release(ada, id);
    await untilState(ada, id, 'ended');
  });

  it('where a range that was given is taken later, the owner sees where the start hangs until it is free again', async () => {
    const designId = await draw(ada, 1);
    const id = await bookNow(server, ada, designId);
    await untilState(ada, id, 'running');
    await release(ada, id);
    await untilState(ada, id, 'ended');
    const subnet = rangeOf((await rangesOf(id))[0] as number);
    await strange(subnet);

    await bookNow(server, ada, designId, id);
    const hangs = await until(
      'told',
      () => stateOf(ada, id),
      ({ failing }) => failing !== null,
    );
    expect(hangs.failing?.job).toBe('start');
    expect(hangs.failing?.tries).toBeGreaterThanOrEqual(3);
    expect(hangs.stages.find(({ state }) => state === 'active')?.stage).toBe('networks');

    await stranger().remove(host, { form: 'network', key: strangeKey(subnet) }, soon());
    const runs = await untilState(ada, id, 'running', 2);
    expect(runs.failing).toBeNull();
  });
});
