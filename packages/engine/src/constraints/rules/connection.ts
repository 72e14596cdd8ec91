import type { Port } from '@patchbay/catalog';
import {
  copies,
  portOf,
  linkCount,
  portUse,
  type Connection,
  type DesignModel,
  type Edit,
  type Part,
} from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { disconnect, freeId, joinTo, newPart } from './changes.ts';

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
  const { id, count } = part.component;
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
          message(
            'port.because.last',
            { part: id, other },
            { over: used - capacity, links: linkCount(model, last) },
          ),
        ],
        candidates: () => [...moreCopies(model, part, used, port.capacity), disconnect(last, id, other)],
      },
    ];

    function moreCopies(m: DesignModel, p: Part, links: number, perCopy: number): Fix[] {
      const outer = copies(m, p) / count;
      // Each copy must serve every connection: more copies than links on the other side would add links again.
      const needed = Math.ceil(links / (perCopy * outer));
      return [
        {
          action: message('port.action.copies', { part: id }, { count: needed, type: p.type.name }),
          effect: message('port.effect.copies', { part: id }, { count: needed, capacity: needed * perCopy }),
          edit: { do: 'set-count', id, count: needed },
        },
      ];
    }
  });
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
        ...(devices ? switchBetween(model, join) : []),
        disconnect(join, refs.part, refs.other),
      ],
    },
  ];
}

/** Two devices meet through a switch: use one that either is on already, else add one. */
function switchBetween(model: DesignModel, join: Connection): Fix[] {
  const joins = (port: Port) =>
    port.role === 'network' && port.capacity > 1 && port.interface === portOf(model, join.a)?.interface;
  const type = model.catalog.types.find((candidate) => candidate.ports.some(joins));
  const port = type?.ports.find(joins);
  const from = model.byId.get(join.a.component);
  const to = model.byId.get(join.b.component);
  if (!type || !port || !from || !to) return [];
  const added = newPart(model, type, {
    x: Math.round((from.component.x + to.component.x) / 2),
    y: Math.round((from.component.y + to.component.y) / 2) + 160,
  });
  const { id } = added;
  const first = freeId('l-fix', model.document.connections);
  const second = freeId('l-fix', model.document.connections, { [first]: join });
  const edits: Edit[] = [
    { do: 'remove', components: [], connections: [join.id] },
    {
      do: 'add',
      components: [added],
      connections: [
        { id: first, a: join.a, b: { component: id, port: port.name } },
        { id: second, a: join.b, b: { component: id, port: port.name } },
      ],
    },
  ];
  return [
    {
      action: message(
        'link.switch.action',
        { part: join.a.component, other: join.b.component },
        { type: type.name },
      ),
      effect: message('link.switch.effect', {}, { type: type.name }),
      edit: { do: 'many', edits },
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
        joinTo(model, part).map((fix) => ({
          ...fix,
          effect: message('gateway.effect', { other: fix.action.refs['other'] ?? id }),
        })),
    },
  ];
}
