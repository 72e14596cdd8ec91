import type { ComponentType } from '@patchbay/catalog';
import { allHosted, type Component, type DesignModel, type Part } from '@patchbay/engine/design';
import { widenBars } from './bars.ts';
import { inReadingOrder, type Rect, type Size } from './geometry.ts';
import { placeGroups, type PlacedGroup } from './groups.ts';
import { Space } from './space.ts';
import { textWidth } from './text-width.ts';
import { unknownType } from './unknown-type.ts';

/** Measurements of the drawing, in pixels at 100 %. The style sheet uses the same numbers. */
export const CARD_WIDTH = 224;
export const CARD_MIN_HEIGHT = 130;
export const SMALL_HEIGHT = 56;
export const BAR_HEIGHT = 36;
export const BAR_MIN_WIDTH = 376;
const HEAD = 52;
const BAND_HEAD = 28;
const BAND_FOOT = 6;
const ROW = 28;
const ROW_GAP = 4;
const MARGIN = 8;
const BORDERS = 2;
/** Room for chips inside a band: card without borders, band margins 11 + 8, band padding 9 + 6. */
const CHIP_ROOM = CARD_WIDTH - BORDERS - 19 - 15;
/** Chip without its text: padding 8 + 7, borders 2, icon 12, gap 5. */
const CHIP_FRAME = 34;

/** `machine`: container card. `bar`: a network that others join. `small`: everything else that stands by itself. */
export type Shape = 'machine' | 'bar' | 'small';

/** One OS inside a machine with the rows of software in it. */
export interface Band {
  readonly part: Part;
  readonly rows: readonly (readonly Part[])[];
}

/** A part that stands on the canvas by itself, with what is drawn inside it. */
export interface Placed {
  readonly id: string;
  readonly part: Part;
  readonly known: boolean;
  readonly shape: Shape;
  readonly rect: Rect;
  readonly bands: readonly Band[];
  /** Rows of hosted parts that stand in no OS band. */
  readonly loose: readonly (readonly Part[])[];
}

/** What is drawn by its id: every part that stands by itself and is in no collapsed group, and every group. */
export interface Layout extends ReadonlyMap<string, Placed> {
  readonly groups: ReadonlyMap<string, PlacedGroup>;
}

export function shapeOf(type: ComponentType): Shape {
  // What has a processor but takes no system, such as a firewall, is drawn as what it is in the network.
  if (type.layer === 'machine' && type.capabilities.length > 0) return 'machine';
  return type.layer === 'network' &&
    type.ports.some(({ role, capacity }) => role === 'network' && capacity > 1)
    ? 'bar'
    : 'small';
}

/** Places every part that stands by itself. Pure: sizes follow from the document alone, nothing is measured. */
export function layoutDesign(model: DesignModel): Layout {
  const placed = new Map<string, Placed>();
  for (const part of model.parts)
    if (standsAlone(model, part)) placed.set(part.component.id, placeOnce(model, part));
  for (const component of model.unknown)
    placed.set(component.id, { ...place(model, { component, type: unknownType(component) }), known: false });
  const collapsed = placeGroups(model, placed, true);
  for (const { members } of collapsed) for (const id of members) placed.delete(id);
  widenBars(model, placed, collapsed, placeGroups(model, placed, false));
  return layoutOf(placed, [...collapsed, ...placeGroups(model, placed, false)]);
}

export function layoutOf(placed: Map<string, Placed>, groups: Iterable<PlacedGroup>): Layout {
  return Object.assign(placed, { groups: new Map(Array.from(groups, (group) => [group.id, group])) });
}

const spaces = new WeakMap<Layout, Space>();

/** Where the parts and the cards of collapsed groups lie. */
export function spaceOf(layout: Layout): Space {
  const known = spaces.get(layout);
  if (known) return known;
  const space = new Space(solids(layout));
  spaces.set(layout, space);
  return space;
}

/** Tells where things lie in a layout in which a few have moved, without looking at all the others. */
export function moveSpace(from: Layout, to: Layout, moved: ReadonlyMap<string, Rect>): void {
  spaces.set(to, spaceOf(from).moved(moved));
}

