import { centre, overlaps, type Rect } from './geometry.ts';
import type { PlacedGroup } from './groups.ts';
import type { Layout } from './layout.ts';
import { Space } from './space.ts';

const frames = new WeakMap<Layout, Space>();

function framesOf(layout: Layout): Space {
  const known = frames.get(layout);
  if (known) return known;
  const open = [...layout.groups.values()].filter(({ group }) => !group.collapsed);
  const space = new Space(open.map(({ id, rect }) => [id, rect] as const));
  frames.set(layout, space);
  return space;
}

/** The open group whose frame the middle of a rectangle lies in: the smallest, where frames lie over each other. */
export function groupUnder(
  layout: Layout,
  rect: Rect,
  among: (group: PlacedGroup) => boolean = () => true,
): PlacedGroup | null {
  const area = ({ rect: { width, height } }: PlacedGroup) => width * height;
  const under = framesOf(layout)
    .at(centre(rect))
    .flatMap((id) => layout.groups.get(id) ?? [])
    .filter(among)
    .sort((a, b) => area(a) - area(b) || (a.id < b.id ? -1 : 1));
  return under[0] ?? null;
}

/**
 * What moved parts join and leave, by the frames as they were before the move: a part joins the open group that its
 * middle comes to lie in, and leaves its own (null) once it touches the frame no longer; short of that the frame grows with
 * it. A group that moves as a whole stays what it is. Parts that change nothing are left out.
 */
export function regrouped(
  layout: Layout,
  ids: ReadonlySet<string>,
  dx: number,
  dy: number,
): ReadonlyMap<string, string | null> {
  const changes = new Map<string, string | null>();
  if (layout.groups.size === 0) return changes;
  const whole = new Set(
    [...layout.groups.values()]
      .filter(({ members }) => members.every((id) => ids.has(id)))
      .map(({ id }) => id),
  );
  for (const id of ids) {
    const placed = layout.get(id);
    const own = placed?.part.component.group ?? null;
    if (!placed || (own !== null && whole.has(own))) continue;
    const at = { ...placed.rect, x: placed.rect.x + dx, y: placed.rect.y + dy };
    const over = groupUnder(layout, at, (group) => !whole.has(group.id))?.id ?? null;
    const frame = own === null ? undefined : layout.groups.get(own)?.rect;
    if (over !== null && over !== own) changes.set(id, over);
    else if (over === null && frame && !overlaps(at, frame)) changes.set(id, null);
  }
  return changes;
}
