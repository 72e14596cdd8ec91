import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { breakHost } from '../../src/drivers/simulated/faults.ts';
import type { EnvironmentDto, PartState } from '../../src/features/environments/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, release, stateOf, until, untilState } from '../engines/lab.ts';
import { addLab, eventOf, hostNamed, hostOf, paper, refused } from '../hosts/paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let id: string;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  await addLab(operator, ['one', 'two']);
  ada = await server.customer('Ada');
  designId = await draw(ada, 2, { disk: false });
  id = await bookNow(server, ada, designId);
  await untilState(ada, id, 'running');
});
afterAll(() => server.end());

type To = 'off' | 'on' | 'restart';
const ask = (to: To, ...copies: number[]) =>
  ada.mutate('environments.switchMachines', {
    id,
    machines: copies.map((idx) => ({ component: 'c-m', idx })),
    to,
  });
const machines = ({ parts }: EnvironmentDto) => parts.filter(({ component }) => component === 'c-m');
const untilMachines = (...wanted: PartState[]) =>
  until(
    `machines are ${wanted.join(', ')}`,
    () => stateOf(ada, id),
    (seen) => machines(seen).every(({ state }, at) => state === wanted[at]),
  );
/** How often each machine was started at the data center, and whether it is on. */
const incarnations = async () => {
  const found = await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute<{ incarnation: string; is_on: boolean }>(
      sql`select incarnation, started_at is not null as is_on from simulator.resource
           where form = 'machine' and environment_id = ${id} order by generation desc, idx limit 2`,
    ),
  );
  return found.map((row) => [Number(row.incarnation), row.is_on]);
};

it('ENV-1: a machine that was stopped stays off, whoever looks after it, and keeps its address', async () => {
  const [, before] = machines(await stateOf(ada, id));
  await ask('off', 1);
  await untilMachines('running', 'stopped');
  // Two rounds of whoever repairs what is off.
  await server.skip((await server.now()) + 30_000);
  const seen = await untilMachines('running', 'stopped');
  expect(machines(seen)[1]?.addresses).toEqual(before?.addresses);
  expect(await incarnations()).toEqual([
    [1, true],
    [1, false],
  ]);
  expect(eventOf(seen, 'repaired')).toBeUndefined();
  expect(eventOf(seen, 'asked-off')?.values).toEqual({ machines: 1, named: 1, names: 'Worker 2', by: 'Ada' });
  expect(eventOf(seen, 'machines-off')?.values).toEqual({ machines: 1, named: 1, names: 'Worker 2' });
});

it('what is asked twice is done and told once', async () => {
  await ask('off', 1, 1);
  await server.skip((await server.now()) + 15_000);
  const { events } = await untilMachines('running', 'stopped');
  expect(events.filter(({ code }) => code === 'machines-off')).toHaveLength(1);
});

it('started again it runs as another incarnation, and nothing is said to have been repaired', async () => {
  await ask('on', 1);
  const seen = await untilMachines('running', 'running');
  expect(await incarnations()).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(eventOf(seen, 'machines-on')?.values).toEqual({ machines: 1, named: 1, names: 'Worker 2' });
  expect(eventOf(seen, 'repaired')).toBeUndefined();
});

it('restarted, each machine is stopped once and started once', async () => {
  await ask('restart', 0, 1);
  await until('both run anew', incarnations, (all) => all.every(([n, isOn], at) => n === at + 2 && isOn));
  await untilMachines('running', 'running');
  const [first, second] = await incarnations();
  expect([first, second]).toEqual([
    [2, true],
    [3, true],
  ]);
});

it('MTR-1: what is stopped stays reserved and is metered as such; what it used ends with it', async () => {
  await ask('off', 0);
  await untilMachines('stopped', 'running');
  const cpu = () =>
    rows(
      server.app,
      sql`select max(at) as at from usage_sample where environment_id = ${id} and component = 'c-m' and idx = 0`,
    );
  const [last] = await cpu();
  await server.skip((await server.now()) + 60_000);
  expect(await cpu()).toEqual([last]);
  const { perHourMicros } = await stateOf(ada, id);
  expect(perHourMicros).toBeGreaterThan(0);
});

it('moved to another host, what was off stays off', async () => {
  const one = await hostNamed(operator, hostOf(await stateOf(ada, id)));
  await breakHost(server.app.db.simulator, one.id, 'power-off');
  const moved = await untilState(ada, id, 'running', 2);
  expect(machines(moved).map(({ state }) => state)).toEqual(['stopped', 'running']);
  expect(hostOf(moved)).not.toBe(one.name);
});

it('only machines of what is drawn are switched, and only while their slot runs', async () => {
  const wrong = (component: string, idx: number) =>
    refused(ada.mutate('environments.switchMachines', { id, machines: [{ component, idx }], to: 'off' }));
  const codes = [(await wrong('c-m', 2)).code, (await wrong('c-o', 0)).code, (await wrong('c-n', 0)).code];
  expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  await release(ada, id);
  await untilState(ada, id, 'ended', 2);
  expect((await refused(ask('on', 0))).code).toBe('CONFLICT');
});

it('the next slot starts everything', async () => {
  await bookNow(server, ada, designId, id);
  const again = await untilState(ada, id, 'running', 3);
  expect(machines(again).map(({ state }) => state)).toEqual(['running', 'running']);
});
