import type { Connection, DesignModel, Part } from '../../design/index.ts';
import { message, type Fix } from '../finding.ts';
import { Additions } from './additions.ts';
import { instead } from './cutting.ts';
import { BESIDE, FIRST, onNew } from './joining.ts';
import { fittingPorts } from './ports.ts';

/** A firewall between a gateway and what it is joined to: in each of its connections. */
export function guard(model: DesignModel, gateway: Part): Fix[] {
  const joins = model.joins.get(gateway.component.id) ?? [];
  return joins.slice(0, FIRST).flatMap((join) => instead(model, join, (cut) => guarded(cut, gateway, join)));
}

/** At once where the inside is a network, else by a new network between the two. */
function guarded(model: DesignModel, gateway: Part, join: Connection): Fix[] {
  const { id, x, y } = gateway.component;
  const [outside, inside] = join.a.component === id ? [join.a, join.b] : [join.b, join.a];
  const other = model.byId.get(inside.component);
  const type = model.catalog.types.find(({ traits }) => traits?.includes('firewall'));
  const port = type?.ports[0];
  if (!type || !port || !other) return [];
  const added = new Additions(model);
  const firewall = added.part(type, { x: x + BESIDE, y });
  const own = { component: firewall.component.id, port: port.name };
  added.join(own, outside);
  const joined = fittingPorts(type, other.type)
    ? added.join(own, inside)
    : onNew(model, added, [firewall, other]);
  if (!joined) return [];
  return [
    {
      action: message('open.action', { part: id, other: inside.component }, { names: added.names }),
      effect: message('open.effect', { other: inside.component }),
      edit: added.edit,
    },
  ];
}
