import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { PROCEDURES } from '../procedures.ts';
import { inputFor } from '../walker-inputs.ts';

let server: TestApp;
let ada: Browser;
/** Procedures that were called at all, as the log has them. */
let called: string[] = [];
beforeAll(async () => {
  const write = (line: Buffer, _: unknown, done: () => void) => {
    const { procedure } = JSON.parse(line.toString()) as { procedure?: string };
    if (procedure) called.push(procedure);
    done();
  };
  server = await testApp({ log: pino({ level: 'info' }, new Writable({ write })) });
  ada = await server.operator();
});
beforeEach(() => (called = []));
afterAll(() => server.end());

const MUTATIONS = PROCEDURES.filter(({ form }) => form === 'mutation').map(({ path }) => path);
const TYPES = [
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/octet-stream',
  'text/json',
  'application/json, text/plain',
  '',
];
/** Where a forged request may come from: nowhere said, another site, a page without an origin, a neighbour. */
const FOREIGN: Record<string, string>[] = [
  { origin: '' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
  { origin: 'http://sub.127.0.0.1', 'sec-fetch-site': 'same-site' },
];
const OURS: Record<string, string> = { origin: 'http://127.0.0.1' };

const post = (path: string, headers: Record<string, string>, body = '{}') =>
  ada.request('POST', `/api/trpc/${path}`, { body, headers });

describe('no mutation runs for another site (ASVS V3.5)', () => {
  it.each(MUTATIONS)('%s: by no content type from anywhere, and by JSON from nowhere else', async (path) => {
    const body = JSON.stringify(inputFor(path, {}, 'forged') ?? {});
    for (const type of [...TYPES, 'application/json'])
      for (const from of type === 'application/json' ? FOREIGN : [...FOREIGN, OURS]) {
        const { status } = await post(path, { 'content-type': type, ...from }, body);
        expect({ type, from, refused: status === 400 || status === 403 }).toEqual({
          type,
          from,
          refused: true,
        });
      }
    expect(called).toEqual([]);
  });

  it('and the same request from a page of ours does run', async () => {
    await post('calendar.subscribe', { 'content-type': 'application/json', ...OURS });
    expect(called).toEqual(['calendar.subscribe']);
  });
});

describe('what is too much is refused before anything is read', () => {
  it.each(['GET', 'POST'])(
    'a batch of 21 by %s runs none of them, and one of 20 runs all',
    async (method) => {
      const name = method === 'GET' ? 'session.me' : 'calendar.revoke';
      const batch = (count: number) => {
        const path = `/api/trpc/${Array.from({ length: count }, () => name).join(',')}?batch=1`;
        return ada.request(method, path, method === 'POST' ? { body: '{}' } : {});
      };
      expect((await batch(21)).status).toBe(400);
      expect(called).toEqual([]);
      expect((await batch(20)).status).toBe(200);
      expect(called).toHaveLength(20);
    },
  );

  it('a small compressed body that would be a large one is refused as it is', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(32 * 1024);
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json', ...OURS };
    const { status } = await post('calendar.subscribe', headers, bomb.toString('latin1'));
    expect([status, called]).toEqual([400, []]);
  });
});

describe('headers of every answer', () => {
  it.each(['/', '/healthz', '/api/trpc/session.me', '/api/nothing', '/calendar/x.ics'])(
    '%s',
    async (path) => {
      const { headers } = await ada.request('GET', path);
      const policy = Object.fromEntries(
        (headers.get('content-security-policy') ?? '').split(/;\s*/).map((one) => {
          const [name = '', ...values] = one.split(' ');
          return [name, values.join(' ')];
        }),
      );
      expect(policy).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'connect-src': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
        'require-trusted-types-for': "'script'",
      });
      expect(JSON.stringify(policy)).not.toMatch(/unsafe-eval|https?:|\*/);
      expect(policy['script-src']).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );
});
