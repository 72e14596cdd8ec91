import { describe, expect, it } from 'vitest';
import { START } from '../../test/builders.ts';
import { DAY, MINUTE, SECOND } from '../time/index.ts';
import { LATE_START, MAX_AHEAD, MAX_SLOT, MIN_SLOT, slotProblem } from './index.ts';

describe('which slots can be asked for', () => {
  it.each([
    // start and length in ms from now, problem
    ['an hour from now', 0, 60 * MINUTE, null],
    ['ends before it starts', 0, -MINUTE, 'order'],
    ['ends when it starts', 0, 0, 'order'],
    ['the shortest', 0, MIN_SLOT, null],
    ['a second too short', 0, MIN_SLOT - SECOND, 'too-short'],
    ['the longest', 0, MAX_SLOT, null],
    ['a second too long', 0, MAX_SLOT + SECOND, 'too-long'],
    ['as late as a form may be', -LATE_START, 60 * MINUTE, null],
    ['later than that', -LATE_START - SECOND, 60 * MINUTE, 'past'],
    ['long past and over', -DAY, 60 * MINUTE, 'past'],
    ['as far ahead as can be', MAX_AHEAD, 60 * MINUTE, null],
    ['farther ahead', MAX_AHEAD + SECOND, 60 * MINUTE, 'too-far'],
    ['no number', Number.NaN, 60 * MINUTE, 'order'],
  ] as const)('%s', (_, from, length, problem) => {
    const start = START + from;
    expect(slotProblem({ start, end: start + length }, START)).toBe(problem);
  });
});
