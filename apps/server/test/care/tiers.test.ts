import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FactName, TierName, TiersDto } from '../../src/features/platform/dto.ts';
import { refused } from '../hosts/paper.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';

/** The platform's own tiers (A15), by what the server measures anyway. */

let server: TestApp;
let operator: Browser;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
});
afterAll(() => server.end());

const tiers = () => operator.query<TiersDto>('platform.tiers');
async function read(tier: TierName, fact: FactName) {
  const one = (await tiers()).tiers.find((each) => each.tier === tier);
  const found = one?.facts.find((each) => each.fact === fact);
  return { state: one?.state, value: found?.value, of: found?.of };
}

it('all six are there, each with facts', async () => {
  const all = (await tiers()).tiers;
  expect(all.map(({ tier }) => tier)).toEqual([
    'switch',
    'web',
    'usability',
    'middleware',
    'application',
    'data-center',
  ]);
  expect(all.every(({ facts }) => facts.length > 0)).toBe(true);
});

it('a call that is answered and one that is refused are counted', async () => {
  const [before, refused] = [await read('web', 'calls'), await read('usability', 'refused')];
  await operator.query('world.get');
  await operator.query('invoices.get', { id: 'inv_none' }).catch(() => {});
  // The one that asks is counted once it is answered, so two of these are of `read` itself.
  expect((await read('web', 'calls')).value).toBe((before.value ?? 0) + 4);
  expect((await read('usability', 'refused')).value).toBe((refused.value ?? 0) + 1);
});

it('hosts that are drained or lost are told, and a lost one makes the data center degraded', async () => {
  expect(await read('data-center', 'hosts-up')).toEqual({ state: 'ok', value: 46, of: 46 });
  await operator.mutate('dataCenter.drainHost', { hostId: 'host_t1h01', draining: true });
  expect(await read('data-center', 'hosts-drained')).toEqual({ state: 'ok', value: 1, of: 46 });
  await operator.mutate('failures.provoke', { scope: 'host', id: 'host_t1h02', minutes: null });
  await expect
    .poll(() => read('data-center', 'hosts-lost'), { timeout: 20_000 })
    .toEqual({
      state: 'degraded',
      value: 1,
      of: 46,
    });
});

it('is for operators alone', async () => {
  const ada = await server.customer('Ada');
  expect((await refused(ada.query('platform.tiers'))).code).toBe('FORBIDDEN');
});
