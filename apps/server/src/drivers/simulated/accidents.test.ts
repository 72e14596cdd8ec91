import { DAY, HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import type { FailureDto } from '../../features/failures/dto.ts';
import { accidentsIn, type Thing } from './accidents.ts';

const START = Date.parse('2027-03-01T00:00:00Z');
const host = (id: string): Thing => ({ scope: 'host', id, hostIds: [id] });
const HOSTS = Array.from({ length: 40 }, (_, n) => host(`h${n}`));
/** Ninety days. */
const quarter = (rate: 'never' | 'seldom' | 'often', things: readonly Thing[] = HOSTS, seed = 'a') =>
  Array.from({ length: 90 * 24 }, (_, n) => accidentsIn(START + n * HOUR, things, { seed, rate })).flat();

describe('accidents', () => {
  it('follow from seed, thing and hour alone', () => {
    const asked = (things: readonly Thing[]) => quarter('often', things).filter(({ id }) => id === 'h7');
    expect(asked(HOSTS.toReversed())).toEqual(asked([host('h7')]));
    expect(quarter('often', HOSTS, 'b')).not.toEqual(quarter('often'));
  });

  // Forty hosts that fail every 15 days on average: 240 in ninety days, of a Poisson distribution with a deviation of 15.
  it.each([
    ['often', 240, 75],
    ['seldom', 24, 24],
    ['never', 0, 0],
  ] as const)('happen as often as their rate says: %s', (rate, expected, tolerance) => {
    expect(Math.abs(quarter(rate).length - expected)).toBeLessThanOrEqual(tolerance);
  });

  it('begin within their hour, and are repaired within a minute to six hours', () => {
    for (const { at, until } of quarter('often')) {
      expect(until - at).toBeGreaterThanOrEqual(MINUTE);
      expect(until - at).toBeLessThanOrEqual(6 * HOUR + MINUTE);
    }
    expect(new Set(quarter('often').map(({ at }) => Math.floor(at / HOUR) * HOUR)).size).toBeGreaterThan(100);
  });

  it('cut off what hangs on a switch, and take the power of all else', () => {
    const many = (scope: Thing['scope']) => HOSTS.map(({ id }) => ({ scope, id, hostIds: ['h1', 'h2'] }));
    const kindOf = (scope: Thing['scope']) => new Set(quarter('often', many(scope)).map(({ kind }) => kind));
    expect(kindOf('switch')).toEqual(new Set(['partition']));
    expect(kindOf('rack')).toEqual(new Set(['power-off']));
  });
});

describe('in a demo world', () => {
  let server: TestApp;
  let operator: Browser;
  beforeAll(async () => {
    server = await testApp();
    operator = await server.operator();
  });
  afterAll(() => server.end());

  const inbox = () => operator.query<FailureDto[]>('failures.inbox');

  it('parts fail and return by themselves as the clock goes on, once asked to', async () => {
    await server.skip((await server.now()) + 2 * DAY);
    expect(await inbox()).toEqual([]);
    await operator.mutate('failures.setAccidents', { rate: 'often' });
    await server.skip((await server.now()) + 10 * DAY);
    const failures = await inbox();
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter(({ endedAt }) => endedAt !== null).length).toBeGreaterThan(0);
  });

  it('what is planned and has not happened does not, once asked not to', async () => {
    await operator.mutate('failures.setAccidents', { rate: 'never' });
    expect(await operator.query('failures.accidents')).toEqual({ rate: 'never' });
    const planned = await server.app.db.simulator.tx(null, async (tx) => [
      ...(await tx.db.execute(sql`select * from simulator.fault where at > clock()`)),
    ]);
    expect(planned).toEqual([]);
  });
});
