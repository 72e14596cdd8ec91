import { expect, test } from 'vitest';
import { paths } from '../../../paths.ts';
import { stepsOf } from './first-steps.tsx';

const nothing = {
  designs: [],
  reservations: [],
  environments: [],
  usage: { spentMicros: 0, period: '2026-11', periods: ['2026-11'] },
};
const done = (facts: Partial<Parameters<typeof stepsOf>[0]>) =>
  stepsOf({ ...nothing, ...facts }).map((step) => step.done);

test('nothing is ticked off before it is there', () => {
  expect(done({})).toEqual([false, false, false, false]);
  expect(
    done({ environments: [{ state: 'scheduled' }, { state: 'cancelled' }, { state: 'attention' }] }),
  ).toEqual([false, false, false, false]);
});

test('a design, a slot, what has run, and a charge of this month or an earlier one are', () => {
  expect(done({ designs: [{ id: 'd' }] })).toEqual([true, false, false, false]);
  expect(done({ reservations: [{ slotId: 's' }] })).toEqual([false, true, false, false]);
  expect(done({ environments: [{ state: 'ended' }] })).toEqual([false, false, true, false]);
  expect(done({ usage: { ...nothing.usage, spentMicros: 1 } })).toEqual([false, false, false, true]);
  expect(done({ usage: { ...nothing.usage, periods: ['2026-10'] } })).toEqual([false, false, false, true]);
});

test('what is to be booked is the newest design', () => {
  const [, book] = stepsOf({ ...nothing, designs: [{ id: 'newest' }, { id: 'older' }] });
  expect(book?.to).toBe(paths.book('newest'));
  expect(stepsOf(nothing)[1]?.to).toBeNull();
});
