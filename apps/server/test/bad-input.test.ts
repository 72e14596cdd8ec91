import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, testApp, type Browser, type Reply, type TestApp } from './app.ts';

let server: TestApp;
let ada: Browser;
let designId: string;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  designId = (await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'Mine' })).id;
});
afterAll(() => server.end());

/** Everything that a mutation could have changed. */
async function state(): Promise<string> {
  const counts = await rows(
    server.app,
    sql`select (select count(*) from design) as d, (select string_agg(name || revision, ',' order by id) from design) as n,
    (select count(*) from design_revision) as r, (select count(*) from reservation) as b, (select count(*) from account) as a, (select count(*) from membership) as m`,
  );
  return JSON.stringify(counts);
}

/** A coded error with a sentence and an id, the right status, no stack, nothing changed. */
async function expectRefused(reply: Promise<Reply>, status: number, code: string): Promise<void> {
  const before = await state();
  const { status: got, body, headers } = await reply;
  const one = (Array.isArray(body) ? body[0] : body) as {
    error: { message: string; data: { httpStatus: number; patchbay: { code: string; id: string } } };
  };
  expect({ status: got, code: one.error.data.patchbay.code }).toEqual({ status, code });
  expect(one.error.message).toMatch(/^[A-Z].{10,}[.]/);
  expect(one.error.data.patchbay.id).toMatch(/^req_[a-f0-9]{16}$/);
  expect(headers.get('x-request-id')).toBe(one.error.data.patchbay.id);
  expect(JSON.stringify(body)).not.toMatch(/"stack"|node_modules|at \w+ \(/);
  expect(await state()).toBe(before);
}

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ada.request('POST', `/api/trpc/${path}`, { body, headers });
const empty = { version: 1, components: {}, connections: {}, groups: {} };
const component = {
  id: 'c-a',
  type: 'x86-pc',
  name: 'PC',
  count: 1,
  host: null,
  group: null,
  properties: {},
  x: 0,
  y: 0,
};

describe('bad input', () => {
  it.each<[string, string, unknown]>([
    ['a NUL in a name', 'designs.rename', { name: 'x\u0000y' }],
    ['half a character in a name', 'designs.rename', { name: 'x\ud800' }],
    ['a number for a name', 'designs.rename', { name: 7 }],
    ['nothing', 'designs.rename', undefined],
    ['an array', 'designs.rename', []],
    ['an unknown field', 'designs.rename', { name: 'x', admin: true }],
    ['an id of another form', 'designs.rename', { id: '../../etc', name: 'x' }],
    ['a quote in an id', 'designs.rename', { id: `des_'; drop table design; --`, name: 'x' }],
    ['a name of 10,000 characters', 'designs.rename', { name: 'x'.repeat(10_000) }],
    ['a document that is text', 'designs.save', { baseRevision: 1, document: 'hello' }],
    [
      'a component under another key',
      'designs.save',
      { baseRevision: 1, document: { ...empty, components: { 'c-b': component } } },
    ],
    [
      'a host that is not there',
      'designs.save',
      { baseRevision: 1, document: { ...empty, components: { 'c-a': { ...component, host: 'c-x' } } } },
    ],
    [
      'a part that hosts itself',
      'designs.save',
      { baseRevision: 1, document: { ...empty, components: { 'c-a': { ...component, host: 'c-a' } } } },
    ],
    [
      'a count of a billion',
      'designs.save',
      { baseRevision: 1, document: { ...empty, components: { 'c-a': { ...component, count: 1e9 } } } },
    ],
    [
      'not a number',
      'designs.save',
      { baseRevision: 1, document: { ...empty, components: { 'c-a': { ...component, x: 'NaN' } } } },
    ],
  ])('%s', async (_, path, input) => {
    const body =
      input === undefined ? undefined : Array.isArray(input) ? input : { id: designId, ...(input as object) };
    await expectRefused(post(path, JSON.stringify(body) ?? ''), 400, 'BAD_INPUT');
  });

  it('JSON nested 5,000 deep', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    await expectRefused(
      post('designs.save', `{"id":"${designId}","baseRevision":1,"document":${deep}}`),
      400,
      'BAD_INPUT',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'the key %s pollutes nothing',
    async (key) => {
      await expectRefused(
        post(
          'designs.save',
          `{"id":"${designId}","baseRevision":1,"document":{"version":1,"components":{"${key}":{"polluted":true}},"connections":{}}}`,
        ),
        400,
        'BAD_INPUT',
      );
      await expectRefused(
        post('designs.rename', `{"id":"${designId}","name":"x","${key}":{"polluted":true}}`),
        400,
        'BAD_INPUT',
      );
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('broken JSON', () => expectRefused(post('designs.rename', '{"id":'), 400, 'BAD_INPUT'));
  it('a body of 10 MB', () =>
    expectRefused(
      post('designs.rename', JSON.stringify({ name: 'x'.repeat(10_000_000) })),
      413,
      'TOO_LARGE',
    ));
  it('a design of 5 MB', () =>
    expectRefused(post('designs.save', JSON.stringify({ name: 'x'.repeat(5_000_000) })), 413, 'TOO_LARGE'));
  it('a body of 10 MB behind the name of a larger limit', () =>
    expectRefused(
      post('session.signIn,x/designs.save?batch=1', JSON.stringify({ name: 'x'.repeat(10_000_000) })),
      413,
      'TOO_LARGE',
    ));
  it('an unknown procedure', () => expectRefused(post('designs.explode', '{}'), 404, 'NOT_FOUND'));
  it('an unknown path', () => expectRefused(ada.request('GET', '/api/nothing'), 404, 'NOT_FOUND'));
  it('an unknown id', () =>
    expectRefused(post('designs.rename', JSON.stringify({ id: 'des_0000', name: 'x' })), 404, 'NOT_FOUND'));
  it.each([
    ['a period that ends before it starts', '2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['an instant that no clock can say', '0000-01-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['a period of 8,000 years', '2026-12-01T00:00:00Z', '9999-12-31T23:59:59-14:00'],
  ])('%s', (_, from, to) => {
    const input = encodeURIComponent(JSON.stringify({ from, to }));
    const asked = ada.request('GET', `/api/trpc/reservations.list?input=${input}`);
    return expectRefused(asked, 400, 'BAD_INPUT');
  });
  it('PUT', () =>
    expectRefused(ada.request('PUT', '/api/trpc/designs.rename', { body: '{}' }), 400, 'BAD_INPUT'));
  it('a mutation by GET', () =>
    expectRefused(
      ada.request(
        'GET',
        `/api/trpc/designs.rename?input=${encodeURIComponent(JSON.stringify({ id: designId, name: 'x' }))}`,
      ),
      400,
      'BAD_INPUT',
    ));

  it('a batch of 21', async () => {
    const names = Array.from({ length: 21 }, () => 'session.me').join(',');
    await expectRefused(
      ada.request('GET', `/api/trpc/${names}?batch=1&input=${encodeURIComponent('{}')}`),
      400,
      'BAD_INPUT',
    );
  });
});

describe('CSRF: no mutation runs for another site (ASVS V3.5)', () => {
  const body = () => JSON.stringify({ id: designId, name: 'forged' });
  it.each([
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/octet-stream',
    '',
    'text/json',
    'application/json, text/plain',
  ])('content type %j', (type) =>
    expectRefused(post('designs.rename', body(), { 'content-type': type }), 400, 'BAD_INPUT'),
  );
  it.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://sub.127.0.0.1', ''])(
    'origin %j',
    (origin) => expectRefused(post('designs.rename', body(), { origin }), 403, 'FORBIDDEN'),
  );
  it('another host name (rebinding)', () =>
    expectRefused(
      post('designs.rename', body(), { host: 'evil.example', origin: 'http://evil.example' }),
      403,
      'FORBIDDEN',
    ));
  it('a compressed body', () =>
    expectRefused(post('designs.rename', body(), { 'content-encoding': 'gzip' }), 400, 'BAD_INPUT'));
  it('the session cookie is HttpOnly and SameSite', async () => {
    const { headers } = await server.browser().request('POST', '/api/trpc/session.signIn', {
      body: JSON.stringify({ email: 'ada@test.example', password: 'long enough to pass' }),
    });
    expect(headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    expect(headers.getSetCookie().join()).toMatch(/SameSite=Lax/i);
  });
});

describe('brute force', () => {
  it('20 guesses in a batch count as 20, however they are sent, and then it is TOO_MANY', async () => {
    const guess = { email: 'ada@test.example', password: 'not this one' };
    const batch = JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, guess])));
    const names = Array.from({ length: 20 }, () => 'session.signIn').join(',');
    const mallory = server.browser();
    let last: Reply = { status: 0, body: null, headers: new Headers() };
    for (let i = 0; i < 4; i += 1)
      last = await mallory.request('POST', `/api/trpc/${names}?batch=1`, { body: batch });
    expect(JSON.stringify(last.body)).toContain('TOO_MANY');
  });
});
