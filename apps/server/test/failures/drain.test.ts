import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LeavingDto } from '../../src/features/data-center/dto.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw } from '../engines/lab.ts';
import { refused } from '../hosts/paper.ts';

/** An operator empties a host: what is shown before is what moves, and nobody who need not (CAP-3, B4). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let hostId: string;
let at: number;
let running: string;
let ahead: string;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  const designId = await draw(ada, 2);
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
  const slot = { designId, revision: 2 };
  running = (await book(ada, { ...slot, start: at, end: at + 2 * HOUR })).environmentId;
  ahead = (await book(ada, { ...slot, start: at + 24 * HOUR, end: at + 26 * HOUR })).environmentId;
  await server.skip(at + 5 * MINUTE);
  const [row] = await rows(
    server.app,
    sql`select host_id from host_claim where idx = 0 order by slot_id limit 1`,
  );
  hostId = String(row?.['host_id']);
});
afterAll(() => server.end());

const preview = () => operator.query<LeavingDto[]>('dataCenter.drainPreview', { hostId });
const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const claimed = async () =>
  (
    await rows(
      server.app,
      sql`select distinct s.environment_id as id from host_claim c join plan p on p.slot_id = c.slot_id and p.no = c.plan_no and p.state = 'current'
            join slot s on s.id = c.slot_id where c.host_id = ${hostId} and upper(c.during) > clock()`,
    )
  ).map(({ id }) => id);

it('the preview is solved, and changes nothing', async () => {
  const before = await claimed();
  const shown = await preview();
  expect(shown.map(({ environmentId, runs, machines }) => [environmentId, runs, machines])).toEqual([
    [running, true, 2],
    [ahead, false, 2],
  ]);
  expect(shown.every(({ to }) => to !== null && to.length > 0)).toBe(true);
  expect(await claimed()).toEqual(before);
  const [row] = await rows(server.app, sql`select draining from host where id = ${hostId}`);
  expect(row).toEqual({ draining: false });
  expect((await get(running)).events.some(({ code }) => code === 'moved-off')).toBe(false);
});

it('what would move by now and is not what was shown is not moved', async () => {
  const shown = await preview();
  const some = shown.slice(1).map(({ slotId }) => slotId);
  expect((await refused(operator.mutate('dataCenter.moveAway', { hostId, slotIds: some }))).code).toBe(
    'CONFLICT',
  );
  expect(await claimed()).toHaveLength(2);
});

it('what was shown moves to where it was shown, and is told; the rest of the slot runs there', async () => {
  const shown = await preview();
  const done = await operator.mutate<LeavingDto[]>('dataCenter.moveAway', {
    hostId,
    slotIds: shown.map(({ slotId }) => slotId),
  });
  expect(done.map(({ slotId, to }) => [slotId, to])).toEqual(shown.map(({ slotId, to }) => [slotId, to]));
  expect(await claimed()).toEqual([]);
  await server.skip(at + 10 * MINUTE);
  const after = await get(running);
  expect(after).toMatchObject({ state: 'running', down: false });
  expect(after.parts.filter(({ machine }) => machine).map(({ host }) => host)).toEqual(
    Array.from({ length: 2 }, () => shown[0]?.to?.[0]),
  );
  expect(after.events.find(({ code }) => code === 'moved-off')?.values).toMatchObject({ machines: 2 });
  expect(after.events.some(({ code }) => code === 'restored')).toBe(true);
  expect((await get(ahead)).events.some(({ code }) => code === 'planned-off')).toBe(true);
  const left = await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute(sql`select 1 from simulator.resource where host_id = ${hostId} and form = 'machine'`),
  );
  expect([...left]).toEqual([]);
});

it('nothing new is placed there, until the operator lets it take work again', async () => {
  expect(await preview()).toEqual([]);
  await operator.mutate('dataCenter.drainHost', { hostId, draining: false });
  const [row] = await rows(server.app, sql`select draining from host where id = ${hostId}`);
  expect(row).toEqual({ draining: false });
});
