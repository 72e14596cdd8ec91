import { describe, expect, it } from 'vitest';
import { RANGES, rangeOf, rangesWithin } from './addresses.ts';

describe('private ranges that overlap with blocks of others', () => {
  it.each<[string, string[], number[]]>([
    ['none', [], []],
    ['a range itself', ['10.128.0.0/22'], [0]],
    ['a piece of one', ['10.128.4.128/25'], [1]],
    ['several', ['10.128.0.0/20'], [0, 1, 2, 3]],
    ['one over the border of an octet', ['10.129.0.0/22'], [64]],
    ['the last', ['10.255.252.0/22'], [RANGES - 1]],
    ['a single address', ['10.128.8.1/32'], [2]],
    ['written from its middle', ['10.128.5.7/22'], [1]],
    ['elsewhere', ['172.17.0.0/16', '192.168.0.0/16', '10.0.0.0/9', '11.0.0.0/8'], []],
    ['two that overlap', ['10.128.0.0/22', '10.128.0.0/21'], [0, 1]],
    ['no IPv4', ['fd00::/64', '', 'nonsense/8'], []],
  ])('%s', (_, blocks, numbers) => {
    expect(rangesWithin(blocks)).toEqual(numbers);
  });

  it('each range overlaps with itself alone', () => {
    for (const number of [0, 1, 63, 64, 4095, RANGES - 1])
      expect(rangesWithin([rangeOf(number)])).toEqual([number]);
  });

  it('a block over everything takes all of them', () => {
    expect(rangesWithin(['10.0.0.0/8'])).toHaveLength(RANGES);
  });
});
