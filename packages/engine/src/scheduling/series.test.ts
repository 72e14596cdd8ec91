import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, host, minutes, snapshot, START, vector } from '../../test/builders.ts';
import { plan } from '../placement/index.ts';
import { MINUTE, overlaps, type Interval } from '../time/index.ts';
import { nearestSlots, outsideOf, planSeries } from './index.ts';

const pcs = (count: number) => design().part('m', 'x86-pc', { count }).model;
type Claims = readonly (readonly [from: number, to: number, cpus: number])[];
const computer = (id: string, cpus: number, claims: Claims, siteId?: string) =>
  host(id, {
    arch: 'x86',
    clockMhz: 700,
    cpus,
    ...(siteId !== undefined && { siteId }),
    claims: claims.map(([from, to, taken]) => ({ during: minutes(from, to), vector: vector(taken) })),
  });
const SLOTS = [minutes(0, 60), minutes(100, 160), minutes(200, 260)];
const series = (count: number, outside: number | null = null) => ({
  slots: SLOTS,
  model: pcs(count),
  outside: outside === null ? null : pcs(outside),
});

describe('a series at one place', () => {
  it.each<[string, Claims, boolean[]]>([
    ['nothing is taken', [], [true, true, true]],
    ['one date is taken', [[110, 120, 1]], [true, false, true]],
    ['what touches a slot takes nothing of it', [[60, 100, 4]], [true, true, true]],
    ['every date is taken', [[0, 300, 1]], [false, false, false]],
  ])('%s', (_, claims, expected) => {
    const solved = planSeries(series(4), snapshot([computer('h', 4, claims)]));
    expect(solved.slots.map(({ fits }) => fits)).toEqual(expected);
  });

  it('a date that is taken has counted reasons', () => {
    const solved = planSeries(series(4), snapshot([computer('h', 4, [[110, 120, 1]])]));
    const [, second] = solved.slots;
    expect(second && !second.fits && second.rejection.reasons).toMatchObject([
      { component: 'c-m', needed: 4, available: 3, when: 'notNow', freeFrom: minutes(120, 121).start },
    ]);
  });

  it('stays on the hosts of the slot before, as long as they have room, and leaves them where they have not', () => {
    const world = snapshot([computer('a', 4, [[0, 60, 4]]), computer('b', 4, [[200, 260, 4]])]);
    const solved = planSeries(series(4), world);
    const on = solved.slots.map((slot) => slot.fits && [...new Set(slot.hosts.map(({ hostId }) => hostId))]);
    expect(on).toEqual([['b'], ['b'], ['a']]);
  });

  it('the times between the slots that fit have a plan of their own', () => {
    const world = snapshot([
      computer('h', 4, [
        [110, 120, 1],
        [180, 190, 4],
      ]),
    ]);
    const solved = planSeries(series(4, 1), world);
    expect(solved.outside.map(({ slot, fits }) => [slot, fits])).toEqual([[minutes(60, 200), false]]);
  });

  it('of two sites the one that takes most is chosen, the first one where they take as many', () => {
    const world = (a: Claims, b: Claims) => snapshot([computer('a', 4, a, 's1'), computer('b', 4, b, 's2')]);
    const at = (a: Claims, b: Claims) => planSeries(series(4), world(a, b)).site?.id;
    expect([at([[0, 9, 1]], []), at([[0, 9, 1]], [[210, 220, 1]]), at([], [])]).toEqual(['s2', 's1', 's1']);
  });

  it('asked again without what does not fit, it is at the same place, and everything fits', () => {
    const world = snapshot([
      computer('a', 4, [[0, 9, 1]], 's1'),
      computer(
        'b',
        4,
        [
          [110, 120, 1],
          [230, 240, 1],
        ],
        's2',
      ),
    ]);
    const first = planSeries(series(4, 2), world);
    const slots = first.slots.flatMap(({ fits, slot }) => (fits ? [slot] : []));
    const second = planSeries({ ...series(4, 2), slots }, world);
    expect([second.site, second.slots, second.outside]).toEqual([
      first.site,
      first.slots.filter(({ fits }) => fits),
      first.outside,
    ]);
  });

  it('of a real site one host takes all slots that fit, since data is bound to it', () => {
    const model = design()
      .part('m', 'server-x86-64', { properties: { cpu: 2, memoryMiB: 1024, diskGiB: 4 } })
      .part('o', 'debian-12', { on: 'm' }).model;
    const taken = (from: number, to: number) => ({ during: minutes(from, to), vector: vector(8) });
    const a = host('a', { claims: [taken(0, 9), taken(110, 120)] });
    const b = host('b', { claims: [taken(210, 220)] });
    const world = { ...snapshot([a, b]), sites: [{ id: 's1', name: 'Lab', real: true }] };
    const solved = planSeries({ slots: SLOTS, model, outside: null }, world);
    expect(solved.slots.map((slot) => slot.fits && slot.hosts[0]?.hostId)).toEqual(['b', 'b', false]);
    expect(SLOTS.every((slot) => plan(model, world, slot).fits)).toBe(true);
  });

  it('CAP-1, PLC-2: each slot that fits is a plan of its own, and each that does not has none', () => {
    const claim = fc
      .tuple(
        fc.integer({ min: 0, max: 260 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([from, length, cpus]) => [from, from + length, cpus] as const);
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (claims, count) => {
        const world = snapshot([computer('a', 3, claims), computer('b', 2, claims.slice(0, 2))]);
        const solved = planSeries(series(count), world);
        expect(solved.slots.map(({ fits }) => fits)).toEqual(
          SLOTS.map((slot) => plan(pcs(count), world, slot).fits),
        );
        for (const [n, one] of solved.slots.entries()) {
          if (!one.fits) continue;
          const taken = new Map<string, number>();
          for (const { hostId, vector: own } of one.hosts)
            taken.set(hostId, (taken.get(hostId) ?? 0) + own.cpuMilli);
          for (const [id, cpuMilli] of taken) {
            const at = world.hosts.find((each) => each.id === id);
            expect(cpuMilli).toBeLessThanOrEqual(freeCpu(at, SLOTS[n]));
          }
        }
      }),
      { seed: 81, numRuns: 200 },
    );
  });
});

