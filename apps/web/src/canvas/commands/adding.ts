import type { ComponentType } from '@patchbay/catalog';
import { machineOf, type Connection, type DesignModel } from '@patchbay/engine/design';
import { layoutOf, rootOf, shapeOf, spaceOf } from '../layout/layout.ts';
import type { Point } from '../layout/geometry.ts';
import { GAP_X, GAP_Y } from '../layout/place.ts';
import { typeCalled } from '../store/catalog-types.ts';
import type { Sheet } from '../store/analysis.ts';
import { onlySelected } from '../store/session-store.ts';
import { analysisOf, newId, perform, remember, type Designer } from '../store/designer.ts';
import { fitOf } from './fit.ts';
import { addType, connection, sizeOfNew, type Addition, type Gesture } from './gestures.ts';
import { growing } from './growing.ts';

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

function gestureFor(analysis: Sheet, type: ComponentType, selected: string | null, centre: Point): Addition {
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
  const type = typeCalled(designer.catalog, typeId);
  if (!type) return;
  remember(designer, typeId);
  const gesture = appended(analysisOf(designer), type, to, centre);
  if (gesture) perform(designer, gesture);
}

/** What adds to each of some parts, of which the ones after see what was added to those before. */
export function appended(
  drawn: Sheet,
  type: ComponentType,
  to: readonly string[],
  centre: Point,
): Gesture | null {
  const { model, add, join } = growing(drawn.model);
  const layout = layoutOf(new Map(drawn.layout), drawn.layout.groups.values());
  const connections: Connection[] = [];
  const additions = to.map((id) => {
    const addition = gestureFor({ model, layout }, type, id, centre);
    const { component } = addition;
    add({ component, type });
    if (component.host === null) spaceOf(layout).set(component.id, { ...component, ...sizeOfNew(type) });
    const own = type.hostedOn === null ? connection(model, machineIn(model, id), component.id, newId) : null;
    if (own) join(own);
    connections.push(...(own ? [own] : []));
    return addition;
  });
  const [first] = additions;
  const components = additions.map(({ component }) => component);
  return first ? { ...first, edit: { do: 'add', components, connections } } : null;
}

function machineIn(model: DesignModel, id: string): string {
  const part = model.byId.get(id);
  return (part && machineOf(model, part)?.component.id) ?? id;
}
