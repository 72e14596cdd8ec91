import { randomUUID } from 'node:crypto';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachWorld, type ReachWorld, type Somebody } from '../../test/reach-world.ts';

let world: ReachWorld;
let owner: Somebody;
let environmentId: string;
let reservationId: string;

beforeAll(async () => {
  world = await reachWorld();
  owner = await world.signUp('Owner');
  ({ environmentId, reservationId } = await world.running(owner));
});
afterAll(() => world.end());

const at = (path: string, more: Record<string, string> = {}) => {
  const query = { environment: environmentId, component: 'c-m', idx: '0', path, ...more };
  return `/api/files?${new URLSearchParams(query).toString()}`;
};
const put = (path: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
  owner.fetch(at(path), { method: 'PUT', body, headers });

async function codeOf(reply: Promise<Response> | Response): Promise<string> {
  const { status, body } = await Promise.resolve(reply).then(async (r) => ({
    status: r.status,
    body: (await r.json()) as {
      error: { message: string; data: { patchbay: { code: string; id: string } } };
    },
  }));
  expect(body.error.message).toMatch(/^[A-Z].{10,}[.]/);
  expect(body.error.data.patchbay.id).toMatch(/^req_/);
  return `${status} ${body.error.data.patchbay.code}`;
}

describe('files', () => {
  it('go in and come out as they are', async () => {
    for (const size of [0, 1, 5_000_000]) {
      const bytes = Buffer.alloc(size, randomUUID());
      expect((await put('/srv/data/über uns.bin', bytes)).status).toBe(200);
      const back = await owner.fetch(at('/srv/data/über uns.bin'));
      expect(back.headers.get('content-length')).toBe(String(size));
      expect(back.headers.get('content-disposition')).toBe(
        `attachment; filename="_ber_uns.bin"; filename*=UTF-8''%C3%BCber%20uns.bin`,
      );
      expect(back.headers.get('content-type')).toBe('application/octet-stream');
      expect(back.headers.get('x-content-type-options')).toBe('nosniff');
      expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  it('come as a tar from a folder, without names that lead out of it', async () => {
    await put('/etc/app/a.txt', 'first');
    await put('/etc/app/b.txt', 'second');
    const back = await owner.fetch(at('/etc/app'));
    expect(back.headers.get('content-disposition')).toContain('filename="app.tar"');
    const entries = extract();
    entries.end(Buffer.from(await back.arrayBuffer()));
    const found: string[] = [];
    for await (const entry of entries) {
      found.push(`${entry.header.type} ${entry.header.name}`);
      entry.resume();
    }
    expect(found).toEqual(['directory app/', 'file app/a.txt', 'file app/b.txt']);
  });

  it('do not take the place of a folder, which stays whole', async () => {
    await put('/etc/whole/a.txt', 'first');
    const reply = await put('/etc/whole', 'x');
    const { error } = (await reply.json()) as { error: { data: { patchbay: unknown } } };
    expect([reply.status, error.data.patchbay]).toEqual([
      400,
      { code: 'BAD_INPUT', id: expect.stringMatching(/^req_/), issues: ['folder'] },
    ]);
    expect(await (await owner.fetch(at('/etc/whole/a.txt'))).text()).toBe('first');
  });

  it('that are not there are not found', async () => {
    expect(await codeOf(owner.fetch(at('/no/such')))).toBe('404 NOT_FOUND');
  });

  it.each([
    'relative.txt',
    '/a/../etc/passwd',
    '/..',
    '/a/./b',
    '//etc/passwd',
    '/a/b/',
    '/',
    '/a\0b',
    '/a\nb',
    '',
    `/${'x'.repeat(256)}`,
    `/${'x/'.repeat(600)}y`,
  ])('%j is no path for an upload', async (path) => {
    const before = world.machines.files.size;
    expect(await codeOf(put(path, 'x'))).toBe('400 BAD_INPUT');
    expect(world.machines.files.size).toBe(before);
  });

  it.each(['/a/../etc', '..', '//', '/a//b'])('%j is no path for a download', async (path) => {
    expect(await codeOf(owner.fetch(at(path)))).toBe('400 BAD_INPUT');
  });

  it('have a size that is said, and bounded', async () => {
    const stream = new Blob(['x']).stream();
    const unsaid = owner.fetch(at('/x'), { method: 'PUT', body: stream, duplex: 'half' });
    expect(await codeOf(unsaid)).toBe('400 BAD_INPUT');
    const large = world.http.request(
      `http://127.0.0.1${at('/x')}`,
      {
        method: 'PUT',
        headers: {
          host: '127.0.0.1',
          origin: 'http://127.0.0.1',
          cookie: owner.cookie,
          'content-length': String(2 * 1024 ** 3),
        },
        body: 'x',
      },
      { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } },
    );
    expect(await codeOf(large)).toBe('413 TOO_LARGE');
  });

  it('pass for nobody else, and for no page of another site', async () => {
    const stranger = await world.signUp('Stranger');
    expect(await codeOf(stranger.fetch(at('/srv/data')))).toBe('404 NOT_FOUND');
    expect(await codeOf(stranger.fetch(at('/x'), { method: 'PUT', body: 'x' }))).toBe('404 NOT_FOUND');
    expect(await codeOf(owner.fetch(at('/x'), { headers: { cookie: '' } }))).toBe('401 UNAUTHENTICATED');
    expect(await codeOf(put('/x', 'x', { origin: 'https://evil.example' }))).toBe('403 FORBIDDEN');
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await codeOf(owner.fetch(at('/x'), { headers: foreign }))).toBe('403 FORBIDDEN');
    expect(await codeOf(owner.fetch(at('/x', { admin: '1' })))).toBe('400 BAD_INPUT');
  });

  it('are out of reach once the slot is over, and so are logs', async () => {
    const input = { environmentId, component: 'c-m', idx: 0 };
    expect(await owner.call('query', 'access.logs', input)).toEqual({ text: 'c-m 0: the last 200 lines\n' });
    await owner.call('mutation', 'reservations.release', { key: randomUUID(), reservationId });
    await expect
      .poll(() => owner.fetch(at('/srv/data')).then(({ status }) => status), { timeout: 5000 })
      .toBe(409);
    expect(await codeOf(owner.fetch(at('/srv/data')))).toBe('409 CONFLICT');
    await expect(owner.call('query', 'access.logs', input)).rejects.toThrow(/^CONFLICT/);
  });
});
