import {
  copies,
  MEMBERS_PER_RANGE,
  segments,
  type Connection,
  type DesignModel,
  type Part,
  type Segment,
} from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** NET-2: a network has more members than its private range has addresses. */
export const networkRule: Rule = {
  ids: ['NET-2'],
  check: (model) => {
    if (!mayBeFull(model)) return [];
    const full = segments(model).filter((segment) => segment.members.length > MEMBERS_PER_RANGE);
    // Copies of a switch are full alike, so one finding stands for all of them.
    return [...new Map(full.map((segment) => [segment.at.component, segment])).values()].map((segment) =>
      overfull(model, segment),
    );
  },
};

/** By components alone: to tell copies apart takes much longer, and almost no design needs it. */
function mayBeFull(model: DesignModel): boolean {
  const seen = new Set<string>();
  const isNetwork = (id: string) => model.byId.get(id)?.type.layer === 'network';
  return model.parts.some(({ component }) => {
    const members = new Set<string>();
    const next = isNetwork(component.id) && !seen.has(component.id) ? [component.id] : [];
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      seen.add(id);
      for (const { a, b } of model.joins.get(id) ?? []) {
        const other = a.component === id ? b.component : a.component;
        if (!isNetwork(other)) members.add(other);
        else if (!seen.has(other)) next.push(other);
      }
    }
    const all = [...members].map((id) => model.byId.get(id)).filter((part) => part !== undefined);
    return all.reduce((sum, part) => sum + copies(model, part), 0) > MEMBERS_PER_RANGE;
  });
}

function overfull(model: DesignModel, { at, parts, members }: Segment): Draft {
  const networks = [...new Set(parts.map(({ component }) => component))];
  const refs = { part: at.component };
  const values = { members: members.length, most: MEMBERS_PER_RANGE };
  const [other] = networks.filter((component) => component !== at.component);
  return {
    rule: 'NET-2',
    level: 'blocker',
    obstructs: true,
    subjects: networks,
    connections: [],
    headline: message('network.full.headline', refs, values),
    because: [
      message('network.full.because', refs, values),
      ...(other ? [message('network.full.because.joined', { ...refs, other })] : []),
    ],
    candidates: () => [...splits(model, networks), ...fewer(model, members)],
  };
}

/** Each connection between its switches, without which there are two networks. */
function splits(model: DesignModel, networks: readonly string[]): Fix[] {
  const own = new Set(networks);
  return model.connections
    .filter(({ a, b }: Connection) => own.has(a.component) && own.has(b.component))
    .map(({ id, a, b }) => ({
      action: message('network.split.action', { part: a.component, other: b.component }),
      effect: message('network.split.effect'),
      edit: { do: 'remove', components: [], connections: [id] },
    }));
}

/** Of the part with the most copies, so many that there is an address for each. */
function fewer(model: DesignModel, members: Segment['members']): Fix[] {
  const counts = new Map<string, number>();
  for (const { component } of members) counts.set(component, (counts.get(component) ?? 0) + 1);
  const [id] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  const { component } = model.byId.get(id) as Part;
  const count = component.count - (members.length - MEMBERS_PER_RANGE);
  if (count < 1) return [];
  return [
    {
      action: message('network.fewer.action', { part: id }, { count }),
      effect: message('network.fewer.effect'),
      edit: { do: 'set-count', id, count },
    },
  ];
}
