import type { ComponentType, Port } from '@patchbay/catalog';
import {
  copies,
  linkCount,
  portOf,
  portUse,
  type Connection,
  type DesignModel,
  type Part,
} from '../../design/index.ts';
import { message, type Draft, type Fix, type Message } from '../finding.ts';
import { Additions } from '../fixes/additions.ts';
import { instead } from '../fixes/cutting.ts';
import { disconnect, otherNetwork, replacement } from '../fixes/changes.ts';
import { joinUp, meetThere } from '../fixes/joining.ts';
import { roomier } from '../fixes/other-types.ts';
import type { Rule } from '../rule.ts';
import { takes } from './offers.ts';

/** PORT-1: more links than ports. LINK-1: ports that do not go together. LINK-2: joined twice. NET-1: a gateway that leads nowhere. */
export const connectionRule: Rule = {
  ids: ['PORT-1', 'LINK-1', 'LINK-2', 'NET-1'],
  check: (model) => [
    ...model.parts.flatMap((part) => overfull(model, part)),
    ...model.connections.flatMap((join) => mismatch(model, join)),
    ...twice(model),
    ...model.parts.flatMap((part) => leadsNowhere(model, part)),
  ],
};

function overfull(model: DesignModel, part: Part): Draft[] {
  const { id } = part.component;
  return part.type.ports.flatMap((port): Draft[] => {
    const { used, capacity } = portUse(model, id, port.name);
    if (used <= capacity) return [];
    const values = { property: port.name, port: port.label, used, capacity, type: part.type.name };
    const last = lastJoin(model, id, port.name);
    const other = last.a.component === id ? last.b.component : last.a.component;
    return [
      {
        rule: 'PORT-1',
        level: 'blocker',
        obstructs: true,
        subjects: [id],
        connections: [],
        headline: message('port.headline', { part: id }, values),
        because: [
          message('port.because.have', { part: id }, values),
          tooMany(id, other, used - capacity, linkCount(model, last)),
        ],
        candidates: () => [...moreRoom(model, part, port, used), disconnect(last, id, other)],
      },
    ];
  });
}

/** The last connection is the one to look at only where it alone brings all that is too much. */
function tooMany(part: string, other: string, over: number, links: number): Message {
  return over > links
    ? message('port.because.over', { part }, { over })
    : message('port.because.last', { part, other }, { over, links });
}

/** A larger part of the same sort keeps all on one network, so it comes first; then more of them; then one of another sort. */
function moreRoom(model: DesignModel, part: Part, port: Port, used: number): Fix[] {
  const hosted = model.hosted.get(part.component.id) ?? [];
  const larger = roomier(model, part, port.name, Math.ceil(used / copies(model, part))).filter(
    (type) =>
      type.family === part.type.family &&
      (type.layer === 'network'
        ? !type.traits?.includes('hub')
        : String(type.traits) === String(part.type.traits)) &&
      hosted.every((child) => takes(type, child.type)),
  );
  const isSameSort = ({ shortName }: ComponentType) => shortName === part.type.shortName;
  const instead = (types: readonly ComponentType[]) =>
    types
      .slice(0, 1)
      .map((type) =>
        type.layer === 'network'
          ? otherNetwork(model, part, type)
          : replacement(model, part, type, 'replace.host'),
      );
  return [
    ...instead(larger.filter(isSameSort)),
    ...moreCopies(model, part, port, used),
    ...instead(larger.filter((type) => !isSameSort(type))),
  ];
}

function moreCopies(model: DesignModel, part: Part, port: Port, used: number): Fix[] {
  const { id, count } = part.component;
  const outer = copies(model, part) / count;
  // Each copy must serve every connection: more copies than links on the other side would add links again.
  const needed = Math.ceil(used / (port.capacity * outer));
  return [
    {
      action: message('port.action.copies', { part: id }, { count: needed, type: part.type.name }),
      effect: message(
        part.type.layer === 'network' ? 'port.effect.networks' : 'port.effect.copies',
        { part: id },
        { count: needed, capacity: needed * port.capacity },
      ),
      edit: { do: 'set-count', id, count: needed },
    },
  ];
}

