import type { ComponentType } from '@patchbay/catalog';
import type { Connection, DesignModel, Part } from '../../design/index.ts';
import { draft, message, type Draft } from '../finding.ts';
import { disconnect, otherNetwork } from '../fixes/changes.ts';
import { roomier } from '../fixes/other-types.ts';
import type { Rule } from '../rule.ts';
import { add, Groups, hasTrait } from '../topology.ts';

/** Repeaters that one signal may pass through at 100 Mbit/s (IEEE 802.3u, class II). */
const MAX_HUBS = 2;

/** LINK-3: network parts joined in a loop. LINK-5: a chain of too many hubs. */
export const loopRule: Rule = {
  ids: ['LINK-3', 'LINK-5'],
  check: (model) => [...loops(model), ...hubChains(model)],
};

function loops(model: DesignModel): Draft[] {
  const joined = new Groups<string>();
  const seen = new Set<string>();
  return model.connections.flatMap((connection): Draft[] => {
    const [a, b] = ends(model, connection);
    if (!a || !b) return [];
    const refs = { part: a.component.id, other: b.component.id };
    const pair = [refs.part, refs.other].sort().join(' ');
    // Joined twice is LINK-2.
    if (seen.has(pair)) return [];
    seen.add(pair);
    if (joined.join(refs.part, refs.other)) return [];
    return [
      draft('LINK-3', 'advice', {
        subjects: [refs.part, refs.other],
        connections: [connection.id],
        headline: message('loop.headline', refs),
        because: [message('loop.because', refs)],
        candidates: () => [disconnect(connection, refs.part, refs.other)],
      }),
    ];
  });
}

/** Both ends, where both are network parts. */
function ends(model: DesignModel, { a, b }: Connection): (Part | undefined)[] {
  return [a, b].map((end) => {
    const part = model.byId.get(end.component);
    return part?.type.layer === 'network' ? part : undefined;
  });
}

function hubChains(model: DesignModel): Draft[] {
  const joined = new Groups<string>();
  const chained = new Map<string, Part>();
  for (const connection of model.connections) {
    const [a, b] = ends(model, connection);
    if (!a || !b || !hasTrait(a, 'hub') || !hasTrait(b, 'hub')) continue;
    joined.join(a.component.id, b.component.id);
    chained.set(a.component.id, a).set(b.component.id, b);
  }
  const chains = new Map<string, Part[]>();
  for (const [id, hub] of chained) add(chains, joined.rootOf(id), hub);
  return [...chains.values()].flatMap((hubs): Draft[] => {
    const [first, second] = hubs;
    if (!first || !second || hubs.length <= MAX_HUBS) return [];
    const refs = { part: first.component.id, other: second.component.id };
    const values = { total: hubs.length, most: MAX_HUBS };
    return [
      draft('LINK-5', 'step', {
        subjects: hubs.map(({ component }) => component.id).sort(),
        headline: message('hubs.headline', refs, values),
        because: [message('hubs.because', refs, values)],
        candidates: () =>
          hubs.flatMap((hub) =>
            switches(model, hub)
              .slice(0, 1)
              .map((type) => otherNetwork(model, hub, type)),
          ),
      }),
    ];
  });
}

/** What takes a hub's place with all its connections, the smallest first. */
function switches(model: DesignModel, hub: Part): ComponentType[] {
  const [port] = hub.type.ports;
  return roomier(model, hub, port?.name ?? '', port?.capacity ?? 0).filter(
    (type) => !type.traits?.includes('hub') && type.ports.length === 1,
  );
}
