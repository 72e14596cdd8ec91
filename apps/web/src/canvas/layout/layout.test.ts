import { describe, expect, it } from 'vitest';
import { join, model, part } from '../test/designs.ts';
import {
  BAR_MIN_WIDTH,
  CARD_MIN_HEIGHT,
  CARD_WIDTH,
  chipRows,
  layoutDesign,
  rootOf,
  SMALL_HEIGHT,
} from './layout.ts';

const machine = part('c-m', 'server-x86-64', { x: 16, y: 24 });
const os = part('c-os', 'debian-12', { host: 'c-m' });
const software = (n: number) => part(`c-s${n}`, 'apache-2-4', { host: 'c-os' });

describe('layout', () => {
  it('gives a machine its least height with or without one row of software', () => {
    for (const parts of [[machine], [machine, os], [machine, os, software(1)]])
      expect(layoutDesign(model(parts)).get('c-m')?.rect).toEqual({
        x: 16,
        y: 24,
        width: CARD_WIDTH,
        height: CARD_MIN_HEIGHT,
      });
  });

  it('grows by a row for what does not fit beside', () => {
    const placed = layoutDesign(model([machine, os, software(1), software(2), software(3)])).get('c-m');
    expect(placed?.bands[0]?.rows.map((row) => row.length)).toEqual([1, 1, 1]);
    expect(placed?.rect.height).toBe(184);
  });

  it('draws what is hosted inside its root and nowhere else', () => {
    const read = model([machine, os, software(1)]);
    expect([...layoutDesign(read).keys()]).toEqual(['c-m']);
    expect(rootOf(read, 'c-s1')).toBe('c-m');
  });

  it('stands a part by itself when its host is not there or cannot host it', () => {
    const read = model([
      part('c-a', 'debian-12'),
      part('c-b', 'server-x86-64', { host: 'c-a' }),
      part('c-c', 'debian-12', { host: 'c-gone' }),
    ]);
    expect([...layoutDesign(read).keys()].sort()).toEqual(['c-a', 'c-b', 'c-c']);
  });

  it('shows a part of an unknown type as a small card', () => {
    const placed = layoutDesign(model([part('c-x', 'no-such-type')])).get('c-x');
    expect(placed?.known).toBe(false);
    expect(placed?.rect.height).toBe(SMALL_HEIGHT);
  });

  it('shows software that stands directly on a machine as loose rows', () => {
    const placed = layoutDesign(model([machine, part('c-s', 'apache-2-4', { host: 'c-m' })])).get('c-m');
    expect(placed?.bands).toEqual([]);
    expect(placed?.loose.flat().map(({ component }) => component.id)).toEqual(['c-s']);
  });
});

describe('network bar', () => {
  const bar = part('c-n', 'switch-64', { x: 0, y: 0 });
  const far = part('c-f', 'server-x86-64', { x: 600, y: 100 });

  it('has a least width alone', () => {
    expect(layoutDesign(model([bar])).get('c-n')?.rect.width).toBe(BAR_MIN_WIDTH);
  });

  it('reaches over what it joins', () => {
    const joined = model([bar, far], [join('l-1', 'c-n', 'port', 'c-f', 'eth')]);
    expect(layoutDesign(joined).get('c-n')?.rect).toMatchObject({ x: 0, width: 600 + CARD_WIDTH });
  });

  it('stops before a part that stands in its way', () => {
    const wall = part('c-w', 'server-x86-64', { x: 400, y: -20 });
    const joined = model([bar, far, wall], [join('l-1', 'c-n', 'port', 'c-f', 'eth')]);
    const rect = layoutDesign(joined).get('c-n')?.rect;
    expect(rect?.width).toBeLessThanOrEqual(400);
  });
});

it('puts chips into rows by their width', () => {
  const parts = ['apache-2-4', 'squid-4', 'navigator-4'].map((type, n) => ({
    component: part(`c-${n}`, type),
    type: model([]).types.get(type)!,
  }));
  expect(chipRows(parts).map((row) => row.map(({ component }) => component.type))).toEqual([
    ['apache-2-4', 'squid-4'],
    ['navigator-4'],
  ]);
});
