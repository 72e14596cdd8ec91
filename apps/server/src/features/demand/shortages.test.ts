import type { Reason } from '@patchbay/engine/placement';
import { expect, it } from 'vitest';
import { shortagesOf } from './shortages.ts';

const reason = (siteId: string, shortage: Reason['shortage'], rest: Partial<Reason> = {}): Reason => ({
  siteId,
  siteName: siteId,
  shortage,
  component: 'c-a',
  needed: 3,
  available: 1,
  when: 'notNow',
  freeFrom: null,
  ...rest,
});

it('parts that lack the same thing at a site count together, and what else was short there is counted beside', () => {
  const reasons = [
    reason('a', { of: 'cpuMilli', arch: 'x86' }),
    reason(
      'a',
      { of: 'cpuMilli', arch: 'x86' },
      { component: 'c-b', needed: 5, available: 0, when: 'never' },
    ),
    reason('a', { of: 'cpuMilli', arch: 'arm64' }),
    reason('b', { of: 'pool', resourceClass: 'vlan' }, { component: null }),
    reason('b', { of: 'type', type: 'windows-98' }, { needed: 1, available: 0 }),
  ];
  const found = shortagesOf({ reasons });
  expect(found).toEqual([
    { siteId: 'a', shortOf: 'cpuMilli', what: 'x86', needed: 8, available: 1, never: true, beside: 1 },
    { siteId: 'a', shortOf: 'cpuMilli', what: 'arm64', needed: 3, available: 1, never: false, beside: 1 },
    { siteId: 'b', shortOf: 'pool', what: 'vlan', needed: 3, available: 1, never: false, beside: 1 },
    { siteId: 'b', shortOf: 'type', what: 'windows-98', needed: 1, available: 0, never: false, beside: 1 },
  ]);
  expect(shortagesOf({ reasons: [] })).toEqual([]);
});
