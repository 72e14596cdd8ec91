import { describe, expect, it } from 'vitest';
import { design, host, minutes, pool, snapshot, vector, webDesign } from '../../test/builders.ts';
import type { DesignModel } from '../design/index.ts';
import { plan } from './index.ts';

const SLOT = minutes(0, 60);
const taken = (cpus: number, from = 0, to = 60) => ({ during: minutes(from, to), vector: vector(cpus) });

/** Servers of given vCPUs and memory in GiB. */
function servers(...sizes: readonly (readonly [cpu: number, gib: number])[]): DesignModel {
  let built = design();
  for (const [n, [cpu, gib]] of sizes.entries())
    built = built.part(`m${n}`, 'server-x86-64', { properties: { cpu, memoryMiB: gib * 1024 } });
  return built.model;
}

describe('plan', () => {
  it('names a host for each machine and a pool for each unit', () => {
    const world = snapshot(
      [host('h1')],
      [pool('vlan', 1), pool('switch-port', 2), pool('public-address', 1), pool('uplink-mbps', 100)],
    );
    expect(plan(webDesign().model, world, SLOT)).toEqual({
      fits: true,
      siteId: 's1',
      siteName: 'Site s1',
      real: false,
      hosts: [{ component: 'c-m', idx: 0, hostId: 'h1', vector: vector(2, 4096, 40 * 1024) }],
      pools: [
        { component: 'c-g', idx: 0, poolId: 's1/public-address', quantity: 1 },
        { component: 'c-g', idx: 0, poolId: 's1/uplink-mbps', quantity: 100 },
        { component: 'c-n', idx: 0, poolId: 's1/vlan', quantity: 1 },
        { component: 'c-n', idx: 0, poolId: 's1/switch-port', quantity: 2 },
      ],
      passedOver: { reasons: [] },
    });
  });

  it.each([
    ['the tightest host', [host('big', { cpus: 16 }), host('small', { cpus: 4 })], 'small'],
    ['the lowest id of equals', [host('b'), host('a')], 'a'],
    ['the first site with room', [host('a', { cpus: 1 }), host('b', { siteId: 's2' })], 'b'],
    [
      'the preferred site, though another is tighter',
      [host('a', { cpus: 16 }), host('b', { siteId: 's2', cpus: 2 })],
      'a',
    ],
    [
      'a host whose claim ends when the slot starts (CAP-1)',
      [host('a', { cpus: 2, claims: [taken(2, -60, 0)] })],
      'a',
    ],
    [
      'a host whose claim starts when the slot ends (CAP-1)',
      [host('a', { cpus: 2, claims: [taken(2, 60, 90)] })],
      'a',
    ],
    [
      'a free host before one that is taken for a minute',
      [host('a', { cpus: 2, claims: [taken(1, 59, 60)] }), host('b')],
      'b',
    ],
  ])('takes %s', (_, hosts, expected) => {
    const result = plan(servers([2, 4]), snapshot(hosts), SLOT);
    expect(result.fits && result.hosts[0]?.hostId).toBe(expected);
  });

  it.each([
    [800, ['slow']],
    [1000, ['fast']],
  ])('a PC of at most %d MHz goes to %j', (maxClockMhz, expected) => {
    const hosts = [
      host('fast', { arch: 'x86', clockMhz: 1000, cpus: 4 }),
      host('slow', { arch: 'x86', clockMhz: 700 }),
    ];
    const { model } = design().part('m', 'x86-pc', { properties: { maxClockMhz } });
    const result = plan(model, snapshot(hosts), SLOT);
    expect(result.fits && result.hosts.map(({ hostId }) => hostId)).toEqual(expected);
  });

  it('finds the one way in which everything fits where taking the largest first does not', () => {
    // By CPU the large machine takes the host that it fills, and the memory that the others need is gone with it.
    const hosts = [host('a', { cpus: 2, memoryMiB: 6 * 1024 }), host('b', { cpus: 3, memoryMiB: 3 * 1024 })];
    const result = plan(servers([2, 1], [1, 3], [1, 3]), snapshot(hosts), SLOT);
    expect(result.fits && result.hosts.map(({ component, hostId }) => [component, hostId])).toEqual([
      ['c-m0', 'b'],
      ['c-m1', 'a'],
      ['c-m2', 'a'],
    ]);
  });
});
