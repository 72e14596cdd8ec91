import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesignModel } from '../../src/design/index.ts';
import {
  demandOf,
  plan,
  type HostView,
  type PlanResult,
  type PoolView,
  type Snapshot,
} from '../../src/placement/index.ts';
import type { Interval } from '../../src/time/index.ts';
import { design, host, minutes, pool, vector } from '../builders.ts';

interface World {
  readonly hosts: readonly HostView[];
  readonly pools: readonly PoolView[];
}

/** Small enough to try every way: a few hosts at up to two sites, each with claims, and a few machines. */
const instant = fc.integer({ min: -3, max: 9 });
const period = fc
  .tuple(instant, instant)
  .filter(([a, b]) => a < b)
  .map(([a, b]) => minutes(a * 10, b * 10));
const siteId = fc.constantFrom('s1', 's2');
const anyWorld: fc.Arbitrary<World> = fc.record({
  hosts: fc
    .array(
      fc.record({
        siteId,
        cpus: fc.integer({ min: 2, max: 8 }),
        gib: fc.integer({ min: 2, max: 8 }),
        claims: fc.array(
          fc.record({
            during: period,
            cpus: fc.integer({ min: 0, max: 3 }),
            gib: fc.integer({ min: 0, max: 3 }),
          }),
          { maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((rows) =>
      rows.map(({ siteId, cpus, gib, claims }, n) =>
        host(`h${n}`, {
          siteId,
          cpus,
          memoryMiB: gib * 1024,
          claims: claims.map(({ during, cpus, gib }) => ({ during, vector: vector(cpus, gib * 1024) })),
        }),
      ),
    ),
  pools: fc
    .record({
      size: fc.integer({ min: 0, max: 200 }),
      claims: fc.array(fc.record({ during: period, amount: fc.integer({ min: 0, max: 100 }) }), {
        maxLength: 3,
      }),
    })
    .map(({ size, claims }) => ['s1', 's2'].map((siteId) => pool('storage-gib', size, { siteId, claims }))),
});
const anyDesign = fc
  .tuple(
    fc.array(
      fc.record({
        cpu: fc.integer({ min: 1, max: 3 }),
        gib: fc.integer({ min: 1, max: 3 }),
        count: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    fc.integer({ min: 0, max: 10 }),
  )
  .map(([machines, storage]) => {
    let built = design();
    for (const [n, { cpu, gib, count }] of machines.entries())
      built = built.part(`m${n}`, 'server-x86-64', {
        count,
        properties: { cpu, memoryMiB: gib * 1024, diskGiB: 4 },
      });
    if (storage > 0) built = built.part('d', 'disk-array', { properties: { capacityGiB: storage * 10 } });
    return built.document;
  });
const snapshotOf = ({ hosts, pools }: World): Snapshot => ({
  sites: ['s1', 's2'].map((id) => ({ id, name: id, real: false })),
  hosts,
  pools,
});

/** Every minute added up on its own: what is left of a host or pool at the fullest minute of a slot. */
function leftOver(
  capacity: number,
  claims: readonly { during: Interval; amount: number }[],
  during: Interval,
): number {
  let left = capacity;
  for (let at = during.start; at < during.end; at += 60_000)
    left = Math.min(
      left,
      claims
        .filter(({ during }) => during.start <= at && at < during.end)
        .reduce((rest, { amount }) => rest - amount, capacity),
    );
  return left;
}

/** Whether any way at all puts every machine on one site: all of them are tried. */
function someWayFits(model: DesignModel, { hosts, pools }: World, during: Interval): boolean {
  const { machines, units } = demandOf(model);
  return ['s1', 's2'].some((siteId) => {
    const rooms = hosts
      .filter((one) => one.siteId === siteId)
      .map(({ capacity, claims }) => ({
        cpu: leftOver(
          capacity.cpuMilli,
          claims.map((c) => ({ during: c.during, amount: c.vector.cpuMilli })),
          during,
        ),
        memory: leftOver(
          capacity.memoryMiB,
          claims.map((c) => ({ during: c.during, amount: c.vector.memoryMiB })),
          during,
        ),
        disk: leftOver(
          capacity.diskMiB,
          claims.map((c) => ({ during: c.during, amount: c.vector.diskMiB })),
          during,
        ),
      }));
    const place = (n: number): boolean => {
      const machine = machines[n];
      if (!machine) return true;
      const { cpuMilli, memoryMiB, diskMiB } = machine.vector;
      return rooms.some((room) => {
        if (room.cpu < cpuMilli || room.memory < memoryMiB || room.disk < diskMiB) return false;
        Object.assign(room, {
          cpu: room.cpu - cpuMilli,
          memory: room.memory - memoryMiB,
          disk: room.disk - diskMiB,
        });
        const done = place(n + 1);
        Object.assign(room, {
          cpu: room.cpu + cpuMilli,
          memory: room.memory + memoryMiB,
          disk: room.disk + diskMiB,
        });
        return done;
      });
    };
    const asked = units.reduce((sum, unit) => sum + unit.quantity, 0);
    const storage = pools.find((one) => one.siteId === siteId);
    return (
      (asked === 0 ||
        (storage !== undefined && leftOver(storage.capacity, storage.claims, during) >= asked)) &&
      place(0)
    );
  });
}

/** Hosts and pools that a plan would overdraw in some minute of its slot. */
function overdrawn(result: PlanResult & { fits: true }, { hosts, pools }: World, during: Interval): string[] {
  const badHosts = hosts.filter((one) => {
    const mine = result.hosts
      .filter(({ hostId }) => hostId === one.id)
      .map(({ vector }) => ({ during, vector }));
    return (
      mine.length > 0 &&
      (['cpuMilli', 'memoryMiB', 'diskMiB'] as const).some((dimension) => {
        const claims = [...one.claims, ...mine].map((c) => ({
          during: c.during,
          amount: c.vector[dimension],
        }));
        return leftOver(one.capacity[dimension], claims, during) < 0;
      })
    );
  });
  const badPools = pools.filter((one) => {
    const mine = result.pools.filter(({ poolId }) => poolId === one.id);
    const claims = mine.map(({ quantity }) => ({ during, amount: quantity }));
    return mine.length > 0 && leftOver(one.capacity, [...one.claims, ...claims], during) < 0;
  });
  return [...badHosts, ...badPools].map(({ id }) => id);
}

const named = (rows: readonly { component: string; idx: number }[]) =>
  rows.map(({ component, idx }) => `${component} ${idx}`).toSorted();

describe('plan against a model that tries every way', () => {
  it('PLC-2: refuses exactly when no way fits, and always says why', () => {
    const seen = { fits: 0, refused: 0 };
    fc.assert(
      fc.property(anyDesign, anyWorld, period, (document, world, during) => {
        const { model } = design(document);
        const result = plan(model, snapshotOf(world), during);
        seen[result.fits ? 'fits' : 'refused'] += 1;
        expect(result.fits).toBe(someWayFits(model, world, during));
        expect(result.fits || result.rejection.reasons.length > 0).toBe(true);
      }),
      { seed: 51, numRuns: 700 },
    );
    expect(Math.min(seen.fits, seen.refused)).toBeGreaterThan(100);
  });

  it('CAP-1, CAP-2: claims stay within capacity in every minute, and name every copy once, on one site', () => {
    let planned = 0;
    fc.assert(
      fc.property(anyDesign, anyWorld, period, (document, world, during) => {
        const { model } = design(document);
        const result = plan(model, snapshotOf(world), during);
        fc.pre(result.fits);
        planned += 1;
        expect(overdrawn(result, world, during)).toEqual([]);
        const demand = demandOf(model);
        expect(named(result.hosts)).toEqual(named(demand.machines));
        expect(named(result.pools)).toEqual(named(demand.units));
        const sites = result.hosts.map(({ hostId }) => world.hosts.find(({ id }) => id === hostId)?.siteId);
        expect(new Set([...sites, result.siteId]).size).toBe(1);
      }),
      { seed: 53, numRuns: 300, maxSkipsPerRun: 50 },
    );
    expect(planned).toBe(300);
  });

  it('PLC-1: the same design and world give the same plan, whatever order hosts and parts come in', () => {
    fc.assert(
      fc.property(anyDesign, anyWorld, period, (document, world, during) => {
        const turned = {
          ...document,
          components: Object.fromEntries(Object.entries(document.components).toReversed()),
        };
        const shuffled = { hosts: world.hosts.toReversed(), pools: world.pools.toReversed() };
        expect(plan(design(turned).model, snapshotOf(shuffled), during)).toEqual(
          plan(design(document).model, snapshotOf(world), during),
        );
      }),
      { seed: 52, numRuns: 300 },
    );
  });
});
