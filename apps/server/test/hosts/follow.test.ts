import { randomUUID } from 'node:crypto';
import { MINUTE } from '@patchbay/engine/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, release, stateOf, untilState } from '../engines/lab.ts';
import { addLab, eventOf, hostNamed, hostOf, paper, plannedOn, untilHost } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;
let hal: Browser;
let designId: string;
let id: string;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
  hal = await server.customer('Hal');
  await addLab(operator, ['one', 'two']);
  designId = await draw(ada, 2);
  id = await bookNow(server, ada, designId);
  await untilState(ada, id, 'running');
});
afterAll(() => server.end());

/** Moves the environment off its host, which then comes back; answers where it was and where it is. */
async function moveAway(): Promise<[string, string]> {
  const before = await stateOf(ada, id);
  const from = await hostNamed(operator, hostOf(before));
  await breakHost(server.app.db.simulator, from.id, 'power-off');
  const moved = await untilState(ada, id, 'running', before.generation + 1);
  await mendHost(server.app.db.simulator, from.id);
  await untilHost(operator, from.name, 'up');
  return [from.name, hostOf(moved)];
}

async function untilNext() {
  const { generation } = await stateOf(ada, id);
  await release(ada, id);
  await server.skip((await server.now()) + 45 * MINUTE);
  return untilState(ada, id, 'running', generation + 1);
}

describe('REP-1: a slot that was booked where the data lay follows it', () => {
  it('at once, where there is room', async () => {
    await bookNow(server, ada, designId, id, 40);
    const [from, to] = await moveAway();
    expect(to).not.toBe(from);
    expect(await plannedOn(server, id)).toEqual([to]);
    expect((await stateOf(ada, id)).bookedAhead).toBe(true);
    const next = await untilNext();
    expect(hostOf(next)).toBe(to);
    expect(next.bookedAhead).toBe(false);
    expect(next.spares.map(({ host }) => host)).toEqual([from]);
  });

  it('at its start, where there is room only by then', async () => {
    await bookNow(server, ada, designId, id, 40);
    // Beside that slot only the other host has room for this one, and has none left then.
    const theirs = await bookNow(server, hal, await draw(hal, 7), undefined, 40);
    const [from, to] = await moveAway();
    expect(await plannedOn(server, theirs)).toEqual([to]);
    expect(await plannedOn(server, id)).toEqual([from]);
    const list = await hal.query<{ id: string; environmentId: string }[]>('reservations.list');
    const reservationId = list.find(({ environmentId }) => environmentId === theirs)?.id;
    await hal.mutate('reservations.release', { key: randomUUID(), reservationId });
    const next = await untilNext();
    expect(hostOf(next)).toBe(to);
    expect(eventOf(next, 'follows-data')?.values).toEqual({ on: to });
    expect(next.spares.map(({ host }) => host)).toEqual([from]);
  });
});
