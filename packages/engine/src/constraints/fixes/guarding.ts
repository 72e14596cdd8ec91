import type { Connection, DesignModel, Edit, Endpoint, Part } from '../../design/index.ts';
import { message, type Fix } from '../finding.ts';
import { Additions } from './additions.ts';
import { fittingPorts } from './ports.ts';

/** Each fix is tried by a whole check, so only so many connections of a gateway are. */
const FIRST = 3;
/** Between the parts of what is put in between, in pixels at 100 %. */
const BESIDE = 256;

/** A firewall between a gateway and what it is joined to: in each of its connections. */
export function guard(model: DesignModel, gateway: Part): Fix[] {
  const joins = model.joins.get(gateway.component.id) ?? [];
  return joins.slice(0, FIRST).flatMap((join) => guarded(model, gateway, join));
}

function guarded(model: DesignModel, gateway: Part, join: Connection): Fix[] {
  const { id, x, y } = gateway.component;
  const [outside, inside] = join.a.component === id ? [join.a, join.b] : [join.b, join.a];
  const type = model.catalog.types.find(({ traits }) => traits?.includes('firewall'));
  const port = type?.ports[0];
  if (!type || !port) return [];
  const added = new Additions(model);
  const firewall = added.part(type, { x: x + BESIDE, y });
  const own = { component: firewall.component.id, port: port.name };
  added.join(own, outside);
  if (!joinInside(model, added, firewall, own, inside)) return [];
  const edits: Edit[] = [{ do: 'remove', components: [], connections: [join.id] }, added.edit];
  return [
    {
      action: message('open.action', { part: id, other: inside.component }, { names: added.names }),
      effect: message('open.effect', { other: inside.component }),
      edit: { do: 'many', edits },
    },
  ];
}

/** At once where the inside is a network, else by a new network between the two. */
function joinInside(
  model: DesignModel,
  added: Additions,
  { component: { x, y }, type }: Part,
  own: Endpoint,
  inside: Endpoint,
): boolean {
  const other = model.byId.get(inside.component);
  if (!other) return false;
  if (fittingPorts(type, other.type)) {
    added.join(own, inside);
    return true;
  }
  for (const network of model.catalog.types) {
    const [port] = fittingPorts(type, network)?.slice(1) ?? [];
    if (network.layer !== 'network' || !port || !fittingPorts(other.type, network)) continue;
    const between = added.part(network, { x: x + BESIDE, y });
    const end = { component: between.component.id, port: port.name };
    added.join(own, end).join(inside, end);
    return true;
  }
  return false;
}