/** Minute by minute, unlike the planner. */
function freeCpu(at: ReturnType<typeof computer> | undefined, slot = minutes(0, 0)): number {
  let least = Number.POSITIVE_INFINITY;
  for (let now = slot.start; now < slot.end; now += MINUTE) {
    const taken = (at?.claims ?? [])
      .filter(({ during }) => during.start <= now && now < during.end)
      .reduce((sum, { vector: own }) => sum + own.cpuMilli, 0);
    least = Math.min(least, (at?.capacity.cpuMilli ?? 0) - taken);
  }
  return least;
}

describe('the nearest slots on the same day', () => {
  const near = (claims: Claims, besides: Interval[] = [], within = minutes(-100, 400)) =>
    nearestSlots(pcs(4), snapshot([computer('h', 4, claims)]), minutes(100, 160), { within, besides });
  it.each<[string, Claims, Interval[], Interval[]]>([
    ['before and after what is in the way', [[110, 120, 1]], [], [minutes(50, 110), minutes(120, 180)]],
    [
      'not on top of one of its own',
      [[110, 120, 1]],
      [minutes(60, 100)],
      [minutes(0, 60), minutes(120, 180)],
    ],
    [
      'beyond a second claim that leaves too little',
      [
        [110, 120, 1],
        [150, 200, 1],
      ],
      [],
      [minutes(50, 110), minutes(200, 260)],
    ],
    ['none that begins on another day', [[-200, 500, 1]], [], []],
  ])('%s', (_, claims, besides, expected) => {
    expect(near(claims, besides)).toEqual(expected);
  });

  it('starts on full minutes', () => {
    const during = { start: START + 110 * MINUTE + 1, end: START + 120 * MINUTE + 1 };
    const world = snapshot([
      host('h', { arch: 'x86', clockMhz: 700, cpus: 4, claims: [{ during, vector: vector(1) }] }),
    ]);
    const found = nearestSlots(pcs(4), world, minutes(100, 160), { within: minutes(0, 400), besides: [] });
    expect(found).toEqual([minutes(50, 110), minutes(121, 181)]);
  });
});

describe('the times outside of a series', () => {
  it.each<[string, Interval[], Interval[]]>([
    ['between its slots', SLOTS, [minutes(60, 100), minutes(160, 200)]],
    ['none of one slot', SLOTS.slice(0, 1), []],
    ['none where slots meet', [minutes(0, 10), minutes(10, 20)], []],
    [
      'none that is shorter than a slot',
      [minutes(0, 10), minutes(14, 20), minutes(25, 30)],
      [minutes(20, 25)],
    ],
  ])('%s', (_, slots, expected) => {
    expect(outsideOf(slots)).toEqual(expected);
  });

  it('together with the series they cover it, and nothing overlaps', () => {
    const all = [...SLOTS, ...outsideOf(SLOTS)].sort((a, b) => a.start - b.start);
    expect(all.some((one, n) => all.slice(0, n).some((other) => overlaps(other, one)))).toBe(false);
    expect(all.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(260 * MINUTE);
  });
});
