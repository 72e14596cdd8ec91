import { expect, it } from 'vitest';
import { piecesOf } from './pieces.ts';
import type { Row } from './rows.ts';

const rows = Array.from({ length: 10 }, (_, n): Row => {
  const id = `c-${n}`;
  return { id, key: id, level: 1, name: id, part: null, label: null, count: null, findings: [], open: null };
});
const drawn = (active: number) =>
  piecesOf(rows, 3, 6, active).map((piece) => ('gap' in piece ? piece.gap : piece.row.id));

it.each([
  ['in view', 4, [3, 'c-3', 'c-4', 'c-5', 4]],
  ['above what is in view', 1, [1, 'c-1', 1, 'c-3', 'c-4', 'c-5', 4]],
  ['below what is in view', 9, [3, 'c-3', 'c-4', 'c-5', 3, 'c-9']],
  ['nowhere', -1, [3, 'c-3', 'c-4', 'c-5', 4]],
])('the active row is on the page %s, and all keeps its height', (_, active, expected) => {
  expect(drawn(active)).toEqual(expected);
});
