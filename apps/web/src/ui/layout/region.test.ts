import { afterEach, expect, test, vi } from 'vitest';
import { regionBeside } from './region.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function page(): void {
  const outside = document.createElement('button');
  outside.id = 'outside';
  const regions = ['list', 'hidden', 'drawing', 'activity'].map((id) => {
    const region = document.createElement('section');
    Object.assign(region, { id, tabIndex: -1 }).setAttribute('data-region', '');
    return region;
  });
  const inside = document.createElement('button');
  inside.id = 'in-list';
  regions[0]?.append(inside);
  document.body.append(outside, ...regions);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockImplementation(function (this: HTMLElement) {
    return (this.id === 'hidden' ? [] : [{}]) as unknown as DOMRectList;
  });
}

test.each([
  ['outside', 1, 'list'],
  ['outside', -1, 'activity'],
  ['in-list', 1, 'drawing'],
  ['drawing', -1, 'list'],
  ['activity', 1, 'list'],
  ['list', -1, 'activity'],
] as const)('from %s, by %i, it goes to %s', (from, step, to) => {
  page();
  document.getElementById(from)?.focus();
  expect(regionBeside(step)?.id).toBe(to);
});

test('a page without regions has nowhere to go', () => {
  expect(regionBeside(1)).toBeUndefined();
});