/** The connection that was added last, by id; the one most people would undo first. */
function lastJoin(model: DesignModel, id: string, port: string): Connection {
  const joins = (model.joins.get(id) ?? []).filter(({ a, b }) =>
    [a, b].some((end) => end.component === id && end.port === port),
  );
  return joins.at(-1) as Connection;
}

function mismatch(model: DesignModel, join: Connection): Draft[] {
  const [a, b] = [portOf(model, join.a), portOf(model, join.b)];
  const known = model.byId.has(join.a.component) && model.byId.has(join.b.component);
  if (!known) return [];
  const fits = a && b && a.interface === b.interface && (a.role === 'network' || b.role === 'network');
  if (fits) return [];
  const refs = { part: join.a.component, other: join.b.component };
  const devices = a && b && a.interface === b.interface;
  const values = { a: a?.interface ?? join.a.port, b: b?.interface ?? join.b.port };
  return [
    {
      rule: 'LINK-1',
      level: 'blocker',
      obstructs: true,
      subjects: [refs.part, refs.other],
      connections: [join.id],
      headline: message(devices ? 'link.devices.headline' : 'link.headline', refs, values),
      because: [message(devices ? 'link.devices.because' : 'link.because', refs, values)],
      candidates: () => [
        ...(devices ? [...meetInstead(model, join), ...switchBetween(model, join)] : []),
        disconnect(join, refs.part, refs.other),
      ],
    },
  ];
}

/** Two devices meet on a network that is there, in place of the connection that cannot be. */
function meetInstead(model: DesignModel, join: Connection): Fix[] {
  return instead(model, join, (without) => {
    const [from, to] = [without.byId.get(join.a.component), without.byId.get(join.b.component)];
    return from && to ? meetThere(without, from, to) : [];
  });
}

/** Two devices meet through a switch. */
function switchBetween(model: DesignModel, join: Connection): Fix[] {
  const joins = (port: Port) =>
    port.role === 'network' && port.capacity > 1 && port.interface === portOf(model, join.a)?.interface;
  const type = model.catalog.types.find((candidate) => candidate.ports.some(joins));
  const port = type?.ports.find(joins);
  const from = model.byId.get(join.a.component);
  const to = model.byId.get(join.b.component);
  if (!type || !port || !from || !to) return [];
  const added = new Additions(model);
  const { component } = added.part(type, {
    x: Math.round((from.component.x + to.component.x) / 2),
    y: Math.round((from.component.y + to.component.y) / 2) + 160,
  });
  for (const end of [join.a, join.b]) added.join(end, { component: component.id, port: port.name });
  const { names } = added;
  return [
    {
      action: message('link.switch.action', { part: join.a.component, other: join.b.component }, { names }),
      effect: message('link.switch.effect'),
      edit: { do: 'many', edits: [{ do: 'remove', components: [], connections: [join.id] }, added.edit] },
    },
  ];
}

function twice(model: DesignModel): Draft[] {
  const seen = new Map<string, Connection>();
  return model.connections.flatMap((join): Draft[] => {
    const key = [`${join.a.component} ${join.a.port}`, `${join.b.component} ${join.b.port}`].sort().join(' ');
    const first = seen.get(key);
    seen.set(key, join);
    if (!first) return [];
    const refs = { part: join.a.component, other: join.b.component };
    return [
      {
        rule: 'LINK-2',
        level: 'advice',
        obstructs: false,
        subjects: [refs.part, refs.other],
        connections: [join.id],
        headline: message('link.twice.headline', refs),
        because: [message('link.twice.because', refs)],
        candidates: () => [disconnect(join, refs.part, refs.other)],
      },
    ];
  });
}

function leadsNowhere(model: DesignModel, part: Part): Draft[] {
  const { id } = part.component;
  const ports =
    part.type.layer === 'network' && part.type.pools.some((pool) => pool.resourceClass === 'public-address');
  const joined = model.joins.has(id);
  if (!ports || joined) return [];
  return [
    {
      rule: 'NET-1',
      level: 'todo',
      obstructs: false,
      subjects: [id],
      connections: [],
      headline: message('gateway.headline', { part: id }),
      because: [message('gateway.because', { part: id })],
      candidates: () =>
        joinUp(model, part, 1).map((fix) => {
          const { other } = fix.action.refs;
          return other ? { ...fix, effect: message('gateway.effect', { other }) } : fix;
        }),
    },
  ];
}
