import { beforeEach, expect, it } from 'vitest';
import { takeInVersion, type SavedAbstraction } from '../abstractions/library.ts';
import { draftedFrom } from '../abstractions/drafted.ts';
import { draftOf } from '../abstractions/drafting.ts';
import { openDesigner, type Designer } from '../store/designer.ts';
import { book, catalog, design, join, part } from '../test/designs.ts';
import { outdatedLike, updateOf, updateParts } from './updating.ts';

const LINE = '0123456789abcdef0123456789abcdef';
const typeOf = (no: number) => `a-${LINE}-${no}`;
const version = (no: number) => ({
  type: typeOf(no),
  no,
  semver: `${no}.0.0`,
  notes: '',
  visibility: 'team' as const,
  sourceRevision: no,
});
const memory = (max: number) => ({
  name: 'memory',
  label: 'Memory',
  targets: [{ part: 'c-pc', property: 'memoryMiB' }],
  max,
  changeable: false,
});
const uses = design(
  [
    part('c-x', typeOf(1), { name: 'One', properties: { memory: 1024 } }),
    part('c-y', typeOf(1), { name: 'Two' }),
    part('c-z', typeOf(2), { name: 'Three' }),
    part('c-n', 'switch-8'),
  ],
  [join('l-x', 'c-x', 'eth', 'c-n', 'port')],
);
const abstraction: SavedAbstraction = {
  id: `abs_${LINE}`,
  name: 'Desk',
  summary: '',
  family: 'client',
  mine: true,
  sourceDesignId: 'des_1',
  versions: [version(2), version(1)],
};

let designer: Designer;

/** Two versions: the second takes less memory, and has no port. */
beforeEach(() => {
  designer = openDesigner(uses, catalog, book);
  const source = openDesigner(design([part('c-pc', 'x86-pc')]), catalog, book);
  const draft = draftOf(source, ['c-pc']);
  const content = draft && draftedFrom(source, draft).content;
  if (!content) throw new Error('no draft');
  const ports = [{ name: 'eth', label: 'eth', part: 'c-pc', port: 'eth' }];
  takeInVersion(designer.library, abstraction, {
    ...content,
    id: typeOf(1),
    ports,
    parameters: [memory(1024)],
  });
  takeInVersion(designer.library, abstraction, {
    ...content,
    id: typeOf(2),
    ports: [],
    parameters: [memory(512)],
  });
});

const partsNow = () =>
  Object.values(designer.store.getState().document.components).map(({ id, type, properties }) => [
    id,
    type,
    properties,
  ]);

it('what was chosen is brought along as far as it is taken, and a port that is gone is told', () => {
  expect(updateOf(designer, 'c-x')).toMatchObject({ values: [{ from: 1024, to: 512 }], lost: ['eth'] });
});

it.each([
  ['of the newest version', 'c-z'],
  ['of no abstraction', 'c-n'],
  ['that is gone', 'c-gone'],
])('a part %s has nothing to update', (_, id) => {
  expect(updateOf(designer, id)).toBe(null);
});

it('one part is updated, and the others stay as they are', () => {
  updateParts(designer, ['c-x'], 'c-x');
  expect(partsNow().slice(0, 2)).toEqual([
    ['c-x', typeOf(2), { memory: 512 }],
    ['c-y', typeOf(1), {}],
  ]);
});

it('all of a design are updated, and come back, in one step', () => {
  const before = partsNow();
  updateParts(designer, outdatedLike(designer, typeOf(1)), 'c-x');
  const { document } = designer.store.getState();
  expect(Object.values(document.components).map(({ type }) => type)).not.toContain(typeOf(1));
  expect(document.connections).toEqual({});
  designer.store.getState().undo();
  expect(partsNow()).toEqual(before);
});
