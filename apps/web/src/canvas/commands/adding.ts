import type { ComponentType } from '@patchbay/catalog';
import { applyEdit, type Edit } from '@patchbay/engine/design';
import { machineOf } from '@patchbay/engine/design';
import { rootOf, shapeOf } from '../layout/layout.ts';
import type { Point } from '../layout/geometry.ts';
import { GAP_X, GAP_Y } from '../layout/place.ts';
import { analyse, type Analysis } from '../store/analysis.ts';
import { analysisOf, newId, perform, type Designer } from '../store/designer.ts';
import type { Carried } from '../store/session-store.ts';
import { fitOf, portsFor } from './fit.ts';
import { addParts, addType, sizeOfNew, type Gesture } from './gestures.ts';

/** Adds a part without a pointer: into the selected part when it fits there, else beside it, else in the middle of the view. */
export function addNew(designer: Designer, carried: Carried, centre: Point): void {
  const analysis = analysisOf(designer);
  const { catalog } = designer;
  const { selected } = designer.session.getState();
  const abstraction = catalog.abstractions.find(
    ({ id }) => carried.what === 'abstraction' && id === carried.id,
  );
  if (abstraction) {
    const at = { x: centre.x - 112, y: centre.y - 65 };
    return perform(designer, addParts(analysis, abstraction, catalog, at, newId));
  }
  const type = catalog.types.find(({ id }) => id === carried.id);
  if (type) perform(designer, gestureFor(analysis, type, selected, centre));
}

function gestureFor(
  analysis: Analysis,
  type: ComponentType,
  selected: string | null,
  centre: Point,
): Gesture {
  const into = type.hostedOn !== null && fitOf(analysis.model, selected, type).fits ? selected : null;
  return addType(analysis, type, { into, at: besides(analysis, type, selected, centre) }, newId);
}

/** Networks go above a machine and machines below a network; everything else beside. */
function besides(analysis: Analysis, type: ComponentType, selected: string | null, centre: Point): Point {
  const root = selected === null ? undefined : analysis.layout.get(rootOf(analysis.model, selected));
  const size = sizeOfNew(type);
  if (!root) return { x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
  const { x, y, width, height } = root.rect;
  if (shapeOf(type) === 'bar' && root.shape !== 'bar') return { x, y: y - GAP_Y - size.height };
  if (root.shape === 'bar') return { x, y: y + height + GAP_Y };
  return { x: x + width + GAP_X, y };
}

/** Adds what goes with a part: hosted on it, or beside it and joined to it, as one step. */
export function appendNew(designer: Designer, to: string, typeId: string, centre: Point): void {
  const analysis = analysisOf(designer);
  const type = designer.catalog.types.find(({ id }) => id === typeId);
  if (!type) return;
  const gesture = gestureFor(analysis, type, to, centre);
  if (type.hostedOn !== null || gesture.select === null) return perform(designer, gesture);
  const after = analyse(applyEdit(analysis.model.document, gesture.edit), designer.catalog).model;
  const part = analysis.model.byId.get(to);
  const root = part ? (machineOf(analysis.model, part) ?? part).component.id : to;
  const ends = portsFor(after, root, gesture.select);
  const join: Edit[] = ends
    ? [{ do: 'connect', connection: { id: `l-${newId()}`, a: ends.a, b: ends.b } }]
    : [];
  perform(designer, { ...gesture, edit: { do: 'many', edits: [gesture.edit, ...join] } });
}
