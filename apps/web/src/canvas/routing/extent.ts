import { around, type Rect } from '../layout/geometry.ts';
import type { Layout } from '../layout/layout.ts';
import { pill } from './labels.ts';
import { boxOf, type Line } from './route.ts';

const extents = new WeakMap<readonly Line[], { readonly layout: Layout; readonly extent: Rect }>();

/** The smallest rectangle around everything that is drawn: parts, groups, and connections with their labels. */
export function extentOf({
  layout,
  lines,
}: {
  readonly layout: Layout;
  readonly lines: readonly Line[];
}): Rect {
  const known = extents.get(lines);
  if (known?.layout === layout) return known.extent;
  const solid = [...layout.values(), ...layout.groups.values()].map(({ rect }) => rect);
  const drawn = lines.flatMap(({ points, label, labelAt, roomy }) => [
    boxOf(points),
    ...(label === '' || !roomy ? [] : [pill(label, labelAt)]),
  ]);
  const extent = around([...solid, ...drawn]);
  extents.set(lines, { layout, extent });
  return extent;
}
