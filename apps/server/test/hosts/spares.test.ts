import { KEEP_MS } from '@patchbay/engine/reservation';
import { MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import * as slots from '../../src/features/reservations/slots.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, quoteNow, release, stateOf, until, untilState } from '../engines/lab.ts';
import { addLab, eventOf, heldBy, hostNamed, hostOf, paper, plannedOn, refused, untilHost } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let id: string;
/** The host that is lost first, and the one that takes over. */
let first: { id: string; name: string };
let second: { id: string; name: string };

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
  await addLab(operator, ['one', 'two']);
  designId = await draw(ada, 2);
  id = await bookNow(server, ada, designId);
  first = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
});
afterAll(() => server.end());

const lose = (host: { id: string }) => breakHost(server.app.db.simulator, host.id, 'power-off');
async function bringBack(host: { id: string; name: string }): Promise<void> {
  await mendHost(server.app.db.simulator, host.id);
  await untilHost(operator, host.name, 'up');
}
const end = async () => {
  await release(ada, id);
  await untilState(ada, id, 'ended');
};
const choose = (host: { id: string }) => ada.mutate('environments.chooseData', { id, hostId: host.id });
const spares = async () => (await stateOf(ada, id)).spares.map(({ host }) => host);
const disk = ['volume c-d 0'];

describe('CAP-3: data that was left behind is a spare copy', () => {
  it('is told of when the environment moves, and spared when its host returns', async () => {
    await lose(first);
    const moved = await untilState(ada, id, 'running', 2);
    second = await hostNamed(operator, hostOf(moved));
    const between = { from: first.name, to: second.name };
    expect(eventOf(moved, 'moved')?.values).toEqual({ ...between, machines: 2 });
    expect(eventOf(moved, 'data-left')?.values).toEqual({ ...between, left: 1, found: 0 });
    expect(moved.spares).toMatchObject([
      {
        hostId: first.id,
        host: first.name,
        answers: false,
        data: [{ component: 'c-d', name: 'Shared', folder: null }],
        capacityGiB: 10,
      },
    ]);
    const [made] = await rows(server.app, sql`select made_at < since as earlier from spare_volume`);
    expect(made).toEqual({ earlier: true });
    const [{ since, until: goes } = { since: '', until: '' }] = moved.spares;
    expect(Date.parse(goes) - Date.parse(since)).toBe(KEEP_MS);
    await bringBack(first);
    expect(await heldBy(server, first.id)).toEqual(disk);
  });

  it('counts as kept data: its host is not removed', async () => {
    const { message } = await refused(operator.mutate('dataCenter.removeHost', { hostId: first.id }));
    expect(message).toMatch(/One environment keeps data on this host/);
  });

  it('counts again where the environment comes back to it, and the other copy is the spare one', async () => {
    await lose(second);
    const back = await untilState(ada, id, 'running', 3);
    expect(hostOf(back)).toBe(first.name);
    expect(eventOf(back, 'data-left')?.values).toMatchObject({ left: 1, found: 1 });
    await bringBack(second);
    expect(await heldBy(server, second.id)).toEqual(disk);
    expect(back.spares.map(({ host }) => host)).toEqual([second.name]);
  });
});

