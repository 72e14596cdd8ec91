import { randomUUID } from 'node:crypto';
import { shippedCatalog } from '@patchbay/catalog';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { PROCEDURES } from '../procedures.ts';
import { inputFor } from '../walker-inputs.ts';

let server: TestApp;
let ada: Browser;
let good: string;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  good = (await ada.query<{ versionId: string }>('catalog.current')).versionId;
});
afterAll(() => server.end());

const [first, ...others] = shippedCatalog.types;
const withFirst = (change: object) => ({ ...shippedCatalog, types: [{ ...first, ...change }, ...others] });
const POISON: [string, unknown][] = [
  ['nothing', null],
  ['a number', 7],
  ['no types', {}],
  ['types that are no list', { ...shippedCatalog, types: 'x' }],
  ['a blank id', withFirst({ id: null })],
  ['a form that nobody knows', withFirst({ family: 'quantum' })],
  ['a million ports', withFirst({ ports: [{ name: 'p', count: 1e15 }] })],
  ['an abstraction of itself', { ...shippedCatalog, abstractions: [{ id: 'x', parts: [{ type: 'x' }] }] }],
];

it.each(POISON)(
  'a newest catalog that is %s ends no process, and every reader has an answer',
  async (_, content) => {
    const id = `poison-${randomUUID().slice(0, 8)}`;
    await rows(
      server.app,
      // Later than any other.
      sql`insert into catalog_version (id, hash, content, published_at) values (${id}, ${id}, ${JSON.stringify(content)}::text::jsonb, clock() + interval '1 day')`,
    );
    for (const { path } of PROCEDURES.filter(({ form }) => form === 'query')) {
      const input = inputFor(path, {}, 'x');
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      const { status } = await ada.request('GET', `/api/trpc/${path}${query}`);
      expect({ path, failed: status >= 500 }).toEqual({ path, failed: false });
    }
    expect(await ada.query('catalog.current')).toMatchObject({ versionId: good });
    await ada.mutate('designs.create', {
      key: randomUUID(),
      name: 'D',
      abstraction: 'easy-word-processing',
    });
    expect((await ada.request('GET', '/readyz')).status).toBe(200);
  },
);
