import { describe, expect, it } from 'vitest';
import { windowOf } from './visible.ts';

const view = (x: number, y: number, zoom: number) =>
  windowOf({ transform: [x, y, zoom], width: 1440, height: 900 });

describe('the window on a drawing', () => {
  it.each([
    [0, 0, 1],
    [-3000, 517, 0.73],
    [12, -40, 0.04],
    [900, 900, 2],
  ])('covers all that is in view (%i, %i at %f)', (x, y, zoom) => {
    const [left, top, width, height] = view(x, y, zoom);
    expect(left).toBeLessThanOrEqual(-x / zoom);
    expect(top).toBeLessThanOrEqual(-y / zoom);
    expect(left + width).toBeGreaterThanOrEqual((1440 - x) / zoom);
    expect(top + height).toBeGreaterThanOrEqual((900 - y) / zoom);
  });

  it('stays the same while a pan stays within its cells', () => {
    expect(view(-10, -10, 1)).toEqual(view(-60, -90, 1));
    expect(view(-10, -10, 1)).not.toEqual(view(-300, -10, 1));
  });
});
