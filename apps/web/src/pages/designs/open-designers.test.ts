// @vitest-environment happy-dom
import { shippedCatalog as catalog } from '@patchbay/catalog';
import { applyEdit, EMPTY_DESIGN, newComponent } from '@patchbay/engine/design';
import { priceBook } from '@patchbay/engine/rating';
import { expect, test } from 'vitest';
import type { Design } from '../../api/types.ts';
import { designerFor, forgetDesigner } from './open-designers.ts';

const book = priceBook.parse({ currency: 'EUR', name: 'test', prices: [] });
const server = catalog.types.find(({ id }) => id === 'server-x86-64');
if (!server) throw new Error('no such type');
const mine = newComponent(server, 'a', { x: 0, y: 0 });
const theirs = newComponent(server, 'b', { x: 400, y: 0 });
const add = (component: typeof mine) => ({ do: 'add' as const, components: [component], connections: [] });
const opened = (id: string, document = EMPTY_DESIGN) => ({ id, document }) as Design;
const parts = (designer: ReturnType<typeof designerFor>) =>
  Object.keys(designer.store.getState().document.components);

test('a design that is opened again in a tab has its history, beside what others did meanwhile', () => {
  const first = designerFor(opened('des_1'), catalog, book);
  first.store.getState().apply(add(mine));
  const now = applyEdit(first.store.getState().document, add(theirs));
  const again = designerFor(opened('des_1', now), catalog, book);
  again.store.getState().undo();
  expect(parts(again)).toEqual([theirs.id]);
});

test('one that was left unsaved starts from what the server has', () => {
  designerFor(opened('des_2'), catalog, book).store.getState().apply(add(mine));
  forgetDesigner('des_2');
  const again = designerFor(opened('des_2'), catalog, book);
  expect([parts(again), again.store.getState().past]).toEqual([[], []]);
});

test('keeps few: those that were open last', () => {
  designerFor(opened('des_3'), catalog, book).store.getState().apply(add(mine));
  for (const n of [4, 5, 6, 7]) designerFor(opened(`des_${n}`), catalog, book);
  expect(designerFor(opened('des_3'), catalog, book).store.getState().past).toEqual([]);
});
