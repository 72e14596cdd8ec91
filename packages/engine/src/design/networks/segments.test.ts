import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design } from '../../../test/builders.ts';
import {
  addressPlan,
  copyKey,
  lapsed,
  MEMBERS_PER_RANGE,
  RANGES,
  rangeOf,
  rangesWithin,
  segments,
} from '../index.ts';

const names = (model: Parameters<typeof segments>[0]) =>
  segments(model).map(({ at, parts, gateway, members }) => ({
    at: copyKey(at),
    parts: parts.map(copyKey),
    gateway: gateway && copyKey(gateway),
    members: members.map(copyKey),
  }));

describe('segments: what shares a network', () => {
  it('a switch and what is plugged into it, by itself', () => {
    const { model } = design().part('n', 'switch-64').part('m', 'server-x86-64', { count: 2 }).join('m', 'n');
    expect(names(model)).toEqual([
      { at: 'c-n 0', parts: ['c-n 0'], gateway: null, members: ['c-m 0', 'c-m 1'] },
    ]);
  });

  it('a gateway at the switch leads out of it', () => {
    const { model } = design().part('n', 'switch-64').part('g', 'internet-gateway').join('g', 'n');
    expect(names(model)).toEqual([{ at: 'c-n 0', parts: ['c-g 0', 'c-n 0'], gateway: 'c-g 0', members: [] }]);
  });

  it('switches that are joined are one network, others are not', () => {
    const { model } = design()
      .part('a', 'switch-64')
      .part('b', 'switch-64')
      .part('c', 'switch-64')
      .part('m', 'server-x86-64')
      .part('d', 'disk-array')
      .join('a', 'b')
      .join('m', 'a')
      .join('m', 'c')
      .join('d', 'b');
    expect(names(model)).toEqual([
      { at: 'c-a 0', parts: ['c-a 0', 'c-b 0'], gateway: null, members: ['c-m 0', 'c-d 0'] },
      { at: 'c-c 0', parts: ['c-c 0'], gateway: null, members: ['c-m 0'] },
    ]);
  });

  it('a machine that is plugged into a gateway is on a network with it alone', () => {
    const { model } = design().part('g', 'internet-gateway').part('m', 'server-x86-64').join('m', 'g');
    expect(names(model)).toEqual([{ at: 'c-g 0', parts: ['c-g 0'], gateway: 'c-g 0', members: ['c-m 0'] }]);
  });
});

describe('addresses: given once, kept for life', () => {
  it.each([
    [0, '10.128.0.0/22'],
    [1, '10.128.4.0/22'],
    [63, '10.128.252.0/22'],
    [64, '10.129.0.0/22'],
    [RANGES - 1, '10.255.252.0/22'],
  ])('range %d is %s', (number, range) => {
    expect(rangeOf(number)).toBe(range);
  });

  const many = (count: number) =>
    design().part('n', 'switch-64').part('m', 'server-x86-64', { count }).join('m', 'n').model;
  const given = (count: number, known: Parameters<typeof addressPlan>[2] = []) =>
    addressPlan(segments(many(count)), new Map([['c-n 0', 5]]), known);

  it('each member gets the next one of its range', () => {
    expect(given(2)).toEqual([
      { component: 'c-m', idx: 0, network: 'c-n 0', address: '10.128.20.10' },
      { component: 'c-m', idx: 1, network: 'c-n 0', address: '10.128.20.11' },
    ]);
  });

  it('who has one keeps it, and nobody else gets it, even when its owner is no longer drawn', () => {
    const known = [{ component: 'c-gone', idx: 0, network: 'c-n 0', address: '10.128.20.10' }];
    expect(given(1, known)).toEqual([
      { component: 'c-m', idx: 0, network: 'c-n 0', address: '10.128.20.11' },
    ]);
    expect(given(3, given(2))).toEqual([
      { component: 'c-m', idx: 2, network: 'c-n 0', address: '10.128.20.12' },
    ]);
  });

  it('all addresses of a full range differ and lie in it', () => {
    const all = given(MEMBERS_PER_RANGE).map(({ address }) => address);
    expect(new Set(all).size).toBe(MEMBERS_PER_RANGE);
    expect(all.every((address) => /^10\.128\.2[0-3]\.\d+$/.test(address))).toBe(true);
    expect(all).not.toContain('10.128.23.255');
  });

  it('nobody is given an address outside of a full range', () => {
    const known = given(MEMBERS_PER_RANGE - 1).map((row) => ({ ...row, component: 'c-gone' }));
    expect(given(3, known)).toEqual([
      { component: 'c-m', idx: 0, network: 'c-n 0', address: '10.128.23.253' },
    ]);
  });

  it.each([
    ['are left as long as there is room', 1, 0],
    ['may go to others where there is not, as many as are short', 3, 2],
  ])('those of what is no longer drawn %s', (_, drawn, lapse) => {
    const known = given(MEMBERS_PER_RANGE - 1).map((row) => ({ ...row, component: 'c-gone' }));
    const own = given(1, known);
    const gone = lapsed(segments(many(drawn)), [...known, ...own]);
    expect(gone).toHaveLength(lapse);
    expect(gone).not.toContain(own[0]);
  });

  it('growing a drawing never changes an address', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 }), (sizes) => {
        let known: ReturnType<typeof given> = [];
        for (const size of sizes) known = [...known, ...(size === 0 ? [] : given(size, known))];
        expect(new Set(known.map(({ address }) => address)).size).toBe(known.length);
        expect(new Set(known.map(copyKey)).size).toBe(known.length);
      }),
      { seed: 301, numRuns: 50 },
    );
  });
});

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
