import { FAMILIES } from '@patchbay/catalog';
import type { Level } from '@patchbay/engine/constraints';
import type { GlyphState } from '../../ui/status/state-glyph.tsx';
import { overlaps, type Rect } from '../layout/geometry.ts';
import { spaceOf, type Layout, type Placed } from '../layout/layout.ts';
import { glyphOf } from '../marks/state-glyphs.ts';
import { isChosen, type Line } from '../routing/route.ts';
import { linesIn } from '../routing/seen.ts';

/** What is painted: the drawing without what is on the move. */
export interface Content {
  readonly layout: Layout;
  readonly lines: readonly Line[];
  /** On the move: drawn elsewhere, as elements. */
  readonly lifted: ReadonlySet<string>;
  readonly selection: ReadonlySet<string>;
  readonly faulty: ReadonlySet<string>;
  readonly levels: ReadonlyMap<string, Level>;
  readonly status: ((componentId: string) => string | undefined) | null;
}

/** Where it is painted: a window of the drawing, `scale` device pixels to a pixel at 100 %. */
export interface Paper {
  readonly window: Rect;
  readonly scale: number;
  readonly zoom: number;
  /** A colour of the theme by its name, such as `surface`. */
  readonly colour: (name: string) => string;
}

type Pen = CanvasRenderingContext2D;

/** The strokes of a card, in pixels on the screen. */
const EDGE = 3;
/** Cards lower than this on the screen are painted flat. */
const FLAT = 10;

/** Paints everything in a window. Rectangles are snapped to device pixels and painted by colour, which is what makes it quick. */
export function paint(pen: Pen, content: Content, paper: Paper): void {
  const { layout, lifted } = content;
  const box = boxIn(paper);
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  paintFrames(pen, content, paper);
  paintLines(pen, content, paper);
  const found = spaceOf(layout).over(paper.window);
  const parts = found.flatMap(({ id }) => (lifted.has(id) ? [] : (layout.get(id) ?? [])));
  const cards = found.flatMap(({ id }) => (lifted.has(id) ? [] : (layout.groups.get(id) ?? [])));
  const boxes = parts.map((placed) => ({ placed, at: box(placed.rect) }));
  paintCards(pen, [...cards.map(({ rect }) => box(rect)), ...boxes.map(({ at }) => at)], paper);
  paintFamilies(pen, boxes, paper);
  paintNames(
    pen,
    [
      ...boxes.map(({ placed, at }) => ({ name: placed.part.component.name, at })),
      ...cards.map(({ group, rect }) => ({ name: group.name, at: box(rect) })),
    ],
    paper,
  );
  paintMarks(pen, boxes, content, paper);
}

/** Left, top, width, height in whole device pixels. */
type Box = readonly [number, number, number, number];

function boxIn({ window, scale }: Paper): (rect: Rect) => Box {
  return ({ x, y, width, height }) => {
    const [left, top] = [Math.round((x - window.x) * scale), Math.round((y - window.y) * scale)];
    const across = Math.round((x + width - window.x) * scale) - left;
    const down = Math.round((y + height - window.y) * scale) - top;
    return [left, top, Math.max(1, across), Math.max(1, down)];
  };
}

const density = ({ scale, zoom }: Paper) => scale / zoom;

function paintCards(pen: Pen, boxes: readonly Box[], paper: Paper): void {
  const rim = Math.max(1, Math.round(density(paper)));
  // A rim in the colour of the border is lost among hundreds of cards.
  pen.fillStyle = paper.colour('text-2');
  pen.globalAlpha = 0.45;
  for (const [x, y, width, height] of boxes) pen.fillRect(x, y, width, height);
  pen.globalAlpha = 1;
  pen.fillStyle = paper.colour('surface');
  for (const [x, y, width, height] of boxes)
    if (width > 3 * rim && height > 3 * rim)
      pen.fillRect(x + rim, y + rim, width - 2 * rim, height - 2 * rim);
}

interface Boxed {
  readonly placed: Placed;
  readonly at: Box;
}

/** Family is an edge, as on a card; a bar has its tint, and so has what is too small to have an edge. */
function paintFamilies(pen: Pen, boxes: readonly Boxed[], paper: Paper): void {
  const edge = Math.max(2, Math.round(EDGE * paper.scale));
  const isFlat = ({ at }: Boxed) => at[3] < FLAT * density(paper);
  const isBar = ({ placed }: Boxed) => placed.shape === 'bar';
  for (const family of FAMILIES) {
    const own = boxes.filter(({ placed }) => placed.part.type.family === family);
    const flat = own.filter(isFlat);
    pen.fillStyle = paper.colour(`fam-${family}`);
    for (const { at } of own.filter((one) => !isFlat(one))) pen.fillRect(at[0], at[1], edge, at[3]);
    pen.globalAlpha = 0.7;
    for (const { at } of flat.filter(isBar)) pen.fillRect(...at);
    pen.globalAlpha = 0.5;
    for (const { at } of flat.filter((one) => !isBar(one))) pen.fillRect(...at);
    pen.globalAlpha = 1;
  }
}

