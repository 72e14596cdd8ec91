import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withClosures } from './closing.ts';

const END = 12;
const period = fc
  .tuple(fc.integer({ min: 0, max: END - 1 }), fc.integer({ min: 1, max: END }))
  .map(([start, length]) => ({ start, end: start + length }));
const vector = (n: number) => ({ cpuMilli: n, memoryMiB: 2 * n, diskMiB: 3 * n, gpu: 0 });
const CAPACITY = vector(10);
const claim = fc.record({ during: period, vector: fc.integer({ min: 0, max: 4 }).map(vector) });

/** What is taken at one instant, counted one by one. */
const takenAt = (claims: ReturnType<typeof withClosures>, at: number) =>
  claims
    .filter(({ during }) => during.start <= at && at < during.end)
    .reduce((sum, one) => sum + one.vector.memoryMiB, 0);

it('CAP-1: nothing is left of a host while it is closed, and everything is as it was beside that', () => {
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 4 }), period, (claims, during) => {
      const seen = withClosures(CAPACITY, claims, [{ during }]);
      for (let at = 0; at < 2 * END; at += 1) {
        const before = takenAt(claims, at);
        const closed = during.start <= at && at < during.end;
        expect(takenAt(seen, at)).toBe(closed ? Math.max(before, CAPACITY.memoryMiB) : before);
      }
    }),
    { numRuns: 200 },
  );
});

it('a host that is not closed is seen as it is', () => {
  const claims = [{ during: { start: 1, end: 2 }, vector: vector(1) }];
  expect(withClosures(CAPACITY, claims, [])).toBe(claims);
});
