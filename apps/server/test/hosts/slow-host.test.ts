import { afterAll, beforeAll, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { Databases } from '../../src/db/databases.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, until, untilState } from '../engines/lab.ts';
import { addLab, hostNamed, hostOf, paper, untilHost } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;

/** The host whose sweep hangs, until it is let go. */
let slow = '';
let letGo = () => {};
const held = new Promise<void>((resolve) => (letGo = resolve));
/** Looks and sweeps under way on that host, the most of them at once, and how many there were. */
const works = { now: 0, most: 0, sweeps: 0 };

async function counted<T>(work: () => Promise<T>): Promise<T> {
  works.now += 1;
  works.most = Math.max(works.most, works.now);
  return work().finally(() => (works.now -= 1));
}

const halting = (db: Databases): Driver => {
  const driver = paper(db);
  return {
    ...driver,
    silent: (hosts, options) =>
      hosts.includes(slow) ? counted(() => driver.silent(hosts, options)) : driver.silent(hosts, options),
    list: (hosts, environmentId, options) => {
      if (environmentId !== null || !hosts.includes(slow)) return driver.list(hosts, environmentId, options);
      works.sweeps += 1;
      return counted(() => held.then(() => driver.list(hosts, environmentId, options)));
    },
  };
};

beforeAll(async () => {
  server = await testApp({ docker: halting });
  operator = await server.operator();
  await addLab(operator, ['one', 'two', 'three']);
  ada = await server.customer('Ada');
});
afterAll(() => {
  letGo();
  return server.end();
});

it('CAP-3: a host whose sweep hangs holds up no other: what is on one that is lost meanwhile is moved', async () => {
  const id = await bookNow(server, ada, await draw(ada, 1, { disk: false }));
  const left = hostOf(await untilState(ada, id, 'running'));
  const [returning = ''] = ['one', 'two', 'three'].filter((name) => name !== left);
  const { id: returningId } = await hostNamed(operator, returning);
  await breakHost(server.app.db.simulator, returningId, 'partition');
  await untilHost(operator, returning, 'lost');
  slow = returningId;
  await mendHost(server.app.db.simulator, returningId);
  await until(
    'swept',
    () => Promise.resolve(works.sweeps),
    (sweeps) => sweeps === 1,
  );

  const { id: leftId } = await hostNamed(operator, left);
  await breakHost(server.app.db.simulator, leftId, 'power-off');
  const moved = await untilState(ada, id, 'running', 2);
  expect([left, returning]).not.toContain(hostOf(moved));
  expect(await hostNamed(operator, returning)).toMatchObject({ status: 'lost' });
  expect(works).toEqual({ now: 1, most: 1, sweeps: 1 });

  // It is not left in the middle of its work, either.
  const order: string[] = [];
  const stopped = server.close().then(() => order.push('stopped'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  order.push('let go');
  letGo();
  await stopped;
  expect(order).toEqual(['let go', 'stopped']);
});

it('CAP-3: a host that dies while it is swept is found lost', async () => {
  let sweeps = 0;
  let goOn = () => {};
  const halted = new Promise<void>((resolve) => (goOn = resolve));
  const hanging = (db: Databases): Driver => {
    const driver = paper(db);
    const list: Driver['list'] = async (hosts, environmentId, options) => {
      if (environmentId === null) {
        sweeps += 1;
        await halted;
      }
      return driver.list(hosts, environmentId, options);
    };
    return { ...driver, list };
  };
  const own = await testApp({ docker: hanging });
  const watcher = await own.operator();
  await addLab(watcher, ['one']);
  await until(
    'swept',
    () => Promise.resolve(sweeps),
    (seen) => seen === 1,
  );
  await breakHost(own.app.db.simulator, (await hostNamed(watcher, 'one')).id, 'power-off');
  await untilHost(watcher, 'one', 'lost');
  expect(sweeps).toBe(1);
  goOn();
  await own.end();
});
