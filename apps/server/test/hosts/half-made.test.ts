import { afterAll, beforeAll, expect, it } from 'vitest';
import { DriverError, type Driver, type Key } from '../../src/drivers/driver.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, untilState } from '../engines/lab.ts';
import { addLab, paper } from './paper.ts';

/** Machines that are there, and lack some of their networks: the first answer to their making was lost. */
const half = new Set<string>();
const asked = new Map<string, number>();
const nameOf = ({ environmentId, generation, component, idx }: Key) =>
  [environmentId, generation, component, idx].join(' ');

function losesFirstAnswers(driver: Driver): Driver {
  return {
    ...driver,
    ensureMachine: async (host, key, spec, options) => {
      await driver.ensureMachine(host, key, spec, options);
      const name = nameOf(key);
      asked.set(name, (asked.get(name) ?? 0) + 1);
      if (asked.get(name) !== 1) return void half.delete(name);
      half.add(name);
      throw new DriverError('unreachable', 'the connection to the engine broke', 'unknown');
    },
    start: async (host, key, options) => {
      if (half.has(nameOf(key))) throw new DriverError('engine', 'it lacks a network', 'not-done');
      await driver.start(host, key, options);
    },
    list: async (...args) =>
      (await driver.list(...args)).map((one) =>
        one.form === 'machine' && half.has(nameOf(one.key)) ? { ...one, state: 'creating' as const } : one,
      ),
  };
}

let server: TestApp;
let ada: Browser;

beforeAll(async () => {
  server = await testApp({ docker: (db) => losesFirstAnswers(paper(db)) });
  await addLab(await server.operator(), ['one']);
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

it('ENV-1: machines that were only begun are completed, and then started', async () => {
  const id = await bookNow(server, ada, await draw(ada, 3));
  const { generation } = await untilState(ada, id, 'running');
  expect(generation).toBe(1);
  expect([...asked.values()]).toEqual([2, 2, 2]);
  expect(half.size).toBe(0);
});
