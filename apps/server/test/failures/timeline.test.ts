import { HOUR, MINUTE } from '@patchbay/engine/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { SpanDto, TimelineDto } from '../../src/features/data-center/timeline/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw } from '../engines/lab.ts';
import { refused } from '../hosts/paper.ts';

/** What happened on a host, and what will, on one axis. */

let server: TestApp;
let operator: Browser;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  const ada = await server.customer('Ada Secret');
  const designId = await draw(ada, 2);
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
  await book(ada, { designId, revision: 2, start: at, end: at + HOUR });
  await book(ada, { designId, revision: 2, start: at + 24 * HOUR, end: at + 25 * HOUR });
});
afterAll(() => server.end());

const iso = (instant: number) => new Date(instant).toISOString();
const ask = (scope: Record<string, string>, from = at - HOUR, to = at + 48 * HOUR) =>
  operator.query<TimelineDto>('dataCenter.timeline', { scope, from: iso(from), to: iso(to) });
const shape = (spans: readonly SpanDto[] | undefined) =>
  spans?.map((span) => [span.what, span.start, span.end, span.what === 'claim' ? span.state : null]);

it('claims of the past and of days ahead stand beside drains and failures, by channel and never by name', async () => {
  const [busy] = (await ask({ siteId: 'site_berlin' })).hosts;
  const hostId = busy?.id ?? '';
  expect(shape(busy?.spans)).toEqual([
    ['claim', iso(at), iso(at + HOUR), 'scheduled'],
    ['claim', iso(at + 24 * HOUR), iso(at + 25 * HOUR), 'scheduled'],
  ]);
  await server.skip(at + 2 * HOUR);
  await operator.mutate('dataCenter.drainHost', { hostId, draining: true });
  await server.skip(at + 3 * HOUR);
  await operator.mutate('dataCenter.drainHost', { hostId, draining: true });
  await operator.mutate('dataCenter.drainHost', { hostId, draining: false });
  await operator.mutate('failures.provoke', { scope: 'host', id: hostId, minutes: 30 });
  await server.skip(at + 3 * HOUR + 45 * MINUTE);
  const all = await ask({ hostId });
  const [own] = all.hosts;
  expect(shape(own?.spans)?.map(([what, , end, state]) => [what, end !== null, state])).toEqual([
    ['failure', true, null],
    ['drain', true, null],
    ['claim', true, 'ended'],
    ['claim', true, 'scheduled'],
  ]);
  const [, drain] = own?.spans ?? [];
  expect([drain?.start, drain?.end]).toEqual([
    expect.stringContaining(iso(at + 2 * HOUR).slice(0, 16)),
    expect.stringContaining(iso(at + 3 * HOUR).slice(0, 16)),
  ]);
  expect(JSON.stringify(all)).not.toContain('Secret');
  expect(own?.spans.flatMap((span) => (span.what === 'claim' ? [span.channel] : []))[0]).toMatch(
    /^channel \d+$/,
  );
  // Only what touches the period is told.
  expect((await ask({ hostId }, at + 4 * HOUR, at + 5 * HOUR)).hosts).toEqual([]);
});

it('a pool has three numbers: what slots under way have, what is reserved now, and what there is', async () => {
  const ports = async () => {
    const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
    const pool = sites.flatMap((site) => site.pools).find(({ id }) => id === 'pool_berlin_switchport');
    return pool && [pool.used, pool.reserved, pool.capacity];
  };
  expect(await ports()).toEqual([0, 0, 1024]);
  await server.skip(at + 24 * HOUR + MINUTE);
  const during = await ports();
  expect(during?.[0]).toBeGreaterThan(0);
  expect(during?.[0]).toBe(during?.[1]);
});

it('a period that is none, or too long, is refused; so is a host that never was', async () => {
  for (const to of [at, at + 63 * 24 * HOUR])
    expect((await refused(ask({ siteId: 'site_berlin' }, at, to))).code).toBe('BAD_INPUT');
  expect((await refused(ask({ hostId: 'host_never' }))).code).toBe('NOT_FOUND');
  expect((await ask({ rackId: 'rack_never' })).hosts).toEqual([]);
});
