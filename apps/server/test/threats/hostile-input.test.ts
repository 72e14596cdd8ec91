import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rows, testApp, type Browser, type Reply, type TestApp } from '../app.ts';
import { PROCEDURES } from '../procedures.ts';
import { inputFor } from '../walker-inputs.ts';

let server: TestApp;
let ada: Browser;
let operator: Browser;
let designId: string;
let logged = '';
beforeAll(async () => {
  const write = (line: Buffer, _: unknown, done: () => void) => ((logged += line.toString()), done());
  server = await testApp({ log: pino({ level: 'info' }, new Writable({ write })) });
  ada = await server.customer('Ada');
  operator = await server.operator();
  designId = (await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'Mine' })).id;
});
beforeEach(() => rows(server.app, sql`delete from rate_limit`));
afterAll(() => server.end());

const codeOf = ({ body }: Reply) =>
  (body as { error?: { data: { patchbay: { code: string } } } }).error?.data.patchbay.code ?? 'done';
const send = (browser: Browser, path: string, body: string) =>
  PROCEDURES.find((one) => one.path === path)?.form === 'mutation'
    ? browser.request('POST', `/api/trpc/${path}`, { body })
    : browser.request('GET', `/api/trpc/${path}?input=${encodeURIComponent(body)}`);

/** Names that every object has, or that lead to what all of them share. */
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupSetter__',
];
const VALUES = [
  '{"polluted":true}',
  '{"prototype":{"polluted":true}}',
  '{"__proto__":{"polluted":true}}',
  '["polluted"]',
  'null',
];
const PAYLOADS = KEYS.flatMap((key) => VALUES.map((value) => `"${key}":${value}`));

describe('keys that reach for a prototype', () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
  const unharmed = () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototype);
  };

  it('are 40, and no procedure takes one beside its fields', () => {
    expect(PAYLOADS).toHaveLength(40);
    for (const { path, inputs } of PROCEDURES)
      for (const payload of PAYLOADS) {
        const given = JSON.stringify(inputFor(path, { designId }, 'x') ?? {});
        const text = given === '{}' ? `{${payload}}` : `${given.slice(0, -1)},${payload}}`;
        const parsed: unknown = JSON.parse(text);
        const taken = inputs.some((input) => {
          const result = input.safeParse(parsed);
          return result.success && Object.hasOwn(result.data as object, payload.split('"')[1] ?? '');
        });
        expect({ path, payload, taken }).toEqual({ path, payload, taken: false });
      }
    unharmed();
  });

  const part = '"id":"c-a","type":"x86-pc","name":"PC","count":1,"host":null,"group":null,"x":0,"y":0';
  const document = (fields: string) => `{"id":"DESIGN","baseRevision":1,"document":{"version":1,${fields}}}`;
  const records: [string, string, (payload: string) => string][] = [
    ['parts', 'designs.save', (p) => document(`"components":{${p}},"connections":{},"groups":{}`)],
    ['connections', 'designs.save', (p) => document(`"components":{},"connections":{${p}},"groups":{}`)],
    ['groups', 'designs.save', (p) => document(`"components":{},"connections":{},"groups":{${p}}`)],
    [
      'properties of a part',
      'designs.save',
      (p) => document(`"components":{"c-a":{${part},"properties":{${p}}}},"connections":{},"groups":{}`),
    ],
    [
      'parameters of a template',
      'market.take',
      (p) => `{"key":"${randomUUID()}","type":"e-mail-workplace","name":"x","properties":{${p}}}`,
    ],
  ];
  it.each(records)('in the record of %s are refused, and nothing is changed', async (_, path, bodyOf) => {
    const before = await ada.query('designs.list');
    for (const payload of PAYLOADS) {
      const code = codeOf(await send(ada, path, bodyOf(payload).replace('DESIGN', designId)));
      expect({ payload, code }).toEqual({ payload, code: 'BAD_INPUT' });
    }
    unharmed();
    expect(await ada.query('designs.list')).toEqual(before);
  });
});

describe('words of other languages in every text', () => {
  const TEXTS = [
    `'; drop table design; --`,
    `" or ""="`,
    '`; select 1; `',
    `\\'; select pg_sleep(9); --`,
    `$$; select 1; $$`,
    `%'_) union select null --`,
    '{{constructor.constructor("return process")()}}',
    '${process.exit(1)}',
    '(a+)+$[[[(?<',
    '=cmd|"/c calc"!A1',
    '../../../etc/passwd',
    '\u202Egnp.exe',
  ];

  /** Every text of an input but what names a thing or a choice is replaced; what is refused then is refused in good order. */
  const replaced = (value: unknown, text: string): unknown => {
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map((item) => replaced(item, text));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, text)]));
  };
  /** One text at a time, so that the others are good and it gets as far as it can. */
  const one = (input: unknown, text: string): unknown[] =>
    typeof input === 'object' && input !== null
      ? Object.entries(input)
          .filter(([, value]) => typeof value === 'string')
          .map(([name]) => ({ ...input, [name]: text }))
      : [];

  it('are words: no call fails of itself, and no statement has an error of syntax', async () => {
    const designs = await ada.query<unknown[]>('designs.list');
    for (const { path, policy } of PROCEDURES.filter(
      (each) => each.form !== 'subscription' && !each.path.startsWith('session.sign'),
    ))
      for (const text of TEXTS) {
        const given = inputFor(path, { designId }, text);
        const inputs = [replaced(given ?? {}, text), ...one(given, text)];
        const browser = policy === 'operator' ? operator : ada;
        await Promise.all(inputs.map((input) => send(browser, path, JSON.stringify(input))));
        await rows(server.app, sql`delete from rate_limit`);
      }
    expect(logged).toContain('"procedure":"designs.rename"');
    const failed = logged
      .split('\n')
      .filter((line) => /"outcome":"INTERNAL"|"42601"|syntax error/.test(line));
    expect(failed).toEqual([]);
    expect((await ada.query<unknown[]>('designs.list')).length).toBeGreaterThanOrEqual(designs.length);
  });

  it('come back as they were', async () => {
    for (const text of TEXTS) {
      await ada.mutate('designs.rename', { id: designId, name: text });
      expect((await ada.query<{ name: string }>('designs.get', { id: designId })).name).toBe(text);
    }
  });
});
