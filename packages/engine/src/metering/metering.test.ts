import fc from 'fast-check';
import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, minutes, START, typeOf, webDesign } from '../../test/builders.ts';
import { HOUR, MINUTE } from '../time/index.ts';
import {
  METERS,
  reservedMeter,
  reservedUsage,
  rollUp,
  uptimeOf,
  usageBetween,
  type Sample,
} from './index.ts';

function sample(at: number, cpu: number, memory = 0, traffic = 0): Sample {
  const counters = { 'cpu.used': cpu, 'memory.used': memory, 'traffic.used': traffic };
  return { component: 'c-m', idx: 0, incarnation: 'i/1', startedAt: START, at: START + at, counters };
}
const quantities = (before: Sample | null, after: Sample) =>
  usageBetween(before, after).map(({ meter, quantity }) => [meter, quantity]);

describe('usageBetween', () => {
  it.each([
    ['since the start', null, sample(1000, 5, 6, 7), [5, 6, 7]],
    ['since the sample before', sample(1000, 5, 6, 7), sample(2000, 9, 6, 17), [4, 0, 10]],
    [
      'never negative: a counter that went back counts as nothing',
      sample(1000, 5, 6, 7),
      sample(2000, 4, 7, 0),
      [0, 1, 0],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(quantities(before, after)).toEqual([
      ['cpu.used', expected[0]],
      ['memory.used', expected[1]],
      ['traffic.used', expected[2]],
    ]);
  });

  it.each([
    ['the same sample again', sample(1000, 5), sample(1000, 5)],
    ['an older one', sample(2000, 9), sample(1000, 5)],
    ['one at the very start', null, sample(0, 0)],
  ])('%s gives nothing (MTR-1)', (_, before, after) => {
    expect(usageBetween(before, after)).toEqual([]);
  });

  it('MTR-1: however a machine was read, the parts sum to its last counters', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.nat({ max: 500 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (steps) => {
        let [at, cpu] = [0, 0];
        const samples = steps.map(([pause, more]) => sample((at += pause), (cpu += more)));
        const used = samples.flatMap((after, i) => usageBetween(samples[i - 1] ?? null, after));
        const sum = used.filter(({ meter }) => meter === 'cpu.used').reduce((a, b) => a + b.quantity, 0);
        expect(sum).toBe(cpu);
        // Periods follow each other and cover the time since the start.
        const periods = used.filter(({ meter }) => meter === 'cpu.used').map(({ during }) => during);
        expect(periods.map(({ start }) => start)).toEqual([
          START,
          ...periods.slice(0, -1).map(({ end }) => end),
        ]);
        expect(used.every(({ quantity }) => quantity >= 0)).toBe(true);
      }),
      { seed: 71, numRuns: 300 },
    );
  });
});

describe('rollUp', () => {
  it.each([
    ['within one hour', minutes(10, 50), 100, [[0, 100]]],
    [
      'over a full hour',
      minutes(30, 90),
      100,
      [
        [0, 50],
        [1, 50],
      ],
    ],
    [
      'by time, not evenly',
      minutes(45, 120),
      100,
      [
        [0, 20],
        [1, 80],
      ],
    ],
    [
      'what does not divide goes to the largest remainder',
      minutes(50, 80),
      10,
      [
        [0, 3],
        [1, 7],
      ],
    ],
    [
      'nothing is nothing in every hour',
      minutes(30, 90),
      0,
      [
        [0, 0],
        [1, 0],
      ],
    ],
  ] as const)('%s', (_, during, quantity, expected) => {
    expect(rollUp(during, quantity)).toEqual(
      expected.map(([hour, part]) => ({ bucket: START + hour * HOUR, quantity: part })),
    );
  });

  it('MTR-1: the hours sum to the quantity exactly, each hour once, none negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 * HOUR }),
        fc.integer({ min: 1, max: 30 * HOUR }),
        fc.nat({ max: 1_000_000_000 }),
        (from, length, quantity) => {
          const parts = rollUp({ start: START + from, end: START + from + length }, quantity);
          expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity);
          expect(new Set(parts.map(({ bucket }) => bucket)).size).toBe(parts.length);
          expect(parts.every((part) => part.quantity >= 0 && part.bucket % HOUR === 0)).toBe(true);
        },
      ),
      { seed: 72, numRuns: 300 },
    );
  });
});

