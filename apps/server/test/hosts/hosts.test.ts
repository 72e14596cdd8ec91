import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { DataCenterDto, HostDto, ProbeDto } from '../../src/features/data-center/dto.ts';
import type { PlaceDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, quoteNow, release, stateOf, until, untilState } from '../engines/lab.ts';
import { heldBy, hostNamed, hostOf, labOf, newHost, paper, PROBE, refused } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const add = (input: ReturnType<typeof newHost>) =>
  operator.mutate<{ id: string }>('dataCenter.addHost', input);
const lab = () => labOf(operator);

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
    const anywhere = await quoteNow(server, ada, { designId: id, revision: 1 });
    expect(anywhere).toMatchObject({ fits: true, real: false });
    expect(anywhere.whyNotReal).toEqual(there.rejection);
  });
});

describe('hosts come and go under a running environment', () => {
  let designId: string;
  let id: string;

  it('CAP-3: the host is lost: it moves, keeps names and addresses, and its owner is told', async () => {
    designId = await draw(ada, 2);
    id = await bookNow(server, ada, designId);
    const before = await untilState(ada, id, 'running');
    const lost = await hostNamed(operator, hostOf(before));
    await breakHost(server.app.db.simulator, lost.id, 'power-off');
    const after = await untilState(ada, id, 'running', 2);
    expect(hostOf(after)).not.toBe(lost.name);
    expect(after.parts.map(({ addresses }) => addresses)).toEqual(
      before.parts.map(({ addresses }) => addresses),
    );
    expect(after.events.map(({ code }) => code)).toContain('moved');
    expect(await hostNamed(operator, lost.name)).toMatchObject({ status: 'lost' });
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
      () => hostNamed(operator, lost.name),
      ({ status }) => status === 'up',
    );
    // Its data alone is spared.
    expect(await heldBy(server, lost.id)).toEqual(['volume c-d 0']);
  });

  it('nothing new comes to a host that is drained, and a host with something on it is not removed', async () => {
    const here = await hostNamed(operator, hostOf(await stateOf(ada, id)));
    await operator.mutate('dataCenter.drainHost', { hostId: here.id, draining: true });
    const other = await bookNow(server, ada, await draw(ada, 2));
    expect(hostOf(await untilState(ada, other, 'running'))).not.toBe(here.name);
    const { code, message } = await refused(operator.mutate('dataCenter.removeHost', { hostId: here.id }));
    expect([code, message]).toEqual(['CONFLICT', expect.stringMatching(/One slot is booked/)]);
    await release(ada, other);
    await untilState(ada, other, 'ended');
    const there = (await lab()).hosts.find(({ name }) => name !== here.name) as HostDto;
    expect(there.keptBy).toBe(2);
    expect((await stateOf(ada, other)).data).toEqual([
      { component: 'c-d', idx: 0, name: 'Shared', several: false, folder: null },
    ]);
    const kept = await refused(operator.mutate('dataCenter.removeHost', { hostId: there.id }));
    expect(kept.message).toMatch(/2 environments keep data on this host/);
    await ada.mutate('environments.deleteData', { id: other });
    await ada.mutate('environments.deleteSpare', { id, hostId: there.id });
    await until(
      'cleared',
      () => stateOf(ada, other),
      (seen) => seen.kept === null,
    );
    await operator.mutate('dataCenter.drainHost', { hostId: there.id, draining: true });
    await operator.mutate('dataCenter.removeHost', { hostId: there.id });
    expect((await lab()).hosts.map(({ name }) => name)).toEqual([here.name]);
    // Nobody drains what is not there any more.
    const open = sql`select 1 from host_drain where host_id = ${there.id} and until is null`;
    expect(await rows(server.app, open)).toEqual([]);
  });

  it('CAP-3: lost with no room left: it waits, its owner is told, and it starts again when its host is back', async () => {
    const here = await hostNamed(operator, hostOf(await stateOf(ada, id)));
    await breakHost(server.app.db.simulator, here.id, 'partition');
    const stranded = await untilState(ada, id, 'attention', 2);
    expect(stranded.events[0]).toMatchObject({ code: 'stranded', values: { from: here.name } });
    expect(stranded.waitsFor).toBe(here.name);
    await mendHost(server.app.db.simulator, here.id);
    const again = await untilState(ada, id, 'running', 2);
    expect(again.events.map(({ code }) => code)).toContain('starts-again');
    expect(again.waitsFor).toBeNull();
    await release(ada, id);
    await untilState(ada, id, 'ended');
  });

  it('another slot finds the data: only the host where it lies will do, beside the slots it has', async () => {
    const here = (await lab()).hosts[0] as HostDto;
    const again = { designId, revision: 2, environmentId: id };
    expect(await quoteNow(server, ada, again)).toMatchObject({
      fits: false,
      rejection: {
        reasons: [
          { shortage: { of: 'host-closed', arch: 'x86-64' }, when: 'notNow' },
          { shortage: { of: 'pool', resourceClass: 'storage-gib' }, when: 'notNow' },
        ],
      },
    });
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
