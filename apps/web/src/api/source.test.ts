import { expect, test, vi } from 'vitest';
import { allOf, type Source } from './source.ts';

const source = (part: Partial<Source<string>>): Source<string> => ({
  data: undefined,
  error: null,
  refetch: () => {},
  dataUpdatedAt: 0,
  ...part,
});

test('is there when all are, and as old as the oldest', () => {
  const old = source({ data: 'a', dataUpdatedAt: 1 });
  const young = source({ data: 'b', dataUpdatedAt: 2 });
  expect(allOf({ old, young })).toMatchObject({
    data: { old: 'a', young: 'b' },
    error: null,
    dataUpdatedAt: 1,
  });
  expect(allOf({ old, missing: source({}) }).data).toBeUndefined();
});

test('asks again for what failed and what never came, and leaves the rest', () => {
  const [fine, failed, missing] = [vi.fn(), vi.fn(), vi.fn()];
  const all = allOf({
    fine: source({ data: 'a', refetch: fine }),
    failed: source({ data: 'b', error: 'no', refetch: failed }),
    missing: source({ refetch: missing }),
  });
  expect(all.error).toBe('no');
  all.refetch();
  expect([fine, failed, missing].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1]);
});
