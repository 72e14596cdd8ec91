import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, host, minutes, pool, snapshot, vector } from '../../test/builders.ts';
import { plan, type HostView, type Snapshot } from './index.ts';

/** A site of real hosts: networks do not reach from host to host. */
function real(hosts: readonly HostView[]): Snapshot {
  const seen = snapshot(hosts, [pool('vlan', 10), pool('switch-port', 64)]);
  return { ...seen, sites: seen.sites.map((site) => ({ ...site, real: true })) };
}
const machines = (count: number) =>
  design()
    .part('m', 'server-x86-64', { count, properties: { cpu: 2, memoryMiB: 1024, diskGiB: 4 } })
    .part('o', 'debian-12', { on: 'm' });
const x86 = (id: string, cpus: number, wish = {}) => host(id, { arch: 'x86-64', cpus, ...wish });
const slot = minutes(0, 60);

describe('a site of real hosts holds a whole design on one of them', () => {
  it.each([
    ['the only one', [x86('a', 8)], 'a'],
    ['the one that it leaves with least', [x86('a', 16), x86('b', 8), x86('c', 12)], 'b'],
    ['of equal ones the first', [x86('b', 8), x86('a', 8)], 'a'],
    ['not where a part of it would fit', [x86('a', 4), x86('b', 6)], 'b'],
  ])('on %s', (_, hosts, expected) => {
    const result = plan(machines(3).model, real(hosts), slot);
    expect(result.fits && new Set(result.hosts.map(({ hostId }) => hostId))).toEqual(new Set([expected]));
  });

  it('PLC-2: hosts that have room only together are refused, and never is said', () => {
    const result = plan(machines(3).model, real([x86('a', 4), x86('b', 4)]), slot);
    expect(result).toMatchObject({
      fits: false,
      rejection: { reasons: [{ shortage: { of: 'cpuMilli' }, needed: 3, when: 'never', freeFrom: null }] },
    });
  });

  it('PLC-2: of several full hosts, the one that is free soonest is named', () => {
    const taken = (to: number) => ({ claims: [{ during: minutes(0, to), vector: vector(8) }] });
    const result = plan(machines(3).model, real([x86('a', 8, taken(90)), x86('b', 8, taken(70))]), slot);
    expect(result).toMatchObject({
      fits: false,
      rejection: { reasons: [{ when: 'notNow', freeFrom: minutes(70, 71).start }] },
    });
  });

  it.each([
    ['the only host is closed', [x86('a', 8, { takesWork: false })], { of: 'host-closed', arch: 'x86-64' }],
    [
      'the one that would do is closed',
      [x86('a', 4), x86('b', 8, { takesWork: false })],
      { of: 'host-closed', arch: 'x86-64' },
    ],
    [
      'the closed one would not do either',
      [x86('a', 4, { takesWork: false })],
      { of: 'cpuMilli', arch: 'x86-64' },
    ],
  ] as const)('PLC-2: %s', (_, hosts, shortage) => {
    const result = plan(machines(3).model, real(hosts), slot);
    const when = shortage.of === 'host-closed' ? 'notNow' : 'never';
    expect(result).toMatchObject({
      fits: false,
      rejection: { reasons: [{ shortage, needed: 3, available: 0, when, freeFrom: null }] },
    });
  });

  it.each([
    [
      'Windows 98 is on paper only',
      design().part('m', 'x86-pc').part('o', 'windows-98', { on: 'm' }),
      'windows-98',
    ],
    ['nothing boots on a bare machine', design().part('m', 'server-x86-64'), 'server-x86-64'],
  ])('%s, and that is said before anything is booked', (_, { model }, type) => {
    const result = plan(model, real([x86('a', 64)]), slot);
    expect(result).toMatchObject({
      fits: false,
      rejection: { reasons: [{ shortage: { of: 'type', type }, needed: 1, available: 0, when: 'never' }] },
    });
  });

  it('what a real site cannot make goes to a simulated one', () => {
    const paper = x86('p', 64, { siteId: 's2', arch: 'x86', clockMhz: 700 });
    const seen = real([x86('a', 64), paper]);
    const sites = seen.sites.map((site) => ({ ...site, real: site.id !== 's2' }));
    const result = plan(
      design().part('m', 'x86-pc').part('o', 'windows-98', { on: 'm' }).model,
      {
        ...seen,
        sites,
        pools: [...seen.pools, pool('seat/windows-98', 5, { siteId: 's2' })],
      },
      slot,
    );
    expect(result).toMatchObject({ fits: true, siteId: 's2', real: false });
    const why = result.fits ? result.passedOver.reasons : [];
    expect(why.map(({ siteId, shortage, when }) => [siteId, shortage, when])).toEqual([
      ['s1', { of: 'type', type: 'windows-98' }, 'never'],
    ]);
  });
});

describe('PLC-2: a design on one host, against a count of our own', () => {
  const wish = fc.record({ cpus: fc.integer({ min: 1, max: 12 }), taken: fc.integer({ min: 0, max: 8 }) });
  it('is refused exactly where no host has room for all of it, and then never is said rightly', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (wishes, count) => {
          const hosts = wishes.map(({ cpus, taken }, n) =>
            x86(`h${n}`, cpus, {
              claims: [{ during: minutes(0, 30), vector: vector(Math.min(taken, cpus)) }],
            }),
          );
          const result = plan(machines(count).model, real(hosts), slot);
          const room = wishes.some(({ cpus, taken }) => cpus - Math.min(taken, cpus) >= 2 * count);
          const ever = wishes.some(({ cpus }) => cpus >= 2 * count);
          expect(result.fits).toBe(room);
          if (result.fits) return;
          refused += 1;
          expect(result.rejection.reasons.some(({ when }) => when === 'never')).toBe(!ever);
        },
      ),
      { seed: 302, numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
