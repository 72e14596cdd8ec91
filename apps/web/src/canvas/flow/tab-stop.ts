import { inReading, rootOf } from '../layout/layout.ts';
import type { Sheet } from '../store/analysis.ts';

/** The one item of the drawing that Tab reaches: a wanted one that is on the sheet, else the first in reading order. */
export function tabStopOf(sheet: Sheet, ...wanted: readonly (string | null)[]): string | null {
  const there = wanted.find((id) => id !== null && isShown(sheet, id));
  if (there !== undefined) return there;
  return inReading(sheet.layout)[0] ?? null;
}

/** Whether a part or a group is on the sheet: what is in a collapsed group is not. */
function isShown({ layout, model }: Sheet, id: string): boolean {
  return (
    layout.groups.has(id) || (model.document.components[id] !== undefined && layout.has(rootOf(model, id)))
  );
}
