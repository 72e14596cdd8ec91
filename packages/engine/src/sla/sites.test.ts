import { expect, it } from 'vitest';
import { admitsSite } from './index.ts';

it.each([
  // paid for, chosen, the other site's, admitted
  [2, false, 3, true],
  [2, false, 2, true],
  [3, false, 2, false],
  [2, true, 3, false],
] as const)('SLA-1: of grade %i, chosen %s, to grade %i: %s', (grade, isChosen, other, admitted) => {
  expect(admitsSite({ grade, isChosen }, { grade: other })).toBe(admitted);
});
