import { HOUR, MINUTE, SECOND } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { FailureDto } from '../../src/features/failures/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw, until } from '../engines/lab.ts';
import { misplaced, twin } from './two-sites.ts';

/** A whole site fails: what may leave it runs at another one, and what may not waits, with its cause (B2, B4, CAP-3, SLA-1). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
/** Two machines; the second one keeps data besides. */
let plain: string;
let keeping: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  plain = await draw(ada, 2, { disk: false });
  keeping = await draw(ada, 1);
  await twin(server);
}, 120_000);
afterAll(() => server.end());

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const inbox = () => operator.query<FailureDto[]>('failures.inbox');
const said = ({ events }: EnvironmentDto, code: string) =>
  events.find((event) => event.code === code)?.values;
const machinesOf = ({ parts }: EnvironmentDto) => parts.filter(({ machine }) => machine);
const addressesOf = (dto: EnvironmentDto) =>
  machinesOf(dto).map(({ name, idx, addresses }) => [name, idx, addresses]);
const siteId = async (name: string) =>
  String((await rows(server.app, sql`select id from site where name = ${name}`))[0]?.['id']);

async function slot(designId: string, start: number, more: { environmentId?: string; siteId?: string } = {}) {
  return book(ada, { designId, revision: 2, start, end: start + 2 * HOUR, ...more });
}

async function breaks(name: string, minutes: number | null): Promise<void> {
  const known = (await inbox()).length;
  await operator.mutate('failures.provoke', { scope: 'site', id: await siteId(name), minutes });
  await until('it is noticed', inbox, (found) => found.length === known + 1);
}

async function mend(name: string): Promise<void> {
  await operator.mutate('failures.mend', { scope: 'site', id: await siteId(name) });
  await until('it is over', inbox, (found) => found.every(({ endedAt }) => endedAt !== null));
}

beforeEach(async () => {
  at = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
});