/** Everything that must not be covered: parts, and the cards of collapsed groups. */
export function* solids(layout: Layout): Generator<readonly [string, Rect]> {
  for (const { id, rect } of layout.values()) yield [id, rect];
  for (const { id, rect, group } of layout.groups.values()) if (group.collapsed) yield [id, rect];
}

/** Their ids, in the order in which they are read out. */
export function inReading(layout: Layout): string[] {
  return [...solids(layout)].sort(([, a], [, b]) => inReadingOrder(a, b)).map(([id]) => id);
}

export function standsAlone(model: DesignModel, { component, type }: Part): boolean {
  return type.hostedOn === null || component.host === null || !model.byId.has(component.host);
}

/** The part on the canvas that a part is drawn in: itself, or its outermost host. */
export function rootOf(model: DesignModel, id: string): string {
  let part = model.byId.get(id);
  while (part && !standsAlone(model, part)) part = model.byId.get(part.component.host ?? '');
  return part?.component.id ?? id;
}

/** What was placed for a component, for as long as it and all that it hosts are the very same records. */
const placings = new WeakMap<Component, { readonly inside: readonly Part[]; readonly placed: Placed }>();

function placeOnce(model: DesignModel, part: Part): Placed {
  const inside = allHosted(model, part);
  const known = placings.get(part.component);
  if (known?.placed.part.type === part.type && sameParts(known.inside, inside)) return known.placed;
  const placed = place(model, part);
  placings.set(part.component, { inside, placed });
  return placed;
}

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ component, type }, at) => component === b[at]?.component && type === b[at].type)
  );
}

function place(model: DesignModel, part: Part): Placed {
  const shape = shapeOf(part.type);
  const { id, x, y } = part.component;
  const hosted = (model.hosted.get(id) ?? []).filter((child) => !standsAlone(model, child));
  const inBands = shape === 'machine' ? hosted.filter(({ type }) => type.layer === 'os') : [];
  const bands = inBands.map((os) => ({ part: os, rows: chipRows(insideOf(model, os)) }));
  const free = hosted.filter((child) => !inBands.includes(child));
  const loose = chipRows(free.flatMap((child) => [child, ...insideOf(model, child)]));
  const size = sizeOf(shape, bands, loose);
  return { id, part, known: true, shape, rect: { x, y, ...size }, bands, loose };
}

function insideOf(model: DesignModel, part: Part): Part[] {
  return allHosted(model, part).filter((child) => !standsAlone(model, child));
}

function sizeOf(shape: Shape, bands: readonly Band[], loose: Placed['loose']): Size {
  if (shape === 'bar') return { width: BAR_MIN_WIDTH, height: BAR_HEIGHT };
  if (shape === 'small')
    return {
      width: CARD_WIDTH,
      height: SMALL_HEIGHT + (loose.length > 0 ? loose.length * ROW + MARGIN - ROW_GAP : 0),
    };
  const banded = bands.reduce((sum, { rows }) => sum + MARGIN + bandHeight(rows.length), 0);
  const free = loose.length > 0 ? MARGIN + loose.length * ROW - ROW_GAP : 0;
  return { width: CARD_WIDTH, height: Math.max(CARD_MIN_HEIGHT, BORDERS + HEAD + banded + free + MARGIN) };
}

function bandHeight(rows: number): number {
  return BAND_HEAD + (rows === 0 ? 0 : rows * ROW - ROW_GAP + BAND_FOOT);
}

/** Breaks chips into rows by the estimated width of their names. */
export function chipRows(parts: readonly Part[]): Part[][] {
  const rows: Part[][] = [];
  let left = 0;
  for (const part of parts) {
    const width = Math.min(CHIP_ROOM, CHIP_FRAME + textWidth(chipText(part)));
    const row = rows.at(-1);
    if (row && width <= left) {
      row.push(part);
      left -= width + ROW_GAP;
    } else {
      rows.push([part]);
      left = CHIP_ROOM - width - ROW_GAP;
    }
  }
  return rows;
}

export function chipText({ component }: Part): string {
  return component.count > 1 ? `${component.name} ×${component.count}` : component.name;
}
