import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, host, minutes, snapshot, vector } from '../../test/builders.ts';
import { planKeeping, plan, type HostClaim } from './index.ts';

const SLOT = minutes(0, 60);
const pcs = (count: number, memoryMiB = 256) =>
  design().part('m', 'x86-pc', { count, properties: { memoryMiB } }).model;
const pc = (id: string, cpus: number, more = {}) => host(id, { arch: 'x86', clockMhz: 700, cpus, ...more });
/** A small machine on each of some hosts. */
const stands = (...hosts: string[]): HostClaim[] => {
  const solved = plan(pcs(1), snapshot([pc('any', 64)]), SLOT);
  const taken = solved.fits && solved.hosts[0] ? solved.hosts[0].vector : vector(0);
  return hosts.map((hostId, idx) => ({ component: 'c-m', idx, hostId, vector: taken }));
};
const whereOf = (result: ReturnType<typeof plan>) =>
  result.fits ? result.hosts.toSorted((a, b) => a.idx - b.idx).map(({ hostId }) => hostId) : 'full';

describe('a plan of what stands already', () => {
  it.each([
    ['leaves everything where it is', pcs(2), ['b', 'b'], ['b', 'b']],
    ['puts what is new beside it', pcs(3), ['b', 'b'], ['b', 'b', 'b']],
    ['takes away what is not drawn any more', pcs(1), ['b', 'b'], ['b']],
    ['places anew what asks for something else', pcs(2, 512), ['b', 'b'], ['a', 'a']],
    ['knows no host that is gone', pcs(1), ['z'], ['a']],
  ] as const)('%s', (_, model, standing, expected) => {
    const world = snapshot([pc('a', 2), pc('b', 4)]);
    expect(whereOf(planKeeping(model, world, SLOT, stands(...standing)))).toEqual(expected);
  });

  it('stays on a host that takes nothing new, and puts nothing new there', () => {
    const world = snapshot([pc('a', 4), pc('b', 4, { takesWork: false })]);
    expect(whereOf(planKeeping(pcs(2), world, SLOT, stands('b')))).toEqual(['b', 'a']);
  });

  it('CAP-1, PLC-2: fits whenever a plan from nothing does, and never exceeds what is free', () => {
    const world = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        (hosts, count, standing) => {
          const seen = snapshot(
            hosts.map(([cpus, taken], n) =>
              pc(`h${n}`, cpus, {
                claims: taken > 0 ? [{ during: minutes(0, 30), vector: vector(Math.min(taken, cpus)) }] : [],
              }),
            ),
          );
          const model = pcs(count);
          const result = planKeeping(model, seen, SLOT, stands(...standing.map((n) => `h${n}`)));
          expect(result.fits || !plan(model, seen, SLOT).fits).toBe(true);
          if (!result.fits) return;
          expect(result.hosts).toHaveLength(count);
          for (const one of seen.hosts) {
            const mine = result.hosts.filter(({ hostId }) => hostId === one.id);
            const cpu = mine.reduce((sum, claim) => sum + claim.vector.cpuMilli, 0);
            const peak = one.claims.reduce((sum, claim) => sum + claim.vector.cpuMilli, 0);
            expect(cpu + peak).toBeLessThanOrEqual(one.capacity.cpuMilli);
          }
        },
      ),
      { seed: 601, numRuns: 300 },
    );
  });
});