describe('reserved time is counted whether it is used or not', () => {
  it.each([
    ['server-x86-64', 'machine.reserved'],
    ['x86-pc', 'machine.reserved'],
    ['windows-98', 'licence.reserved'],
    ['debian-12', null],
    ['apache-2-4', null],
    ['wordperfect-8', 'licence.reserved'],
    ['switch-64', 'network.reserved'],
    ['internet-gateway', 'network.reserved'],
    ['disk-array', 'storage.reserved'],
  ])('%s: %s', (type, meter) => {
    expect(reservedMeter(typeOf(type))).toBe(meter);
  });

  it('every shipped type has a known meter or none', () => {
    for (const type of shippedCatalog.types)
      expect([null, ...Object.keys(METERS)]).toContain(reservedMeter(type));
  });

  it('S7: every copy of every part that is metered, in seconds', () => {
    const { model } = design()
      .part('m', 'x86-pc', { count: 2 })
      .part('o', 'windows-98', { on: 'm' })
      .part('s', 'wordperfect-8', { on: 'o', count: 2 });
    const usage = reservedUsage(model, { start: START, end: START + 90 * MINUTE + 999 });
    expect(usage.map(({ component, idx, meter }) => [component, idx, meter])).toEqual([
      ['c-m', 0, 'machine.reserved'],
      ['c-m', 1, 'machine.reserved'],
      ['c-o', 0, 'licence.reserved'],
      ['c-o', 1, 'licence.reserved'],
      ['c-s', 0, 'licence.reserved'],
      ['c-s', 1, 'licence.reserved'],
      ['c-s', 2, 'licence.reserved'],
      ['c-s', 3, 'licence.reserved'],
    ]);
    expect(new Set(usage.map(({ quantity }) => quantity))).toEqual(new Set([5400]));
  });

  it('free software takes no line', () => {
    const components = reservedUsage(webDesign().model, minutes(0, 60)).map(({ component }) => component);
    expect(components).toEqual(['c-g', 'c-m', 'c-n']);
  });
});

describe('MTR-1: downtime is not metered', () => {
  const usage = (from: number, to: number, quantity: number) => ({
    component: 'c-m',
    idx: 0,
    meter: 'machine.reserved' as const,
    during: minutes(from, to),
    quantity,
  });
  it.each([
    ['none', [], [[0, 60, 3600]]],
    ['before and after it', [minutes(-10, 0), minutes(60, 70)], [[0, 60, 3600]]],
    [
      'in the middle',
      [minutes(20, 25)],
      [
        [0, 20, 1200],
        [25, 60, 2100],
      ],
    ],
    ['from before its start', [minutes(-5, 10)], [[10, 60, 3000]]],
    [
      'twice, to its end',
      [minutes(10, 20), minutes(50, 90)],
      [
        [0, 10, 600],
        [20, 50, 1800],
      ],
    ],
    ['all of it', [minutes(-5, 90)], []],
  ] as const)('%s', (_, down, expected) => {
    expect(uptimeOf(usage(0, 60, 3600), down)).toEqual(
      expected.map(([from, to, quantity]) => usage(from, to, quantity)),
    );
  });

  it('what is up and what is down sum to the quantity, whatever it is and however it is cut', () => {
    const bound = fc.integer({ min: 0, max: 3 * HOUR });
    fc.assert(
      fc.property(bound, bound, fc.nat({ max: 1_000_000 }), (a, b, quantity) => {
        fc.pre(a !== b);
        const whole = { ...usage(0, 180, quantity) };
        const down = { start: START + Math.min(a, b), end: START + Math.max(a, b) };
        const before = { start: START, end: down.start };
        const after = { start: down.end, end: whole.during.end };
        const sum = (parts: { quantity: number }[]) =>
          parts.reduce((total, part) => total + part.quantity, 0);
        const up = sum(uptimeOf(whole, [down]));
        const rest = sum(uptimeOf(whole, [before, after]));
        // Each is exact to the unit that does not divide.
        expect(Math.abs(up + rest - quantity)).toBeLessThanOrEqual(1);
        expect(up).toBeLessThanOrEqual(quantity);
      }),
      { seed: 73, numRuns: 300 },
    );
  });
});
