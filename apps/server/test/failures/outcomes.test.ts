import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { FailureDto, FailureScope } from '../../src/features/failures/dto.ts';
import type { InvoiceDto, InvoiceRowDto } from '../../src/features/invoices/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { drawing, until } from '../engines/lab.ts';
import { newHost, paper, refused } from '../hosts/paper.ts';

/** What becomes of an environment whose host, switch or site fails (A12, B2, C6). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let start: number;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
  const document = drawing(2, true, 10);
  // Two of them are more than one host has.
  const wide = { ...document.components['c-m'], properties: { cpu: 20, memoryMiB: 512, diskGiB: 4 } };
  const made = await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'Wide' });
  designId = made.id;
  await ada.mutate('designs.save', {
    id: designId,
    baseRevision: 1,
    document: { ...document, components: { ...document.components, 'c-m': wide } },
  });
});
afterAll(() => server.end());

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const inbox = () => operator.query<FailureDto[]>('failures.inbox');
const hostsOf = ({ parts }: EnvironmentDto) => parts.filter(({ machine }) => machine).map(({ host }) => host);
const said = ({ events }: EnvironmentDto, code: string) =>
  events.find((event) => event.code === code)?.values;

/** Runs for an hour from now on. */
async function running(): Promise<EnvironmentDto> {
  start = Math.ceil((await server.now()) / HOUR) * HOUR;
  const { environmentId } = await book(ada, { designId, revision: 2, start, end: start + HOUR });
  await server.skip(start + 5 * MINUTE);
  return get(environmentId);
}

async function idOf(scope: 'host' | 'site', name: string): Promise<string> {
  const [row] = await rows(server.app, sql`select id from ${sql.identifier(scope)} where name = ${name}`);
  return String(row?.['id']);
}

const breaks = (scope: FailureScope | 'switch', id: string, minutes: number | null) =>
  operator.mutate('failures.provoke', { scope, id, minutes });
const untilFailures = (count: number) =>
  until(
    `there are ${count} failures`,
    () => inbox(),
    (found) => found.length === count,
  );
const untilOver = () =>
  until(
    'all failures are over',
    () => inbox(),
    (found) => found.every(({ endedAt }) => endedAt !== null),
  );

it('B4: one of two hosts fails: its machine goes elsewhere, the other one runs on', async () => {
  const before = await running();
  const [first = '', second] = hostsOf(before);
  await breaks('host', await idOf('host', first ?? ''), 20);
  await untilFailures(1);
  await server.skip(start + 10 * MINUTE);
  const after = await get(before.id);
  expect(after).toMatchObject({ state: 'running', generation: before.generation });
  expect(hostsOf(after)).toEqual([expect.not.stringMatching(first ?? ''), second]);
  expect(said(after, 'moved')).toMatchObject({ from: first, machines: 1 });
  expect(said(after, 'restored')).toMatchObject({ machines: 1, creditMicros: 0 });
  expect(await inbox()).toMatchObject([
    { scope: 'host', name: first, hits: [{ outcome: 'moved', machines: 1, creditMicros: 0 }] },
  ]);
  await server.skip(start + HOUR + MINUTE);
  await untilOver();
});

it('a switch that fails cuts hosts off: what ran there goes on elsewhere, and is swept before they take work again', async () => {
  const before = await running();
  const [row] = await rows(server.app, sql`select rack_id from host where name = ${hostsOf(before)[0]}`);
  const rackId = String(row?.['rack_id']);
  await breaks('switch', rackId, null);
  await untilFailures(2);
  await server.skip(start + 12 * MINUTE);
  const copies = () =>
    server.app.db.simulator.tx(null, (tx) =>
      tx.db.execute<{ n: number }>(
        sql`select count(*)::int as n from simulator.resource where form = 'machine' and environment_id = ${before.id} and started_at is not null`,
      ),
    );
  // Both machines were in that rack, and run there still.
  expect((await copies())[0]?.n).toBe(4);
  expect((await inbox())[0]).toMatchObject({ scope: 'rack', scopeId: rackId });
  expect((await refused(operator.mutate('failures.close', { id: (await inbox())[0]?.id }))).code).toBe(
    'CONFLICT',
  );
  await operator.mutate('failures.mend', { scope: 'switch', id: rackId });
  await untilOver();
  expect((await copies())[0]?.n).toBe(2);
  await operator.mutate('failures.close', { id: (await inbox())[0]?.id });
  await server.skip(start + HOUR + MINUTE);
});

