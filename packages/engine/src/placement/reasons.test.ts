import { describe, expect, it } from 'vitest';
import { design, host, minutes, pool, snapshot, vector } from '../../test/builders.ts';
import type { DesignModel } from '../design/index.ts';
import { fits, plan, type HostView, type PoolView, type Reason } from './index.ts';

const SLOT = minutes(0, 60);
const taken = (cpus: number, from = 0, to = 60) => ({ during: minutes(from, to), vector: vector(cpus) });
const used = (amount: number, from = 0, to = 60) => ({ during: minutes(from, to), amount });

function reasonsFor(
  model: DesignModel,
  hosts: readonly HostView[],
  pools: readonly PoolView[] = [],
): readonly Reason[] {
  const result = plan(model, snapshot(hosts, pools), SLOT);
  return result.fits ? [] : result.rejection.reasons;
}

const pcs = (count: number, properties = {}) => design().part('m', 'x86-pc', { count, properties }).model;
const server = (properties: Record<string, number>) =>
  design().part('m', 'server-x86-64', { properties }).model;
const oldHost = (id: string, wish = {}) => host(id, { arch: 'x86', clockMhz: 700, ...wish });

describe('a refusal says what is short, by how much, and whether it ever changes', () => {
  it.each([
    // what, machines asked, hosts, shortage, needed, available, when, free from minute
    ['no such processor', pcs(3), [host('a')], { of: 'arch', arch: 'x86' }, 3, 0, 'never', null],
    ['no host', pcs(1), [host('a', { cpus: 0 })], { of: 'arch', arch: 'x86' }, 1, 0, 'never', null],
    [
      'only faster clocks',
      pcs(2, { maxClockMhz: 800 }),
      [oldHost('a', { clockMhz: 900 })],
      { of: 'clock', arch: 'x86', maxMhz: 800 },
      2,
      0,
      'never',
      null,
    ],
    [
      'too few vCPUs on any host',
      server({ cpu: 9 }),
      [host('a'), host('b')],
      { of: 'cpuMilli', arch: 'x86-64' },
      1,
      0,
      'never',
      null,
    ],
    [
      'too little memory on any host',
      server({ memoryMiB: 8192 }),
      [host('a', { memoryMiB: 4096 })],
      { of: 'memoryMiB', arch: 'x86-64' },
      1,
      0,
      'never',
      null,
    ],
    [
      'too little disk on any host',
      server({ diskGiB: 80 }),
      [host('a', { diskMiB: 4096 })],
      { of: 'diskMiB', arch: 'x86-64' },
      1,
      0,
      'never',
      null,
    ],
    [
      'too many copies for the whole site',
      pcs(9),
      [oldHost('a', { cpus: 4 }), oldHost('b', { cpus: 4 })],
      { of: 'cpuMilli', arch: 'x86' },
      9,
      8,
      'never',
      null,
    ],
    [
      'room that is taken in the slot',
      pcs(8),
      [oldHost('a', { claims: [taken(5)] })],
      { of: 'cpuMilli', arch: 'x86' },
      8,
      3,
      'notNow',
      60,
    ],
    [
      'room that is taken in part of the slot',
      pcs(8),
      [oldHost('a', { claims: [taken(1, 30, 40)] })],
      { of: 'cpuMilli', arch: 'x86' },
      8,
      7,
      'notNow',
      40,
    ],
    [
      'room that comes back step by step',
      pcs(8),
      [oldHost('a', { claims: [taken(2, 0, 20), taken(2, 0, 90)] })],
      { of: 'cpuMilli', arch: 'x86' },
      8,
      4,
      'notNow',
      90,
    ],
  ] as const)('%s', (_, model, hosts, shortage, needed, available, when, freeFrom) => {
    expect(reasonsFor(model, hosts)).toEqual([
      {
        siteId: 's1',
        siteName: 'Site s1',
        component: 'c-m',
        shortage,
        needed,
        available,
        when,
        freeFrom: freeFrom === null ? null : minutes(freeFrom, freeFrom).start,
      },
    ]);
  });

  it('parts that fit one by one but never together are `never`, not `notNow` (PLC-2)', () => {
    const { model } = design().part('a', 'x86-pc', { count: 8 }).part('b', 'x86-pc', { count: 8 });
    expect(reasonsFor(model, [oldHost('h', { cpus: 10 })])).toMatchObject([
      { needed: 8, available: 2, when: 'never', freeFrom: null },
    ]);
  });

  it('a part that fits beside one that never does is only `notNow`', () => {
    const { model } = design().part('a', 'server-sparc64').part('b', 'x86-pc', { count: 8 });
    expect(reasonsFor(model, [oldHost('h', { claims: [taken(1)] })])).toMatchObject([
      { shortage: { of: 'arch', arch: 'sparc64' }, when: 'never' },
      {
        shortage: { of: 'cpuMilli', arch: 'x86' },
        needed: 8,
        available: 7,
        when: 'notNow',
        freeFrom: SLOT.end,
      },
    ]);
  });

  it('a part that only the room for an impossible one would leave out is no reason', () => {
    const { model } = design().part('a', 'x86-pc', { count: 99 }).part('b', 'x86-pc', { count: 4 });
    expect(reasonsFor(model, [oldHost('h', { cpus: 10, claims: [taken(2)] })])).toMatchObject([
      { needed: 99, available: 8, when: 'never', freeFrom: null },
    ]);
  });

  it('every site that was tried has its own reasons, every shortage of it is named', () => {
    const { model } = design()
      .part('m', 'x86-pc')
      .part('d', 'disk-array', { properties: { capacityGiB: 100 } });
    const hosts = [host('a'), oldHost('b', { siteId: 's2' })];
    expect(
      reasonsFor(model, hosts, [pool('storage-gib', 50), pool('storage-gib', 60, { siteId: 's2' })]).map(
        ({ siteId, shortage, available }) => [siteId, shortage.of, available],
      ),
    ).toEqual([
      ['s1', 'arch', 0],
      ['s1', 'pool', 50],
      ['s2', 'pool', 60],
    ]);
  });

  it('`freeFrom` is solved: from then on the shortage is gone, a minute before it is not', () => {
    const hosts = [oldHost('a', { claims: [taken(5, 0, 30), taken(3, 10, 45), taken(4, 50, 130)] })];
    const model = pcs(8);
    const [reason] = reasonsFor(model, hosts);
    const at = (reason?.freeFrom ?? 0) - SLOT.start;
    expect(at).toBe(130 * 60_000);
    const later = (shift: number) => ({ start: SLOT.start + at + shift, end: SLOT.end + at + shift });
    expect(fits(model, snapshot(hosts), later(0))).toBe(true);
    expect(fits(model, snapshot(hosts), later(-60_000))).toBe(false);
  });
});