describe('its owner chooses which copy counts', () => {
  it('not while something writes to it', async () => {
    expect(await refused(choose(second))).toMatchObject({ code: 'CONFLICT', issues: ['under-way'] });
    expect(await spares()).toEqual([second.name]);
  });

  it('not where there is none, and nobody else does', async () => {
    await end();
    expect((await refused(choose(first))).code).toBe('NOT_FOUND');
    const hal = await server.customer('Hal');
    const theirs = { id, hostId: second.id };
    for (const path of ['environments.chooseData', 'environments.deleteSpare'])
      expect((await refused(hal.mutate(path, theirs))).code).toBe('NOT_FOUND');
  });

  it('not on a host that does not answer', async () => {
    await lose(second);
    await untilHost(operator, second.name, 'lost');
    expect(await refused(choose(second))).toMatchObject({ code: 'CONFLICT', issues: ['silent'] });
    await bringBack(second);
  });

  it('between slots: the next one goes where the chosen copy lies, and there alone', async () => {
    await choose(second);
    const chosen = await stateOf(ada, id);
    expect(eventOf(chosen, 'chosen')?.values).toEqual({ on: second.name, volumes: 1 });
    expect(await spares()).toEqual([first.name]);
    await operator.mutate('dataCenter.drainHost', { hostId: second.id, draining: true });
    const again = { designId, revision: 2, environmentId: id };
    expect(await quoteNow(server, ada, again)).toMatchObject({ fits: false });
    await operator.mutate('dataCenter.drainHost', { hostId: second.id, draining: false });
    await bookNow(server, ada, designId, id);
    expect(hostOf(await untilState(ada, id, 'running', 4))).toBe(second.name);
    expect(await heldBy(server, first.id)).toEqual(disk);
  });

  it('REP-1: a slot that is booked already goes with it, or nothing is changed', async () => {
    await end();
    await bookNow(server, ada, designId, id, 10);
    await operator.mutate('dataCenter.drainHost', { hostId: first.id, draining: true });
    expect(await refused(choose(first))).toMatchObject({ code: 'CONFLICT', issues: ['no-room'] });
    expect(await spares()).toEqual([first.name]);
    await operator.mutate('dataCenter.drainHost', { hostId: first.id, draining: false });
    await choose(first);
    expect(await spares()).toEqual([second.name]);
    await server.skip((await server.now()) + 11 * 60_000);
    expect(hostOf(await untilState(ada, id, 'running', 5))).toBe(first.name);
  });

  it('at attention: what waits for a lost host goes on with the copy on another one, and so does what is booked', async () => {
    await bookNow(server, ada, designId, id, 300);
    await operator.mutate('dataCenter.drainHost', { hostId: second.id, draining: true });
    await lose(first);
    const stranded = await untilState(ada, id, 'attention', 6);
    expect(stranded).toMatchObject({ waitsFor: first.name, bookedAhead: true });
    expect(await plannedOn(server, id)).toEqual([first.name]);
    await server.app.db.platform.tx(null, async (tx) => {
      const [waiting = '', ...more] = await slots.stranded(tx, '');
      expect(more).toEqual([]);
      expect(await slots.stranded(tx, waiting)).toEqual([]);
    });
    await operator.mutate('dataCenter.drainHost', { hostId: second.id, draining: false });
    await choose(second);
    expect(await plannedOn(server, id)).toEqual([second.name]);
    await ada.mutate('environments.retry', { id });
    expect(hostOf(await untilState(ada, id, 'running', 7))).toBe(second.name);
    expect(await spares()).toEqual([first.name]);
    await bringBack(first);
    expect(await heldBy(server, first.id)).toEqual(disk);
    await release(ada, id);
    await server.skip((await server.now()) + 301 * MINUTE);
    const next = await untilState(ada, id, 'running', 8);
    expect([hostOf(next), next.bookedAhead]).toEqual([second.name, false]);
  });
});

describe('ISO-3: spare copies are deleted', () => {
  const swept = (host: { id: string }) =>
    until(
      'swept',
      () => heldBy(server, host.id),
      (held) => held.length === 0,
    );
  /** A host that was away is swept at once; the others once a minute. */
  const sweepNow = async (host: { id: string; name: string }) => {
    await lose(host);
    await untilHost(operator, host.name, 'lost');
    await bringBack(host);
  };

  it('when their owner says so', async () => {
    await ada.mutate('environments.deleteSpare', { id, hostId: first.id });
    expect(await spares()).toEqual([]);
    await sweepNow(first);
    expect(await heldBy(server, first.id)).toEqual([]);
  });

  it('when their time is over', async () => {
    await lose(second);
    await untilState(ada, id, 'running', 9);
    await bringBack(second);
    await end();
    expect(await spares()).toEqual([second.name]);
    await server.skip((await server.now()) + KEEP_MS + 60_000);
    expect(await spares()).toEqual([]);
    await sweepNow(second);
    expect(await heldBy(server, second.id)).toEqual([]);
  });

  it('with all other data of their environment', async () => {
    id = await bookNow(server, ada, designId);
    const one = await hostNamed(operator, hostOf(await untilState(ada, id, 'running')));
    await lose(one);
    const two = await hostNamed(operator, hostOf(await untilState(ada, id, 'running', 2)));
    await bringBack(one);
    await end();
    await ada.mutate('environments.deleteData', { id });
    await Promise.all([swept(one), swept(two)]);
    expect(eventOf(await stateOf(ada, id), 'cleared')?.values).toEqual({ volumes: 1, spares: one.name });
  });
});
