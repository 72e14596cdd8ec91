import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { ImpactDto, MaintenanceDto } from '../../src/features/data-center/maintenance/dto.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { FailureDto } from '../../src/features/failures/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw } from '../engines/lab.ts';
import { refused } from '../hosts/paper.ts';

/** Hosts are closed for a time: what is booked there moves, what is booked later goes elsewhere, nothing is given up (CAP-1, CAP-3). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let hostId: string;
let at: number;
let ahead: string;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  designId = await draw(ada, 2);
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
  ahead = await booked(26, 28);
  hostId = (await hostsOf(ahead))[0] ?? '';
});
afterAll(() => server.end());

const iso = (hours: number) => new Date(at + hours * HOUR).toISOString();
const booked = async (from: number, to: number) =>
  (await book(ada, { designId, revision: 2, start: at + from * HOUR, end: at + to * HOUR })).environmentId;
const hostsOf = async (environmentId: string) =>
  (
    await rows(
      server.app,
      sql`select distinct c.host_id as id from host_claim c join plan p on p.slot_id = c.slot_id and p.no = c.plan_no and p.state = 'current'
            join slot s on s.id = c.slot_id where s.environment_id = ${environmentId} and c.state <> 'released'`,
    )
  ).map(({ id }) => String(id));
const where = (from: number, to: number, scope = 'host', id = hostId) => ({
  scope,
  id,
  from: iso(from),
  to: iso(to),
});
const preview = (input: object) => operator.query<ImpactDto>('dataCenter.previewMaintenance', input);
const plan = (input: object, slotIds: readonly string[]) =>
  operator.mutate<{ id: string }>('dataCenter.planMaintenance', { ...input, reason: 'firmware', slotIds });
const moved = ({ moves }: ImpactDto) => moves.map(({ slotId }) => slotId);
const list = () => operator.query<MaintenanceDto[]>('dataCenter.maintenance');

it('the preview is solved and changes nothing; only what is in the way moves', async () => {
  const shown = await preview(where(27, 30));
  expect(shown.moves).toMatchObject([{ environmentId: ahead, runs: false, machines: 2, stays: null }]);
  expect((await preview(where(28, 30))).moves).toEqual([]);
  expect((await preview(where(24, 26))).moves).toEqual([]);
  expect(await list()).toEqual([]);
  expect(await hostsOf(ahead)).toEqual([hostId]);
});

it('what is not what was shown is not done', async () => {
  expect((await refused(plan(where(27, 30), []))).code).toBe('CONFLICT');
  expect(await list()).toEqual([]);
});

it('CAP-3: what was shown moves and its owner is told; what is booked later does not land there', async () => {
  const { id } = await plan(where(27, 30), moved(await preview(where(27, 30))));
  const [elsewhere] = await hostsOf(ahead);
  expect(elsewhere).not.toBe(hostId);
  const { events } = await ada.query<EnvironmentDto>('environments.get', { id: ahead });
  expect(events.find(({ code }) => code === 'planned-off')?.values).toMatchObject({ why: 'maintenance' });
  // Half-open: what begins as the window ends may be there.
  expect(await hostsOf(await booked(30, 31))).toEqual([hostId]);
  expect(await hostsOf(await booked(29, 31))).not.toContain(hostId);
  expect(await list()).toMatchObject([
    { id, state: 'ahead', hosts: [expect.any(String)], reason: 'firmware' },
  ]);
});

it('CAP-1: no claim gets into a closed host, whoever makes it', async () => {
  const claim = server.app.db.platform.tx(null, (tx) =>
    tx.db.execute(
      sql`update host_claim set host_id = ${hostId} where slot_id in (select id from slot where environment_id = ${ahead}) and state <> 'released'`,
    ),
  );
  await expect(claim).rejects.toMatchObject({ cause: { code: 'PB001' } });
});

it('windows of one host never overlap, and have a start ahead, a length and a host', async () => {
  expect((await refused(preview(where(29, 32)))).code).toBe('CONFLICT');
  for (const [from, to] of [
    [3, 3],
    [-2, 5],
    [5, 5 + 32 * 24],
    [500 * 24, 501 * 24],
  ] as const)
    expect([from, (await refused(preview(where(from, to)))).code]).toEqual([from, 'BAD_INPUT']);
  expect((await refused(preview(where(40, 41, 'rack', 'rack_none')))).code).toBe('NOT_FOUND');
});

it('a host is closed and opens by itself, and its silence meanwhile is no failure', async () => {
  await server.skip(at + 28 * HOUR + MINUTE);
  const host = async () =>
    (await operator.query<DataCenterDto>('dataCenter.overview')).sites
      .flatMap(({ racks }) => racks.flatMap(({ hosts }) => hosts))
      .find(({ id }) => id === hostId);
  expect(await host()).toMatchObject({ status: 'up', maintenance: { reason: 'firmware', end: iso(30) } });
  await operator.mutate('failures.provoke', { scope: 'host', id: hostId, minutes: 60 });
  await server.skip(at + 29 * HOUR + 30 * MINUTE);
  expect(await operator.query('failures.inbox')).toEqual([]);
  await server.skip(at + 30 * HOUR + MINUTE);
  expect(await host()).toMatchObject({ status: 'up', maintenance: null });
  expect(await list()).toMatchObject([{ state: 'over' }]);
});

it('a host that is still dark when its window ends is a failure from then on, also where the clock skips over it', async () => {
  await plan(where(30.5, 30.7, 'host', 'host_t1h05'), []);
  await server.skip(at + 30.6 * HOUR);
  await operator.mutate('failures.provoke', { scope: 'host', id: 'host_t1h05', minutes: null });
  await server.skip(at + 31.5 * HOUR);
  const [failure] = await operator.query<FailureDto[]>('failures.inbox');
  expect(failure).toMatchObject({ scope: 'host', scopeId: 'host_t1h05', endedAt: null });
  expect(Date.parse(failure?.lostAt ?? '')).toBeLessThan(at + 30.75 * HOUR);
  await operator.mutate('failures.mend', { scope: 'host', id: 'host_t1h05' });
});

it('a window that is cancelled gives the host back, before its start or from now on', async () => {
  const early = await plan(where(50, 52), []);
  await operator.mutate('dataCenter.cancelMaintenance', { id: early.id });
  expect(await hostsOf(await booked(50, 52))).toEqual([hostId]);
  const late = await plan(where(32, 60, 'host', 'host_t1h06'), []);
  await server.skip(at + 33 * HOUR);
  await operator.mutate('dataCenter.cancelMaintenance', { id: late.id });
  await plan(where(34, 35, 'host', 'host_t1h06'), []);
  for (const { id } of [early, late])
    expect((await refused(operator.mutate('dataCenter.cancelMaintenance', { id }))).code).toBe('CONFLICT');
});

it('CAP-3: what fits nowhere else is named, and then nothing is done', async () => {
  const [, second] = await Promise.all([
    server.app.db.platform.tx(null, (tx) =>
      tx.db.execute(sql`update host set draining = true where id <> ${hostId} and site_id = 'site_berlin'`),
    ),
    preview(where(49, 51)),
  ]);
  expect(second.moves).toHaveLength(1);
  const shown = await preview(where(49, 51));
  expect(shown.moves).toMatchObject([{ to: null, stays: 'full' }]);
  const problem = await refused(plan(where(49, 51), moved(shown)));
  expect(problem).toMatchObject({ code: 'CONFLICT', issues: ['stays'] });
});
