import { describe, expect, it } from 'vitest';
import { compareVersions, isWithin, rangeText } from './version.ts';

describe('versions', () => {
  it.each([
    ['8', '11', -1],
    ['8.10', '8.2', 1],
    ['8', '8.0', 0],
    ['1.3', '8', -1],
    ['7.2.24', '7.2.3', 1],
  ])('are compared number by number: %s and %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
    expect(Math.sign(compareVersions(b, a))).toBe(0 - sign);
  });

  it.each([
    ['17', { atLeast: '11' }, true],
    ['11', { atLeast: '11' }, true],
    ['8', { atLeast: '11' }, false],
    ['22', { atLeast: '8', below: '22' }, false],
    ['21.9', { atLeast: '8', below: '22' }, true],
    ['1.3', { below: '1.4' }, true],
    [undefined, { atLeast: '1' }, false],
    [undefined, {}, true],
  ])('%s within %j is %s', (version, range, within) => {
    expect(isWithin(version, range)).toBe(within);
  });

  it.each([
    [{ atLeast: '11' }, '11 and later'],
    [{ atLeast: '8', below: '22' }, '8 to before 22'],
    [{ below: '1.4' }, 'before 1.4'],
    [{}, ''],
  ])('%j is told as "%s"', (range, text) => {
    expect(rangeText(range)).toBe(text);
  });
});
