import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../../test/app.ts';
import { book } from '../../../../test/book.ts';
import type { DesignDto } from '../../designs/dto.ts';
import type { EnvironmentDto } from '../dto.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let server: TestApp;
let ada: Browser;
let designId: string;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  const input = { key: randomUUID(), name: 'Shop', abstraction: 'three-tier-shop' };
  designId = (await ada.mutate<DesignDto>('designs.create', input)).id;
});
afterAll(() => server.end());

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const kept = async (id: string) =>
  (
    await rows(
      server.app,
      sql`select (select count(*)::int from volume where environment_id = ${id}) as volumes,
        (select count(*)::int from address where environment_id = ${id}) as addresses`,
    )
  )[0];

/** A slot that is over, of an environment with data. */
async function over(atExpiry: 'suspend' | 'release'): Promise<string> {
  const start = Math.ceil((await server.now()) / HOUR) * HOUR;
  const { environmentId } = await book(ada, { designId, start, end: start + HOUR });
  await ada.mutate('environments.setExpiry', { id: environmentId, atExpiry });
  await server.skip(start + HOUR / 2);
  expect(Number((await kept(environmentId))?.['volumes'])).toBeGreaterThan(0);
  await server.skip(start + HOUR + 60_000);
  return environmentId;
}

it('suspended: data and addresses wait for seven days, and then go', async () => {
  const id = await over('suspend');
  const { kept: until, state } = await get(id);
  expect([state, Math.round((Date.parse(until?.until ?? '') - (await server.now())) / DAY)]).toEqual([
    'ended',
    7,
  ]);
  expect(Number((await kept(id))?.['volumes'])).toBeGreaterThan(0);
  await server.skip((await server.now()) + 8 * DAY);
  expect(await kept(id)).toEqual({ volumes: 0, addresses: 0 });
});

it('released: both are deleted as soon as the last slot is over', async () => {
  const id = await over('release');
  expect(await kept(id)).toEqual({ volumes: 0, addresses: 0 });
});

it('the choice can be changed while data waits, in both directions', async () => {
  const id = await over('suspend');
  await ada.mutate('environments.setExpiry', { id, atExpiry: 'release' });
  await server.skip((await server.now()) + 60_000);
  expect(await kept(id)).toEqual({ volumes: 0, addresses: 0 });
  expect((await get(id)).kept).toBeNull();
});

it('between two slots nothing is deleted, whatever was chosen', async () => {
  const start = Math.ceil((await server.now()) / HOUR) * HOUR;
  const first = await book(ada, { designId, start, end: start + HOUR });
  const { environmentId } = first;
  await ada.mutate('environments.setExpiry', { id: environmentId, atExpiry: 'release' });
  await book(ada, { designId, environmentId, start: start + 3 * HOUR, end: start + 4 * HOUR });
  await server.skip(start + 2 * HOUR);
  const between = await kept(environmentId);
  expect(Number(between?.['volumes'])).toBeGreaterThan(0);
  await server.skip(start + 4 * HOUR + 60_000);
  expect(await kept(environmentId)).toEqual({ volumes: 0, addresses: 0 });
});
