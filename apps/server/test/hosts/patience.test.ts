import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { ReservationDto } from '../../src/features/reservations/dto.ts';
import type { EnvironmentRowDto } from '../../src/features/environments/dto.ts';
import type { UsageDto } from '../../src/features/usage/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, stateOf, until, untilState } from '../engines/lab.ts';
import { addLab, eventOf, hostNamed, hostOf, paper, untilHost } from './paper.ts';

interface World {
  server: TestApp;
  operator: Browser;
  ada: Browser;
}

async function world(patienceMs: number): Promise<World> {
  const server = await testApp({ docker: paper, patienceMs });
  const operator = await server.operator();
  await addLab(operator, ['one', 'two']);
  return { server, operator, ada: await server.customer('Ada') };
}

const untilEvent = (browser: Browser, id: string, code: string) =>
  until(
    code,
    () => stateOf(browser, id),
    (seen) => eventOf(seen, code) !== undefined,
  );

/** What an environment waits for, as the list of environments and the schedule have it. */
async function listed(browser: Browser, id: string): Promise<unknown[]> {
  const environments = await browser.query<EnvironmentRowDto[]>('environments.list');
  const reservations = await browser.query<ReservationDto[]>('reservations.list');
  return [
    environments.find((row) => row.id === id)?.waitsFor,
    reservations.find((row) => row.environmentId === id)?.waitsFor,
  ];
}

describe('a host that is silent for a moment', () => {
  let w: World;
  beforeAll(async () => {
    w = await world(600_000);
  });
  afterAll(() => w.server.end());

  it.each(['partition', 'power-off'] as const)(
    'ENV-1: %s: what has data waits for it and goes on',
    async (fault) => {
      const { server, operator, ada } = w;
      const id = await bookNow(server, ada, await draw(ada, 2));
      const before = await untilState(ada, id, 'running');
      const host = await hostNamed(operator, hostOf(before));
      await breakHost(server.app.db.simulator, host.id, fault);
      const silent = await untilEvent(ada, id, 'silent');
      expect(silent).toMatchObject({ state: 'running', generation: 1 });
      expect(eventOf(silent, 'silent')?.values['host']).toBe(host.name);
      await untilHost(operator, host.name, 'lost');
      expect(await stateOf(ada, id)).toMatchObject({ state: 'running', waitsFor: host.name });
      expect(await listed(ada, id)).toEqual([host.name, host.name]);
      const runs = (await ada.query<EnvironmentRowDto[]>('environments.list')).filter(
        (row) => row.state === 'running' && row.waitsFor === null,
      );
      expect((await ada.query<UsageDto>('usage.month', {})).runningEnvironments).toBe(runs.length);
      await mendHost(server.app.db.simulator, host.id);
      const resumed = await untilEvent(ada, id, 'restored');
      expect(resumed).toMatchObject({ state: 'running', generation: 1, spares: [], waitsFor: null });
      expect(await listed(ada, id)).toEqual([null, null]);
      expect(hostOf(resumed)).toBe(host.name);
      expect(
        resumed.events.filter(({ code }) => ['silent', 'restored', 'moved'].includes(code)),
      ).toHaveLength(2);
      // What lost its power was switched on again; what was only cut off ran all the time.
      expect(eventOf(resumed, 'repaired')?.values).toEqual(
        fault === 'power-off' ? { machines: 2 } : undefined,
      );
      const open = sql`select 1 from downtime join slot on slot.id = slot_id where environment_id = ${id} and until is null`;
      expect(await rows(server.app, open)).toEqual([]);
    },
  );

  it('CAP-3: what has no data there is moved at once', async () => {
    const { server, operator, ada } = w;
    const id = await bookNow(server, ada, await draw(ada, 2, { disk: false }));
    const host = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
    await breakHost(server.app.db.simulator, host.id, 'power-off');
    const moved = await untilState(ada, id, 'running', 2);
    expect(hostOf(moved)).not.toBe(host.name);
    expect(eventOf(moved, 'data-left')).toBeUndefined();
    expect(eventOf(moved, 'silent')).toBeUndefined();
  });
});

it('CAP-3: a host that stays silent is left in the end, with the data on it', async () => {
  const { server, operator, ada } = await world(6000);
  const id = await bookNow(server, ada, await draw(ada, 2));
  const host = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
  await breakHost(server.app.db.simulator, host.id, 'power-off');
  await untilEvent(ada, id, 'silent');
  const moved = await untilState(ada, id, 'running', 2);
  expect(hostOf(moved)).not.toBe(host.name);
  expect(moved.spares.map((one) => one.host)).toEqual([host.name]);
  await server.end();
});

it('CAP-3: what has no host starts again where room appears, with no word from its owner', async () => {
  const { server, operator, ada } = await world(0);
  const id = await bookNow(server, ada, await draw(ada, 2));
  const first = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
  const second = await hostNamed(operator, first.name === 'one' ? 'two' : 'one');
  for (const host of [second, first]) {
    await breakHost(server.app.db.simulator, host.id, 'power-off');
    await untilHost(operator, host.name, 'lost');
  }
  const stranded = await untilState(ada, id, 'attention');
  expect(stranded.waitsFor).toBe(first.name);
  expect(await listed(ada, id)).toEqual([first.name, first.name]);
  const attention = async () => (await operator.query<DataCenterDto>('dataCenter.overview')).attention;
  const waits = {
    what: 'stranded',
    environmentId: id,
    channel: expect.stringMatching(/^channel \d+$/),
    host: first.name,
  };
  expect(await attention()).toEqual([{ ...waits, since: expect.any(String) }]);
  await mendHost(server.app.db.simulator, second.id);
  const again = await untilState(ada, id, 'running', 2);
  expect(await attention()).toEqual([]);
  expect(hostOf(again)).toBe(second.name);
  expect(eventOf(again, 'starts-again')?.values).toEqual({ on: second.name });
  expect(eventOf(again, 'moved')?.values).toEqual({ from: first.name, to: second.name, machines: 2 });
  await server.end();
});
