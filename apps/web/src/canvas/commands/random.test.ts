// @vitest-environment happy-dom
import { canonicalDesign, parseDesign } from '@patchbay/engine/design';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { abstractionTypes } from '../store/catalog-types.ts';
import { analysisOf, newId, openDesigner, perform, type Designer } from '../store/designer.ts';
import { selectAll } from '../store/session-store.ts';
import { overlaps } from '../layout/geometry.ts';
import { book, catalog, randomDesign, seeded } from '../test/designs.ts';
import { addNew, appendNew } from './adding.ts';
import { duplicateSelection, pasteText, textOf } from './clipboard.ts';
import type { CommandId } from './table/command.ts';
import { reasonOf, runCommand } from './table/commands.ts';
import { connectAll, moveAllInto } from './gestures.ts';
import { situationOf } from './table/situation.ts';

const TYPES = [...catalog.types, ...abstractionTypes(catalog)];
/** Commands that do what they do at once; those that ask first are done below as their dialogs do them. */
const AT_ONCE: readonly CommandId[] = [
  'detach',
  'separate',
  'take-apart',
  'duplicate',
  'remove',
  'remove-and-join',
  'group',
  'ungroup',
  'collapse',
  'group-subnet',
  'align-left',
  'align-middle',
  'distribute-across',
  'quick-fix',
  'undo',
  'redo',
];

/** One gesture of somebody who presses anything. */
function gesture(designer: Designer, random: () => number): void {
  const { document } = designer.store.getState();
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const ids = [
    ...Object.keys(document.components),
    ...Object.keys(document.connections),
    ...Object.keys(document.groups),
  ];
  const chosen = ids.filter(() => random() < 2 / (ids.length + 1));
  selectAll(designer.session, chosen);
  const parts = chosen.filter((id) => id.startsWith('c-'));
  const type = one(TYPES)?.id ?? '';
  const other = one(Object.keys(document.components)) ?? '';
  const ways = [
    () => addNew(designer, type, { x: random() * 800, y: random() * 800 }),
    () => appendNew(designer, parts, type, { x: 0, y: 0 }),
    () => {
      const join = connectAll(document, catalog, parts, other, newId);
      if (join) perform(designer, join);
    },
    () => perform(designer, moveAllInto(analysisOf(designer).model, parts, other)),
    () => duplicateSelection(designer, situationOf(designer), 1 + Math.floor(random() * 3)),
    () =>
      pasteText(designer, textOf(designer, situationOf(designer)) ?? '', {
        keepOutside: random() < 0.5,
        at: null,
      }),
    ...AT_ONCE.map((command) => () => {
      if (reasonOf(designer, command, situationOf(designer)) === null) runCommand(designer, command);
    }),
  ];
  one(ways)?.();
}

/** Ids come from the seed as well, so that a failure can be had again. */
function seed(number: number): () => number {
  const random = seeded(number);
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
    if (bytes instanceof Uint8Array) bytes.forEach((_, n) => (bytes[n] = Math.floor(random() * 256)));
    return bytes;
  });
  return random;
}
afterEach(() => vi.restoreAllMocks());

const SEEDS = [1, 2, 3, 9, 15];
const STEPS = 30;

describe('any gestures one after another', () => {
  it.each(SEEDS)('keep the design valid, and undo to the first and redo to the last (seed %i)', (number) => {
    const random = seed(number);
    const start = randomDesign(number, 8);
    const designer = openDesigner(start, catalog, book);
    for (let n = 0; n < STEPS; n += 1) {
      gesture(designer, random);
      const parsed = parseDesign(designer.store.getState().document);
      expect(parsed).toMatchObject({ ok: true });
    }
    const end = designer.store.getState().document;
    const steps = designer.store.getState().past.length;
    expect(steps).toBeGreaterThan(5);
    for (let n = 0; n < steps; n += 1) designer.store.getState().undo();
    expect(canonicalDesign(designer.store.getState().document)).toBe(canonicalDesign(start));
    for (let n = 0; n < steps; n += 1) designer.store.getState().redo();
    expect(canonicalDesign(designer.store.getState().document)).toBe(canonicalDesign(end));
  });
});

describe('what is added or copied', () => {
  it.each(SEEDS)('covers nothing (seed %i)', (number) => {
    const random = seed(number);
    const designer = openDesigner(randomDesign(number, 6), catalog, book);
    for (let n = 0; n < 12; n += 1) {
      addNew(designer, TYPES[Math.floor(random() * TYPES.length)]?.id ?? '', { x: 100, y: 100 });
      if (n % 3 === 0) duplicateSelection(designer, situationOf(designer), 2);
      const { selection } = designer.session.getState();
      const { layout } = analysisOf(designer);
      const added = selection.flatMap((id) => layout.get(id) ?? []);
      const rest = [...layout.values()].filter(({ id }) => !selection.includes(id));
      const covered = added.flatMap((a) =>
        rest.filter((b) => overlaps(a.rect, b.rect)).map((b) => [a.id, b.id]),
      );
      expect(covered).toEqual([]);
    }
  });
});