describe('a site fails while environments run, start and are booked there', () => {
  let ids: string[];
  let before: EnvironmentDto[];
  let from: string;
  let begin: number;

  beforeAll(async () => {
    begin = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const running = [await slot(plain, begin - 30 * MINUTE), await slot(plain, begin - 30 * MINUTE)];
    const starting = await slot(plain, begin);
    const soon = await slot(plain, begin + MINUTE);
    // The first one is booked for tomorrow as well.
    await slot(plain, begin + 24 * HOUR, { environmentId: running[0]?.environmentId ?? '' });
    ids = [...running, starting, soon].map(({ environmentId }) => environmentId);
    from = running[0]?.siteName ?? '';
    await server.skip(begin - 10 * SECOND);
    before = await Promise.all(ids.map(get));
    await operator.mutate('world.skip', { to: new Date(begin).toISOString() });
    await breaks(from, 40);
    await server.skip(begin + 4 * MINUTE);
  }, 120_000);

  it('CAP-3, B4: all of it runs at another site, with the names and addresses that it had, each told what moved', async () => {
    const after = await Promise.all(ids.map(get));
    expect(after.map(({ state }) => state)).toEqual(ids.map(() => 'running'));
    expect(new Set(after.map(({ siteName }) => siteName)).size).toBe(1);
    expect(after[0]?.siteName).not.toBe(from);
    for (const one of [0, 1]) {
      const [was, now] = [before[one], after[one]] as [EnvironmentDto, EnvironmentDto];
      expect(addressesOf(now)).toEqual(addressesOf(was));
      expect(now.generation).toBe(was.generation + 1);
      expect(said(now, 'moved-site')).toMatchObject({ from, to: now.siteName, machines: 2, networks: 0 });
      expect(said(now, 'restored')).toMatchObject({ creditMicros: 0 });
      expect(now.downtimes).toHaveLength(1);
    }
    expect(said(after[0] as EnvironmentDto, 'moved-site')).toMatchObject({ slots: 1 });
    expect(said(after[3] as EnvironmentDto, 'planned-site')).toMatchObject({ slots: 1 });
  });

  it('CAP-1, CAP-2, REP-1: every open slot has its hosts, units and ranges at the new site, and nothing is exceeded', async () => {
    expect(await misplaced(server)).toEqual([]);
    const later = await rows(
      server.app,
      sql`select count(distinct h.id)::int as n, max(p.no)::int as plan from slot s join plan p on p.slot_id = s.id and p.state = 'current'
            join host_claim c on c.slot_id = s.id and c.plan_no = p.no join host h on h.id = c.host_id
           where s.environment_id = ${ids[0]} and s.state = 'scheduled'`,
    );
    expect(later).toMatchObject([{ plan: 2 }]);
  });

  it('the operator sees what moved, and to where', async () => {
    const [failure] = await inbox();
    expect(failure).toMatchObject({ scope: 'site', siteName: from });
    expect(failure?.hits.map(({ outcome }) => outcome).toSorted()).toEqual([
      'moved',
      'moved',
      'moved',
      'planned',
    ]);
    const { siteName } = await get(ids[0] ?? '');
    expect(new Set(failure?.hits.map(({ toSite }) => toSite))).toEqual(new Set([siteName]));
  });

  it('ENV-3: once the site is back, nothing of what left it is there', async () => {
    await server.skip(begin + 50 * MINUTE);
    expect((await inbox())[0]).toMatchObject({ endedAt: expect.any(String) });
    const left = (await rows(server.app, sql`select id from host where site_id = ${await siteId(from)}`)).map(
      ({ id }) => String(id),
    );
    const count = async (where: ReturnType<typeof sql>) =>
      (
        await server.app.db.simulator.tx(null, (tx) =>
          tx.db.execute<{ n: number }>(sql`select count(*)::int as n from simulator.resource where ${where}`),
        )
      )[0]?.n;
    expect(await count(sql`environment_id in ${ids} and form = 'machine'`)).toBe(2 * ids.length);
    expect(await count(sql`host_id in ${[...left, await siteId(from)]}`)).toBe(0);
    await server.skip(begin + 2 * HOUR + 5 * MINUTE);
    expect((await get(ids[1] ?? '')).state).toBe('ended');
  });

  it('its price stays as it was booked, and a slot for tomorrow begins where it is now', async () => {
    const first = await get(ids[0] ?? '');
    const [paid] = await rows(
      server.app,
      sql`select distinct s.name from reservation r join site s on s.id = r.site_id where r.environment_id = ${ids[0]}`,
    );
    expect(paid?.['name']).toBe(from);
    await server.skip(begin + 24 * HOUR + 5 * MINUTE);
    const tomorrow = await get(ids[0] ?? '');
    expect(tomorrow).toMatchObject({ state: 'running', siteName: first.siteName });
    expect(await misplaced(server)).toEqual([]);
    await server.skip(begin + 26 * HOUR + 5 * MINUTE);
  });
});

it('an environment that keeps data waits at its site, is told that its data is the cause, and goes on there', async () => {
  const { environmentId, siteName } = await slot(keeping, at);
  await server.skip(at + 5 * MINUTE);
  await breaks(siteName, 20);
  await server.skip(at + 10 * MINUTE);
  const waits = await get(environmentId);
  expect(waits).toMatchObject({ state: 'attention', siteName });
  expect(said(waits, 'stranded')).toMatchObject({ stays: 'data', needed: 1, available: 0 });
  await server.skip(at + 30 * MINUTE);
  const after = await get(environmentId);
  expect(after).toMatchObject({ state: 'running', siteName });
  expect(Number(said(after, 'restored')?.['creditMicros'])).toBeGreaterThan(0);
  await server.skip(at + 2 * HOUR + 5 * MINUTE);
});

it('SLA-1: one that was booked for a site, and one of a better grade, end there with cause and credit', async () => {
  const chosen = await slot(plain, at, { siteId: await siteId('Tartu-1') });
  await server.skip(at + 5 * MINUTE);
  await breaks('Tartu-1', null);
  await server.skip(at + 10 * MINUTE);
  expect(said(await get(chosen.environmentId), 'stranded')).toMatchObject({ stays: 'chosen' });
  await server.skip(at + 2 * HOUR + 5 * MINUTE);
  const ended = await get(chosen.environmentId);
  expect(ended.state).toBe('ended');
  expect(Number(said(ended, 'ended-by-failure')?.['creditMicros'])).toBeGreaterThan(0);
  await mend('Tartu-1');

  at = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  await rows(server.app, sql`update host set draining = false where site_id = 'site_berlin'`);
  const better = await slot(plain, at);
  expect(better.siteName).toBe('Berlin-2');
  await server.skip(at + 5 * MINUTE);
  await breaks('Berlin-2', 20);
  await server.skip(at + 10 * MINUTE);
  expect(said(await get(better.environmentId), 'stranded')).toMatchObject({ stays: 'grade' });
  await server.skip(at + 30 * MINUTE);
  expect((await get(better.environmentId)).state).toBe('running');
  await server.skip(at + 2 * HOUR + 5 * MINUTE);
  await rows(server.app, sql`update host set draining = true where site_id = 'site_berlin'`);
});

