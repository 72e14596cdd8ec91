import type { Catalog, ComponentType } from '@patchbay/catalog';
import { applyEdit, machineOf, readDesign, type Edit } from '@patchbay/engine/design';
import { rootOf, shapeOf } from '../layout/layout.ts';
import type { Point } from '../layout/geometry.ts';
import { GAP_X, GAP_Y } from '../layout/place.ts';
import { typeCalled } from '../store/catalog-types.ts';
import { draw, type Sheet } from '../store/analysis.ts';
import { onlySelected } from '../store/session-store.ts';
import { analysisOf, newId, perform, remember, type Designer } from '../store/designer.ts';
import { fitOf, portsFor } from './fit.ts';
import { addType, sizeOfNew, type Gesture } from './gestures.ts';

/** Adds a part without a pointer: into the selected part when it fits there, else beside it, else in the middle of the view. */
export function addNew(designer: Designer, typeId: string, centre: Point): void {
  const analysis = analysisOf(designer);
  const { catalog } = designer;
  const selected = onlySelected(designer.session.getState());
  const type = typeCalled(catalog, typeId);
  if (!type) return;
  remember(designer, typeId);
  perform(designer, gestureFor(analysis, type, selected, centre));
}

function gestureFor(analysis: Sheet, type: ComponentType, selected: string | null, centre: Point): Gesture {
  const into = type.hostedOn !== null && fitOf(analysis.model, selected, type).fits ? selected : null;
  return addType(analysis, type, { into, at: besides(analysis, type, selected, centre) }, newId);
}

/** Networks go above a machine and below another network, machines below a network, gateways above; everything else beside. */
function besides(analysis: Sheet, type: ComponentType, selected: string | null, centre: Point): Point {
  const root = selected === null ? undefined : analysis.layout.get(rootOf(analysis.model, selected));
  const size = sizeOfNew(type);
  if (!root) return { x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
  const { x, y, width, height } = root.rect;
  const onNetwork = root.part.type.layer === 'network';
  if (shapeOf(type) === 'bar' && !onNetwork) return { x, y: y - GAP_Y - size.height };
  if (root.shape === 'bar' && shapeOf(type) !== 'bar' && type.layer === 'network')
    return { x, y: y - GAP_Y - size.height };
  if (onNetwork && (root.shape === 'bar' || shapeOf(type) === 'bar')) return { x, y: y + height + GAP_Y };
  return { x: x + width + GAP_X, y };
}

/** Adds what goes with each of some parts: hosted on it, or beside it and joined to it, all as one step. */
export function appendNew(designer: Designer, to: readonly string[], typeId: string, centre: Point): void {
  const { catalog, store } = designer;
  const type = typeCalled(catalog, typeId);
  if (!type) return;
  remember(designer, typeId);
  let now = store.getState().document;
  const gestures = to.map((id) => {
    const gesture = appended(draw(now, catalog), catalog, type, id, centre);
    now = applyEdit(now, gesture.edit);
    return gesture;
  });
  const [first] = gestures;
  if (first) perform(designer, { ...first, edit: { do: 'many', edits: gestures.map(({ edit }) => edit) } });
}

export function appended(
  drawn: Sheet,
  catalog: Catalog,
  type: ComponentType,
  to: string,
  centre: Point,
): Gesture {
  const gesture = gestureFor(drawn, type, to, centre);
  if (type.hostedOn !== null || gesture.select === null) return gesture;
  const after = readDesign(applyEdit(drawn.model.document, gesture.edit), catalog);
  const part = drawn.model.byId.get(to);
  const root = part ? (machineOf(drawn.model, part) ?? part).component.id : to;
  const ends = portsFor(after, root, gesture.select);
  if (!ends) return gesture;
  const join: Edit = { do: 'connect', connection: { id: `l-${newId()}`, a: ends.a, b: ends.b } };
  return { ...gesture, edit: { do: 'many', edits: [gesture.edit, join] } };
}