const TEXT = 12;
const TEXT_ROOM = 18;

/** Names at a size that can be read, where they fit. */
function paintNames(pen: Pen, named: readonly { name: string; at: Box }[], paper: Paper): void {
  const size = TEXT * density(paper);
  pen.font = `600 ${size}px Inter, system-ui, sans-serif`;
  pen.textBaseline = 'middle';
  pen.fillStyle = paper.colour('text');
  for (const { name, at } of named) {
    const [x, y, width, height] = at;
    const room = width - TEXT_ROOM * density(paper);
    // Half the size is less than any text of so many letters can be: most are ruled out without being measured.
    if (height < 1.2 * size || name.length * size * 0.4 > room || pen.measureText(name).width > room)
      continue;
    pen.fillText(name, x + (TEXT_ROOM / 2 + 2) * density(paper), y + height / 2);
  }
}

const RINGS: Partial<Record<GlyphState, string>> = { failed: 'danger', working: 'info' };

/** What is wrong, in the corner of its part, and the ring of what is selected, lost or on its way. */
function paintMarks(pen: Pen, boxes: readonly Boxed[], content: Content, paper: Paper): void {
  const size = Math.max(7, Math.min(20, 20 * paper.zoom)) * density(paper);
  for (const { placed, at } of boxes) {
    const state = content.status?.(placed.id);
    const ring = content.selection.has(placed.id) ? 'accent' : state && RINGS[glyphOf(state)];
    if (ring) paintRing(pen, at, paper.colour(ring), paper);
    const level = content.levels.get(placed.id);
    if (level === 'blocker' || level === 'step') paintMark(pen, level, at, size, paper);
  }
}

function paintRing(pen: Pen, [x, y, width, height]: Box, colour: string, paper: Paper): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2 * density(paper);
  const out = pen.lineWidth;
  pen.strokeRect(x - out, y - out, width + 2 * out, height + 2 * out);
}

/** An octagon blocks, a triangle needs a step: the shapes of the marks on a card. */
function paintMark(
  pen: Pen,
  level: 'blocker' | 'step',
  [x, y, width]: Box,
  size: number,
  { colour }: Paper,
): void {
  const [middle, half] = [x + width, size / 2];
  const corners =
    level === 'blocker'
      ? [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5].map((n) => (n * Math.PI) / 4)
      : [-0.5, 1 / 6, 5 / 6].map((n) => n * Math.PI);
  pen.beginPath();
  for (const angle of corners) pen.lineTo(middle + half * Math.cos(angle), y + half * Math.sin(angle));
  pen.closePath();
  pen.fillStyle = colour(level === 'blocker' ? 'danger' : 'warn');
  pen.strokeStyle = colour('surface');
  pen.lineWidth = 1;
  pen.fill();
  pen.stroke();
}

function paintLines(pen: Pen, content: Content, paper: Paper): void {
  const { lines, lifted, selection, faulty } = content;
  const seen = linesIn(lines, paper.window).filter((line) => !lifted.has(line.a) && !lifted.has(line.b));
  const chosen = (line: Line) => isChosen(line, selection);
  const wrong = ({ of }: Line) => of.some((id) => faulty.has(id));
  const width = Math.max(0.75, Math.min(1.5, 3 * paper.zoom)) * density(paper);
  pen.globalAlpha = 0.72;
  strokeLines(pen, seen, paper, { colour: 'text-2', width });
  pen.globalAlpha = 1;
  strokeLines(pen, seen.filter(wrong), paper, { colour: 'danger', width: 1.5 * density(paper) });
  strokeLines(pen, seen.filter(chosen), paper, { colour: 'accent', width: 2 * density(paper) });
}

function strokeLines(
  pen: Pen,
  lines: readonly Line[],
  { window, scale, colour }: Paper,
  look: { readonly colour: string; readonly width: number },
): void {
  if (lines.length === 0) return;
  pen.strokeStyle = colour(look.colour);
  pen.lineWidth = look.width;
  pen.beginPath();
  for (const { points } of lines)
    for (const [n, { x, y }] of points.entries()) {
      const [left, top] = [
        Math.round((x - window.x) * scale) + 0.5,
        Math.round((y - window.y) * scale) + 0.5,
      ];
      if (n === 0) pen.moveTo(left, top);
      else pen.lineTo(left, top);
    }
  pen.stroke();
}

const DASH = [4, 3];

function paintFrames(pen: Pen, { layout, lifted }: Content, paper: Paper): void {
  const box = boxIn(paper);
  pen.strokeStyle = paper.colour('text-2');
  pen.lineWidth = density(paper);
  for (const { id, group, rect } of layout.groups.values()) {
    if (lifted.has(id) || !overlaps(rect, paper.window)) continue;
    const [x, y, width, height] = box(rect);
    const lift = 4 * paper.scale;
    pen.setLineDash(group.collapsed ? [] : DASH.map((length) => length * density(paper)));
    pen.strokeRect(x + (group.collapsed ? lift : 0), y - (group.collapsed ? lift : 0), width, height);
  }
  pen.setLineDash([]);
}