it('a network whose range is taken at the other site gets another one, and its user is told', async () => {
  const { environmentId, siteName } = await slot(plain, at);
  await server.skip(at + 5 * MINUTE);
  const before = await get(environmentId);
  const other = siteName === 'Riga-1' ? 'Tartu-1' : 'Riga-1';
  await rows(
    server.app,
    sql`insert into address_range (site_id, number, account_id, environment_id, network)
        select ${await siteId(other)}, r.number, r.account_id, (select id from environment where id <> ${environmentId} limit 1), 'c-other 0'
          from address_range r where r.environment_id = ${environmentId}`,
  );
  await breaks(siteName, 20);
  await server.skip(at + 10 * MINUTE);
  const after = await get(environmentId);
  expect(after).toMatchObject({ state: 'running', siteName: other });
  expect(said(after, 'moved-site')).toMatchObject({ networks: 1 });
  expect(addressesOf(after)).not.toEqual(addressesOf(before));
  await rows(server.app, sql`delete from address_range where network = 'c-other 0'`);
  await server.skip(at + 2 * HOUR + 5 * MINUTE);
});

it('one that waits for room goes to another site as soon as there is some there', async () => {
  const { environmentId, siteName } = await slot(plain, at);
  const other = siteName === 'Riga-1' ? 'Tartu-1' : 'Riga-1';
  await server.skip(at + 5 * MINUTE);
  await rows(server.app, sql`update host set draining = true where site_id = ${await siteId(other)}`);
  await breaks(siteName, null);
  await server.skip(at + 10 * MINUTE);
  const waits = await get(environmentId);
  expect(waits.state).toBe('attention');
  expect(said(waits, 'stranded')).toMatchObject({ stays: 'full' });
  await rows(server.app, sql`update host set draining = false where site_id = ${await siteId(other)}`);
  // What fails and is mended elsewhere is when it is looked at again.
  const [host] = await rows(
    server.app,
    sql`select id from host where site_id = 'site_berlin' order by id limit 1`,
  );
  await operator.mutate('failures.provoke', { scope: 'host', id: host?.['id'], minutes: 2 });
  await until('it is noticed', inbox, (found) =>
    found.some(({ scope, endedAt }) => scope === 'host' && endedAt === null),
  );
  await server.skip(at + 20 * MINUTE);
  const after = await get(environmentId);
  expect(after).toMatchObject({ state: 'running', siteName: other });
  expect(await misplaced(server)).toEqual([]);
  await mend(siteName);
});

it('one slot whose design cannot be read holds up nobody else', async () => {
  const unread = await slot(await draw(ada, 1, { disk: false }), at);
  const other = await slot(plain, at);
  expect(other.siteName).toBe(unread.siteName);
  await server.skip(at + 5 * MINUTE);
  // A revision that nothing can be made of.
  await rows(
    server.app,
    sql`insert into design_revision (design_id, no, account_id, catalog_version_id, document, hash, saved_at, saved_by)
        select design_id, 3, account_id, catalog_version_id, '{"version":99}', 'unread', saved_at, saved_by from design_revision where design_id = ${unread.designId} and no = 2`,
  );
  const ofRevision = (no: number) =>
    rows(server.app, sql`update reservation set revision = ${no} where id = ${unread.id}`);
  await ofRevision(3);
  await breaks(other.siteName, 20);
  await until(
    'the other one is elsewhere',
    () => get(other.environmentId),
    ({ siteName }) => siteName !== other.siteName,
  );
  const [stays] = await rows(
    server.app,
    sql`select s.state, e.site_id from slot s join environment e on e.id = s.environment_id where e.id = ${unread.environmentId}`,
  );
  expect(stays).toMatchObject({ state: 'running' });
  await ofRevision(2);
  await server.skip(at + 30 * MINUTE);
});
