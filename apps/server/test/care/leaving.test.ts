import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readiness } from '../../src/http/ready.ts';
import { openTraffic } from '../../src/http/traffic.ts';
import { testApp, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

const ready = () => server.browser().request('GET', '/readyz');
/** Of a server whose other parts are as given. */
const missing = async (parts: { quietMs?: number; leaving?: boolean } = {}) => {
  const ask = readiness({
    platform: server.app.db.platform,
    quietMs: () => parts.quietMs ?? 0,
    isLeaving: () => parts.leaving ?? false,
  });
  return (await ask()).missing;
};

describe('whether a server is ready', () => {
  it('depends on its database, its schema and its workers, which are there', async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { ready: true, missing: [] } });
  });

  it('names workers that have not looked for work for long, and that it is on its way out', async () => {
    expect(await missing({ quietMs: 29_000 })).toEqual([]);
    expect(await missing({ quietMs: 31_000, leaving: true })).toEqual(['workers', 'leaving']);
  });

  it('names a schema that is older than the build, or more than one migration ahead of it', async () => {
    const owner = postgres(server.url, { max: 1 });
    try {
      await owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9e12)`;
      expect(await missing()).toEqual([]);
      await owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9e12 + 1)`;
      expect(await missing()).toEqual(['schema']);
      await owner`delete from drizzle.__drizzle_migrations where hash = 'later'`;
      const last = owner`created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
      const [row] = await owner`delete from drizzle.__drizzle_migrations where ${last} returning *`;
      expect(await missing()).toEqual(['schema']);
      await owner`insert into drizzle.__drizzle_migrations ${owner(row ?? {})}`;
      expect(await missing()).toEqual([]);
    } finally {
      await owner.end();
    }
  });

  it('names a database that cannot be reached', async () => {
    const other = await testApp({ live: true });
    await other.end();
    const ask = readiness({ platform: other.app.db.platform, quietMs: () => 0, isLeaving: () => false });
    expect(await ask()).toEqual({ ready: false, missing: ['database'] });
  });
});

describe('a server on its way out', () => {
  it('closes streams with a hint when to come back, and takes nothing new', async () => {
    const ada = await server.customer('Ada Streams');
    const start = (await server.now()) + 3_600_000;
    const designId = await drawWordProcessing(ada, 'Streams');
    const { environmentId } = await book(ada, { designId, start, end: start + 3_600_000 });
    const stream = ada.request(
      'GET',
      `/api/trpc/environments.watch?input=${encodeURIComponent(JSON.stringify({ id: environmentId }))}`,
    );
    await expect.poll(() => server.traffic.openStreams()).toBe(1);
    await server.traffic.leave(1000);
    const text = String((await stream).body);
    // A stream that ends with "return" is not opened again by the browser.
    expect(text).not.toContain('event: return');
    expect(text).toMatch(/\n\nretry: \d+\n\n$/);
    expect(server.traffic.openStreams()).toBe(0);

    expect(await ada.request('GET', '/api/trpc/session.me')).toMatchObject({
      status: 503,
      body: { error: { data: { patchbay: { code: 'UNAVAILABLE' } } } },
    });
    expect(await ready()).toMatchObject({ status: 503, body: { missing: ['leaving'] } });
    expect((await server.browser().request('GET', '/healthz')).status).toBe(200);
  });

  it('waits for what is under way no longer than it is told', async () => {
    const traffic = openTraffic();
    traffic.count({ once: () => {} } as never);
    await traffic.leave(10);
    expect(traffic.isLeaving()).toBe(true);
  });
});