describe('a pool that is short says how much it has, and when it has enough', () => {
  it.each([
    ['no such pool', [], 0, 'never', null],
    ['a pool that is too small', [pool('storage-gib', 99)], 99, 'never', null],
    [
      'a pool that is too small and taken',
      [pool('storage-gib', 99, { claims: [used(9)] })],
      90,
      'never',
      null,
    ],
    [
      'a pool that is taken in the slot',
      [pool('storage-gib', 120, { claims: [used(30)] })],
      90,
      'notNow',
      60,
    ],
    [
      'a pool that is taken at one moment',
      [pool('storage-gib', 100, { claims: [used(1, 10, 11)] })],
      99,
      'notNow',
      11,
    ],
    [
      'a pool that would have it, if hosts were not closed',
      [pool('storage-gib', 120, { closed: 80, claims: [used(30)] })],
      10,
      'notNow',
      null,
    ],
    [
      'a pool that is overdrawn already',
      [pool('storage-gib', 100, { claims: [used(130)] })],
      0,
      'notNow',
      60,
    ],
  ] as const)('%s', (_, pools, available, when, freeFrom) => {
    const { model } = design().part('d', 'disk-array', { properties: { capacityGiB: 100 } });
    expect(reasonsFor(model, [host('a')], pools)).toMatchObject([
      {
        shortage: { of: 'pool', resourceClass: 'storage-gib' },
        needed: 100,
        available,
        when,
        freeFrom: freeFrom === null ? null : minutes(freeFrom, freeFrom).start,
      },
    ]);
  });
});

describe('hosts that take no new work are there, and closed for now', () => {
  it.each([
    // what, copies, hosts, shortage, available, when, free from minute
    ['the only host', 2, [oldHost('a', { takesWork: false }), host('b')], 'host-closed', 0, 'notNow', null],
    [
      'the rest of the room',
      12,
      [oldHost('a'), oldHost('b', { takesWork: false })],
      'host-closed',
      8,
      'notNow',
      null,
    ],
    [
      'a host beside one that is taken',
      8,
      [oldHost('a', { claims: [taken(5)] }), oldHost('b', { takesWork: false })],
      'cpuMilli',
      3,
      'notNow',
      60,
    ],
    ['a host that is too small', 9, [oldHost('a', { takesWork: false })], 'cpuMilli', 0, 'never', null],
  ] as const)('%s', (_, needed, hosts, of, available, when, minute) => {
    const freeFrom = minute === null ? null : minutes(minute, minute).start;
    expect(reasonsFor(pcs(needed), hosts)).toMatchObject([
      { shortage: { of, arch: 'x86' }, needed, available, when, freeFrom },
    ]);
  });
});
