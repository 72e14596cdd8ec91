import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../app.ts';
import { book, drawWordProcessing, oneSeat } from '../book.ts';

const TOKEN = 'a token for metrics, long enough';

let server: TestApp;
beforeAll(async () => {
  server = await testApp({ metricsToken: TOKEN });
});
afterAll(() => server.end());

const ask = (authorization?: string) =>
  server.browser().request('GET', '/metrics', { headers: authorization ? { authorization } : {} });

/** Every series by its name and labels. */
async function read(): Promise<Map<string, number>> {
  const { body } = await ask(`Bearer ${TOKEN}`);
  const series = String(body).matchAll(/^(\w+(?:\{[^}]*\})?) (\S+)$/gm);
  return new Map([...series].map(([, name = '', value]) => [name, Number(value)]));
}

describe('metrics', () => {
  it('are for whoever sends the token, and for nobody where there is none', async () => {
    expect((await ask()).status).toBe(401);
    expect((await ask(`Bearer ${TOKEN}x`)).status).toBe(401);
    expect((await ask(`Basic ${TOKEN}`)).status).toBe(401);
    const reply = await ask(`Bearer ${TOKEN}`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^text\/plain/);
    const without = await testApp({ live: true });
    try {
      expect((await without.browser().request('GET', '/metrics')).status).toBe(404);
    } finally {
      await without.end();
    }
  });

  it('move with what happens', async () => {
    await oneSeat(server);
    const before = await read();
    const ada = await server.customer('Ada Counts');
    const designId = await drawWordProcessing(ada, 'Counted');
    const start = (await server.now()) + 3_600_000;
    const slot = { designId, start, end: start + 3_600_000 };
    await book(ada, slot);
    await expect(book(ada, slot)).rejects.toThrow('expected room');
    await expect(ada.mutate('designs.rename', { id: 'des_none', name: 'x' })).rejects.toThrow('NOT_FOUND');
    await server.skip(start + 60_000);
    const after = await read();
    const moved = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect({
      made: moved('patchbay_call_seconds_count{procedure="designs.create",outcome="ok"}'),
      unknown: moved('patchbay_call_seconds_count{procedure="designs.rename",outcome="NOT_FOUND"}'),
      confirmed: moved('patchbay_claims_total{outcome="confirmed"}'),
      noRoom: moved('patchbay_claims_total{outcome="no-room"}'),
      started: moved('patchbay_step_seconds_count{job="start",outcome="done"}'),
    }).toEqual({ made: 1, unknown: 1, confirmed: 1, noRoom: 1, started: 1 });
    expect(moved('patchbay_pool_wait_seconds_count{role="patchbay_app"}')).toBeGreaterThan(5);
    expect(after.get('patchbay_hosts{status="up"}')).toBe(46);
    expect(after.get('patchbay_jobs{state="overdue"}')).toBe(0);
    expect(after.get('patchbay_open_streams')).toBe(0);
    expect(after.has('process_resident_memory_bytes')).toBe(true);
  });

  it('have no id of anything among their labels', async () => {
    const labels = [...(await read()).keys()].join('\n');
    expect(labels).not.toMatch(/\b(acc|des|env|slot|res|host|site|ch|job)_\w+|@/);
  });
});
