import type { ComponentType } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';
import { message, type Fix } from '../finding.ts';
import { hasTrait, networkPartsOf, type Topology } from '../topology.ts';
import { Additions } from './additions.ts';
import { fittingPorts, openEnds, openNetworks } from './ports.ts';

/** Each fix is tried by a whole check, so only so many of one sort are. */
export const FIRST = 3;
/** In a large design the first ones will do. */
const LOOKED_AT = 8;
/** Between a part and what is added for it, in pixels at 100 %. */
const ABOVE = 96;
const BELOW = 112;
export const BESIDE = 256;

/** Every network part that a part could be joined to and is not. */
export function joinTo(model: DesignModel, part: Part, others?: readonly Part[]): Fix[] {
  return openNetworks(model, part, others).flatMap((other) => joined(model, part, [other], 0));
}

/** A part joined to as many networks as it lacks: those that are there, and new ones. */
export function joinUp(model: DesignModel, part: Part, missing: 1 | 2): Fix[] {
  // A line has an end for one of two networks that are far apart; it is seldom what something else lacks.
  const there = openNetworks(model, part).toSorted((a, b) => Number(isLine(a)) - Number(isLine(b)));
  if (missing === 1)
    return [
      ...there.slice(0, FIRST).flatMap((one) => joined(model, part, [one], 0)),
      ...joined(model, part, [], 1),
    ];
  const [first, second] = there;
  return [
    ...(first && second ? joined(model, part, [first, second], 0) : []),
    ...(first ? joined(model, part, [first], 1) : []),
    ...joined(model, part, [], 2),
  ];
}

const isLine = (part: Part): boolean => hasTrait(part, 'line');

function joined(model: DesignModel, part: Part, there: readonly Part[], fresh: 0 | 1 | 2): Fix[] {
  const added = new Additions(model);
  const ends = [
    ...there.map((network) => connect(model, added, network, [part])),
    ...[BELOW, -ABOVE].slice(0, fresh).map((dy) => onNew(model, added, [part], dy)),
  ];
  if (ends.includes(undefined)) return [];
  const [first, second] = there.map(({ component }) => component.id);
  const refs = { part: part.component.id, ...(first && { other: first }), ...(second && { second }) };
  const values = { names: added.names };
  const action =
    fresh > 0
      ? message(first ? 'join.also.action' : 'join.fresh.action', refs, values)
      : message(second ? 'join.both.action' : 'join.action', refs);
  const effect = message(fresh > 0 ? 'join.fresh.effect' : 'join.effect', refs);
  return [{ action, effect, edit: added.edit }];
}

/** A part and one of some machines onto one network, which are joined already or not. */
export function bring(
  model: DesignModel,
  topology: Topology,
  part: Part,
  machines: readonly Part[],
): readonly Fix[] {
  const own = networkPartsOf(topology, part);
  const some = machines.filter((machine) => machine !== part).slice(0, LOOKED_AT);
  const theirs = [...new Set(some.flatMap((machine) => networkPartsOf(topology, machine)))];
  const joins = [
    ...joinTo(model, part, theirs),
    ...some.flatMap((machine) => joinTo(model, machine, own)),
    ...own.flatMap((network) => joinTo(model, network, theirs)),
  ];
  return joins.length > 0 ? joins : some.flatMap((machine) => bridge(model, part, machine));
}

/** Two parts on one network that is there: one that either is on, or one that neither is. */
export function meetThere(model: DesignModel, part: Part, other: Part): Fix[] {
  const fixes = [
    ...joinTo(model, part, neighbours(model, other)),
    ...joinTo(model, other, neighbours(model, part)),
  ];
  return fixes.length > 0 ? fixes.slice(0, FIRST) : onThere(model, part, other);
}

function neighbours(model: DesignModel, { component: { id } }: Part): readonly Part[] {
  const ends = (model.joins.get(id) ?? []).map(({ a, b }) => (a.component === id ? b : a).component);
  return [...new Set(ends)].flatMap((end) => model.byId.get(end) ?? []);
}

function onThere(model: DesignModel, part: Part, other: Part): Fix[] {
  const refs = { part: part.component.id, other: other.component.id };
  const there = openNetworks(model, part, openNetworks(model, other)).slice(0, 1);
  return there.flatMap((network) => {
    const added = connect(model, new Additions(model), network, [part, other]);
    const action = message('bridge.action', { ...refs, network: network.component.id });
    return added ? [{ action, effect: message('join.effect'), edit: added.edit }] : [];
  });
}

/** Two parts on one network: on one that is there, and on a new one. */
export function bridge(model: DesignModel, part: Part, other: Part): Fix[] {
  const refs = { part: part.component.id, other: other.component.id };
  const fresh = onNew(model, new Additions(model), [part, other]);
  return [
    ...onThere(model, part, other),
    ...(fresh
      ? [
          {
            action: message('bridge.fresh.action', refs, { names: fresh.names }),
            effect: message('bridge.fresh.effect'),
            edit: fresh.edit,
          },
        ]
      : []),
  ];
}

/**
 * Adds a machine with what stands on it on a network of a part; where that has none with room, on one that is drawn, or on a
 * new one, with the part.
 * @param own the network parts of the part's networks
 */
export function addBeside(
  model: DesignModel,
  part: Part,
  own: readonly Part[],
  types: readonly ComponentType[],
  count = 1,
): Fix[] {
  const { id, x, y } = part.component;
  const added = new Additions(model);
  const [made] = added.tower(types, { x: x + BESIDE, y }, null, count);
  if (!made) return [];
  const hasRoom = (network: Part) => openEnds(model, made, network) !== null;
  const near = own.find(hasRoom);
  const there = openNetworks(model, part).find((network) => !isLine(network) && hasRoom(network));
  const network = near ?? there;
  const fits = network
    ? connect(model, added, network, near ? [made] : [made, part])
    : onNew(model, added, [made, part]);
  if (!fits) return [];
  const refs = { part: id, ...(network && { network: network.component.id }) };
  const code = near ? 'beside.action' : network ? 'beside.joined.action' : 'beside.fresh.action';
  return [
    {
      action: message(code, refs, { names: added.names }),
      effect: message('beside.effect', { part: id }),
      edit: added.edit,
    },
  ];
}

/** Undefined where one of the parts has no free port that fits, or the network has none for it. */
function connect(
  model: DesignModel,
  added: Additions,
  network: Part,
  parts: readonly Part[],
): Additions | undefined {
  for (const part of parts) {
    const ends = openEnds(model, part, network);
    if (!ends) return undefined;
    added.join(...ends);
  }
  return added;
}

/** The same on a new network part: above the first of the parts, or below it. */
export function onNew(
  model: DesignModel,
  added: Additions,
  parts: readonly Part[],
  dy = -ABOVE,
): Additions | undefined {
  const type = model.catalog.types.find(
    (candidate) => candidate.layer === 'network' && parts.every((part) => fittingPorts(part.type, candidate)),
  );
  const at = parts[0]?.component;
  if (!type || !at) return undefined;
  return connect(model, added, added.part(type, { x: at.x, y: at.y + dy }), parts);
}
