import type { Row } from './rows.ts';

/** What the list is drawn from: rows, and the room of those that are not on the page. */
export type Piece =
  | { readonly at: number; readonly row: Row }
  | { readonly at: number; readonly gap: number };

/** The rows from one to before another, and the active one wherever it is: it is what the grid points to. */
export function piecesOf(rows: readonly Row[], from: number, to: number, active: number): Piece[] {
  const shown = rows.slice(from, to).map((row, n) => ({ at: from + n, row }));
  const own = rows[active];
  if (own && active < from) shown.unshift({ at: active, row: own });
  if (own && active >= to) shown.push({ at: active, row: own });
  let next = 0;
  const pieces = shown.flatMap((piece): Piece[] => {
    const gap = piece.at - next;
    const before = next;
    next = piece.at + 1;
    return gap > 0 ? [{ at: before, gap }, piece] : [piece];
  });
  return next < rows.length ? [...pieces, { at: next, gap: rows.length - next }] : pieces;
}