it('a host that is silent for less than three seconds has failed nobody, though its machines lost their power', async () => {
  const before = await running();
  const hostId = await idOf('host', hostsOf(before)[0] ?? '');
  await breaks('host', hostId, null);
  await operator.mutate('failures.mend', { scope: 'host', id: hostId });
  await server.skip(start + 8 * MINUTE);
  const after = await get(before.id);
  expect(after).toMatchObject({ state: 'running', downtimes: [] });
  expect(said(after, 'repaired')).toEqual({ machines: 1 });
  expect(await inbox()).toHaveLength(2);
  await server.skip(start + HOUR + MINUTE);
});

it('CAP-3, SLA-1: a site fails for good: its slot ends with the cause, unbilled, and what was not delivered is credited', async () => {
  const before = await running();
  await breaks('site', await idOf('site', before.siteName), null);
  await untilFailures(3);
  await server.skip(start + 30 * MINUTE);
  expect(await get(before.id)).toMatchObject({ state: 'attention' });
  await server.skip(start + HOUR + MINUTE);
  const after = await get(before.id);
  expect(after.state).toBe('ended');
  expect(said(after, 'stranded')).toBeDefined();
  const credit = Number(said(after, 'ended-by-failure')?.['creditMicros']);
  const [down] = after.downtimes;
  const missed = (Date.parse(after.slot.end) - Date.parse(down?.start ?? '')) / HOUR;
  expect(credit).toBeGreaterThanOrEqual(Math.floor(after.expectedMicros * missed));
  expect(credit).toBeLessThanOrEqual(Math.ceil(after.expectedMicros * missed));
  const [newest] = await ada.query<InvoiceRowDto[]>('invoices.list');
  const invoice = await ada.query<InvoiceDto>('invoices.get', { id: newest?.id });
  expect(invoice.items.filter(({ cause }) => cause === 'downtime')).toMatchObject([
    { amountMicros: -credit, reason: before.name },
  ]);
  expect(after.chargedMicros).toBeLessThan(after.expectedMicros / 6);
  await operator.mutate('failures.mend', { scope: 'site', id: await idOf('site', before.siteName) });
  await untilOver();
});

it('two hosts that fail together are a failure each, and each says what it did', async () => {
  const before = await running();
  const known = (await inbox()).length;
  const both = await Promise.all(hostsOf(before).map((name) => idOf('host', name ?? '')));
  for (const id of both) await breaks('host', id, 20);
  await untilFailures(known + 2);
  await server.skip(start + 10 * MINUTE);
  expect(await get(before.id)).toMatchObject({ state: 'running', down: false });
  const cards = (await inbox()).filter(({ scopeId }) => both.includes(scopeId));
  const newest = cards.filter(({ lostAt }) => Date.parse(lostAt) >= start);
  expect(newest.map(({ hits }) => hits.map(({ outcome, machines }) => [outcome, machines]))).toEqual([
    [['moved', 1]],
    [['moved', 1]],
  ]);
  await server.skip(start + HOUR + MINUTE);
  await untilOver();
});

it('a site that is back before the slot is over goes on with what waits there', async () => {
  const before = await running();
  await breaks('site', await idOf('site', before.siteName), 10);
  await untilFailures(6);
  await server.skip(start + 25 * MINUTE);
  const after = await get(before.id);
  expect(after).toMatchObject({ state: 'running', generation: before.generation });
  expect(Number(said(after, 'restored')?.['creditMicros'])).toBeGreaterThan(0);
  expect((await inbox())[0]?.hits).toMatchObject([{ outcome: 'returned' }]);
});

it('only what is simulated is broken on purpose', async () => {
  const { id } = await operator.mutate<{ id: string }>(
    'dataCenter.addHost',
    newHost('real', { name: 'Lab' }),
  );
  expect((await refused(breaks('host', id, 1))).code).toBe('CONFLICT');
  expect((await refused(breaks('rack', 'rack_none', 1))).code).toBe('NOT_FOUND');
});
