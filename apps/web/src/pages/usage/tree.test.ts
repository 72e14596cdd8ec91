import { expect, test } from 'vitest';
import type { UsageRow } from '../../api/types.ts';
import { sumOf, usageTree } from './tree.ts';

const row = (design: string, reservation: string, component: string, amountMicros: number): UsageRow => ({
  environmentId: `env_${reservation}`,
  environmentName: `${design} ${reservation}`,
  reservationId: reservation,
  designId: design,
  designName: design,
  revision: 1,
  slot: { start: `2026-11-0${reservation}T09:00:00Z`, end: `2026-11-0${reservation}T11:00:00Z` },
  component,
  componentName: component,
  componentType: 'x86-pc',
  copies: 1,
  meters: [
    { meter: 'machine.reserved', quantity: 7200, amountMicros, perUnitMicros: 0 },
    { meter: 'cpu.used', quantity: 10, amountMicros: 0, perUnitMicros: 0 },
  ],
  amountMicros,
});

test('totals of every level equal the rows below them', () => {
  const rows = [
    row('a', '1', 'c-1', 5),
    row('a', '1', 'c-2', 7),
    row('a', '2', 'c-1', 11),
    row('b', '3', 'c-9', 13),
  ];
  const tree = usageTree(rows);
  expect(tree.map((design) => [design.designId, design.amountMicros])).toEqual([
    ['a', 23],
    ['b', 13],
  ]);
  expect(tree[0]?.name).toBe('a');
  expect(tree[0]?.slots.map((slot) => [slot.reservationId, slot.environmentName, slot.amountMicros])).toEqual(
    [
      ['2', 'a 2', 11],
      ['1', 'a 1', 12],
    ],
  );
  expect(tree[0]?.seconds).toBe(14_400);
  const all = sumOf(rows);
  expect(all.amountMicros).toBe(tree.reduce((sum, design) => sum + design.amountMicros, 0));
  expect(all.meters.get('cpu.used')).toEqual({ quantity: 40, amountMicros: 0 });
});

test('nothing used gives nothing', () => expect(usageTree([])).toEqual([]));

test('slots of one reservation are one branch, and its components one row each', () => {
  const later = { start: '2026-11-08T09:00:00Z', end: '2026-11-08T11:00:00Z' };
  const tree = usageTree([row('a', '1', 'c-1', 5), { ...row('a', '1', 'c-1', 6), slot: later }]);
  const [branch] = tree[0]?.slots ?? [];
  expect(branch).toMatchObject({ slots: 2, seconds: 14_400, amountMicros: 11 });
  expect(branch?.slot).toEqual({ start: '2026-11-01T09:00:00Z', end: later.end });
  expect(branch?.rows.map(({ component, amountMicros }) => [component, amountMicros])).toEqual([['c-1', 11]]);
});
