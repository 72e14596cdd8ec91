import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key, MachineSpec } from '../driver.ts';
import { bootMs, countersAt, createMs, draw, LOAD_PERIOD_MS, loadMilli, residentMiB } from './model.ts';

const KEY: Key = { environmentId: 'env_t', generation: 1, component: 'c-m', idx: 0 };
const SPEC: MachineSpec = {
  form: 'machine',
  arch: 'x86-64',
  cpuMilli: 2000,
  memoryMiB: 4096,
  diskMiB: 40_960,
  hostname: 'm',
  image: { os: 'debian-12', packages: ['apache2'] },
  services: [],
  interfaces: [{ network: { component: 'c-n', idx: 0 }, address: '10.128.0.10' }],
  names: [],
  mounts: [],
  bootSeconds: 9,
  busyMilli: 270,
};

const key = fc
  .record({ environmentId: fc.stringMatching(/^env_[a-z0-9]{8}$/), generation: fc.nat(9), idx: fc.nat(99) })
  .map((part): Key => ({ ...part, component: 'c-m' }));
const spec = fc
  .record({
    cpuMilli: fc.integer({ min: 100, max: 64_000 }),
    busyMilli: fc.integer({ min: 0, max: 4000 }),
    memoryMiB: fc.integer({ min: 64, max: 262_144 }),
    bootSeconds: fc.integer({ min: 1, max: 60 }),
  })
  .map((part): MachineSpec => ({ ...SPEC, ...part }));

/** The trapezoid rule over the load as it is shown, in thousandths of a vCPU times milliseconds. */
function integral(key: Key, spec: MachineSpec, from: number, to: number): number {
  const steps = Math.max(1000, Math.ceil((to - from) / 1000));
  const width = (to - from) / steps;
  let sum = (loadMilli(key, spec, from) + loadMilli(key, spec, to)) / 2;
  for (let n = 1; n < steps; n += 1) sum += loadMilli(key, spec, from + n * width);
  return sum * width;
}

describe('usage is the integral of the load', () => {
  it('what a machine reports between two instants is the area under the load it shows', () => {
    const span = fc.tuple(
      fc.integer({ min: 0, max: 2 * LOAD_PERIOD_MS }),
      fc.integer({ min: 1, max: 3 * LOAD_PERIOD_MS }),
    );
    fc.assert(
      fc.property(key, spec, span, (key, spec, [from, length]) => {
        const to = from + length;
        const used = countersAt(key, spec, to)['cpu.used'] - countersAt(key, spec, from)['cpu.used'];
        const expected = integral(key, spec, from, to) / 1000;
        // Each reading is rounded down to a whole vCPU-ms; the trapezoid rule itself is far closer than that.
        expect(Math.abs(used - expected)).toBeLessThan(1 + 1e-6 * expected);
      }),
      { seed: 111, numRuns: 60 },
    );
  });

  it('memory is what is resident times the seconds, traffic follows the CPU', () => {
    const {
      'memory.used': memory,
      'traffic.used': traffic,
      'cpu.used': cpu,
    } = countersAt(KEY, SPEC, 3_600_000);
    expect(memory).toBe(residentMiB(SPEC) * 3600);
    // 1,024 bytes for each vCPU-ms, of which up to one is rounded off.
    expect(Math.floor(traffic / 1024)).toBe(cpu);
    expect(countersAt(KEY, { ...SPEC, interfaces: [] }, 3_600_000)['traffic.used']).toBe(0);
  });

  it('over whole periods it is the base alone: 35 % of what it is busy with', () => {
    expect(Math.abs(countersAt(KEY, SPEC, 6 * LOAD_PERIOD_MS)['cpu.used'] - 270 * 0.35 * 3600)).toBeLessThan(
      2,
    );
  });

  it('MTR-1: counters start at zero and never go back', () => {
    const readings = fc.uniqueArray(fc.integer({ min: 0, max: 5 * LOAD_PERIOD_MS }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(key, spec, readings, (key, spec, at) => {
        const rows = at.toSorted((a, b) => a - b).map((ms) => countersAt(key, spec, ms));
        for (const meter of ['cpu.used', 'memory.used', 'traffic.used'] as const) {
          const values = rows.map((row) => row[meter]);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
          expect(values.every(Number.isSafeInteger)).toBe(true);
        }
        expect(countersAt(key, spec, 0)).toEqual({ 'cpu.used': 0, 'memory.used': 0, 'traffic.used': 0 });
      }),
      { seed: 112, numRuns: 100 },
    );
  });
});

describe('what it shows is possible', () => {
  it('a machine never uses more CPU or memory than it has, and never less than nothing', () => {
    fc.assert(
      fc.property(key, spec, fc.integer({ min: 0, max: 5 * LOAD_PERIOD_MS }), (key, spec, ms) => {
        const load = loadMilli(key, spec, ms);
        expect(load).toBeGreaterThan(0);
        expect(load).toBeLessThanOrEqual(spec.cpuMilli);
        expect(residentMiB(spec)).toBeGreaterThan(0);
        expect(residentMiB(spec)).toBeLessThanOrEqual(spec.memoryMiB);
      }),
      { seed: 113, numRuns: 300 },
    );
  });

  it.each([
    // what it is busy with, vCPU thousandths it has, least and most load
    [270, 2000, 27, 162],
    [4000, 1000, 100, 600],
    [0, 1000, 1, 6],
  ])('busy with %d of %d: between %d and %d', (busyMilli, cpuMilli, least, most) => {
    const loads = Array.from({ length: 600 }, (_, n) =>
      loadMilli(KEY, { ...SPEC, busyMilli, cpuMilli }, n * 1000),
    );
    expect(Math.min(...loads)).toBeGreaterThanOrEqual(least - 1e-9);
    expect(Math.min(...loads)).toBeLessThan(least * 1.01);
    expect(Math.max(...loads)).toBeLessThanOrEqual(most + 1e-9);
    expect(Math.max(...loads)).toBeGreaterThan(most * 0.99);
  });
});

describe('latencies', () => {
  it('depend on the key alone, and differ from key to key', () => {
    const twin = { ...KEY };
    expect([
      draw(twin, 'boot'),
      createMs(twin, 'machine'),
      bootMs(twin, SPEC),
      countersAt(twin, SPEC, 12_345),
    ]).toEqual([
      draw(KEY, 'boot'),
      createMs(KEY, 'machine'),
      bootMs(KEY, SPEC),
      countersAt(KEY, SPEC, 12_345),
    ]);
    const draws = Array.from({ length: 100 }, (_, idx) => draw({ ...KEY, idx }, 'boot'));
    expect(new Set(draws).size).toBe(100);
    expect(draw(KEY, 'boot')).not.toBe(draw(KEY, 'create'));
    expect(draw({ ...KEY, generation: 2 }, 'boot')).not.toBe(draw(KEY, 'boot'));
  });

  it.each([
    ['machine', 200, 600],
    ['network', 150, 300],
    ['volume', 150, 300],
  ] as const)('a %s is created in %d to %d ms', (form, least, most) => {
    const all = Array.from({ length: 500 }, (_, idx) => createMs({ ...KEY, idx }, form));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...all)).toBeLessThanOrEqual(most);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan((most - least) * 0.9);
  });

  it('a boot takes the typical time, 10 % either way', () => {
    const all = Array.from({ length: 500 }, (_, idx) => bootMs({ ...KEY, idx }, SPEC));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(8100);
    expect(Math.max(...all)).toBeLessThanOrEqual(9900);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(1600);
  });
});
