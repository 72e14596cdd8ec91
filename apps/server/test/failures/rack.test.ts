import { HOUR, MINUTE, SECOND } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { FailureDto } from '../../src/features/failures/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw, until } from '../engines/lab.ts';

/**
 * A rack loses its power while 20 environments run, 5 are starting and 5 are booked for the next minute: nothing is lost,
 * nothing is there twice, and each owner is told (CAP-3, ENV-1, REP-1).
 */
const RUNNING = 20;
const STARTING = 5;
const SOON = 5;

let server: TestApp;
let operator: Browser;
let ada: Browser;
let before: EnvironmentDto[];
let rackId: string;
let at: number;

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const machinesOf = ({ parts }: EnvironmentDto) => parts.filter(({ machine }) => machine);

async function slots(designId: string, count: number, start: number): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1)
    made.push((await book(ada, { designId, revision: 2, start, end: start + 2 * HOUR })).environmentId);
  return made;
}

const inbox = () => operator.query<FailureDto[]>('failures.inbox');

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  const designId = await draw(ada, 2);
  at = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const running = await slots(designId, RUNNING, at - 30 * MINUTE);
  const starting = await slots(designId, STARTING, at);
  const soon = await slots(designId, SOON, at + MINUTE);
  await server.skip(at - 10 * SECOND);
  before = await Promise.all(running.map(get));
  const [most] = await rows(
    server.app,
    sql`select h.rack_id as rack from host_claim c join host h on h.id = c.host_id group by 1 order by count(*) desc limit 1`,
  );
  rackId = String(most?.['rack']);
  // At the very instant at which the five begin: their start job is due in the same moment.
  await operator.mutate('world.skip', { to: new Date(at).toISOString() });
  await operator.mutate('failures.provoke', { scope: 'rack', id: rackId, minutes: 30 });
  await until(
    'the rack is noticed',
    () => inbox(),
    (found) => found.length === 1,
  );
  await server.skip(at + 4 * MINUTE);
  ids = [...running, ...starting, ...soon];
}, 240_000);
afterAll(() => server.end());
let ids: string[];

it('is one failure of a rack, and says who was hit and what was done', async () => {
  const [failure] = await inbox();
  expect(failure).toMatchObject({
    scope: 'rack',
    scopeId: rackId,
    returned: 0,
    endedAt: null,
    closedAt: null,
  });
  expect(new Set(failure?.hits.map(({ outcome }) => outcome))).toEqual(new Set(['moved', 'planned']));
  const told = new Set(failure?.hits.map(({ environmentId }) => environmentId));
  expect(told.size).toBe(failure?.hits.length);
});

it('CAP-3: all 30 run, with the names and addresses that they had, and no machine is in the rack', async () => {
  const after = await Promise.all(ids.map(get));
  expect(after.map(({ state }) => state)).toEqual(ids.map(() => 'running'));
  for (const [n, one] of before.entries()) {
    const now = after[n] as EnvironmentDto;
    const named = (dto: EnvironmentDto) =>
      dto.parts.map(({ name, idx, addresses }) => [name, idx, addresses]);
    expect(named(now)).toEqual(named(one));
  }
  const dark = await rows(server.app, sql`select name from host where rack_id = ${rackId}`);
  const names = new Set(dark.map(({ name }) => name));
  expect(after.flatMap(machinesOf).filter(({ host }) => names.has(host ?? ''))).toEqual([]);
});

it('nothing is moved that need not be: what stood elsewhere runs on, in its generation', async () => {
  const dark = new Set(
    (await rows(server.app, sql`select name from host where rack_id = ${rackId}`)).map(({ name }) => name),
  );
  const after = await Promise.all(before.map(({ id }) => get(id)));
  for (const [n, one] of before.entries()) {
    const now = after[n] as EnvironmentDto;
    expect(now.generation).toBe(one.generation);
    for (const machine of machinesOf(one).filter(({ host }) => !dark.has(host)))
      expect(machinesOf(now).find(({ idx }) => idx === machine.idx)?.host).toBe(machine.host);
  }
});

it('each owner is told what moved, and that it runs again; within a minute nothing is owed', async () => {
  const after = await Promise.all(before.map(({ id }) => get(id)));
  const hit = after.filter(({ downtimes }) => downtimes.length > 0);
  expect(hit.length).toBeGreaterThan(0);
  for (const { events, downtimes } of hit) {
    const moved = events.find(({ code }) => code === 'moved');
    const restored = events.find(({ code }) => code === 'restored');
    expect(moved?.values).toMatchObject({ from: expect.any(String), to: expect.any(String) });
    expect(restored?.values).toMatchObject({ machines: moved?.values['machines'], creditMicros: 0 });
    expect(downtimes).toHaveLength(1);
  }
});

it('CAP-1: no host is claimed beyond what it has; ENV-3: nothing is there twice once the rack is back', async () => {
  await server.skip(at + 31 * MINUTE);
  await until(
    'the rack is back',
    () => inbox(),
    ([failure]) => failure?.endedAt !== null,
  );
  await server.skip(at + 33 * MINUTE);
  const over = await rows(
    server.app,
    sql`select c.host_id from host_claim c join host_capacity k on k.host_id = c.host_id
         where c.state <> 'released' and c.during @> clock() group by c.host_id, k.cpu_milli, k.memory_mib
        having sum(c.cpu_milli) > k.cpu_milli or sum(c.memory_mib) > k.memory_mib`,
  );
  expect(over).toEqual([]);
  const copies = await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute(
      sql`select environment_id, component, idx from simulator.resource where form = 'machine' group by 1, 2, 3 having count(*) > 1`,
    ),
  );
  expect([...copies]).toEqual([]);
});

it('MTR-1: what the failure took is not billed, and the sums agree', async () => {
  await server.skip(at + 3 * HOUR);
  const [sums] = await rows(
    server.app,
    sql`select (select sum(quantity)::bigint from usage_event where meter = 'machine.reserved') as events,
               (select sum(quantity)::bigint from charge where meter = 'machine.reserved') as charged,
               (select count(*)::int from usage_event e join slot s on s.environment_id = e.environment_id join downtime d on d.slot_id = s.id and e.during && tstzrange(d.since, d.until) where e.meter = 'machine.reserved') as inside,
               (select sum(extract(epoch from upper(s.during) - lower(s.during)) * 2 - coalesce((select sum(extract(epoch from d.until - d.since)) * 2 from downtime d where d.slot_id = s.id), 0))::bigint from slot s) as delivered`,
  );
  expect(sums?.['charged']).toBe(sums?.['events']);
  expect(sums?.['inside']).toBe(0);
  // Rounded to whole seconds for each of two machines at each edge of a downtime.
  expect(Math.abs(Number(sums?.['charged']) - Number(sums?.['delivered']))).toBeLessThanOrEqual(
    4 * ids.length,
  );
});
