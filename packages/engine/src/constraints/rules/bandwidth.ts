import { copies, quantity, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, type Network, type Topology } from '../topology.ts';
import { lower, raise, otherNetwork, remove } from '../fixes/changes.ts';

const MBPS_PER_MBS = 8;
const SPEED = 'speedMbps';
const BANDWIDTH = 'bandwidthMBs';
const UPLINK = 'uplinkMbps';

/**
 * BAND-1: a network slower than what one of its members needs. BAND-2: storage slower than what is asked of it. BAND-3: a VPN
 * faster than its way out. LINK-4: a slow part between faster ones.
 */
export const bandwidthRule: Rule = {
  ids: ['BAND-1', 'BAND-2', 'BAND-3', 'LINK-4'],
  check: (model, topology) => {
    const networkParts = topology.networks.flatMap(({ parts }) => parts).filter((part) => speedOf(part) > 0);
    return [
      ...networkParts.flatMap((part) => tooSlow(model, topology, part)),
      ...storageAsked(model, topology),
      ...topology.machines.flatMap(({ part }) => narrowUplink(topology, part)),
      ...networkParts.flatMap((part) => bottleneck(model, part)),
    ];
  },
};

const speedOf = (part: Part): number => (part.type.layer === 'network' ? quantity(part, SPEED) : 0);

/** Mbit/s that one copy of a member sends and takes at its busiest. */
function needOf({ machineOf }: Topology, member: Part): number {
  if (member.type.layer === 'storage') return quantity(member, BANDWIDTH) * MBPS_PER_MBS;
  const machine = machineOf.get(member.component.id);
  const parts = machine ? [member, ...machine.software] : [member];
  return parts.reduce((sum, { type }) => sum + (type.traffic?.networkMbps ?? 0), 0);
}

function tooSlow(model: DesignModel, topology: Topology, network: Part): Draft[] {
  const { id } = network.component;
  const have = speedOf(network);
  let most: { member: Part; need: number } | undefined;
  for (const { a, b } of model.joins.get(id) ?? []) {
    const member = model.byId.get(a.component === id ? b.component : a.component);
    if (!member || member.type.layer === 'network') continue;
    const need = needOf(topology, member);
    if (need > have && need > (most?.need ?? 0)) most = { member, need };
  }
  if (!most) return [];
  const { member, need } = most;
  const refs = { network: id, member: member.component.id };
  return [
    draft('BAND-1', 'step', {
      subjects: [id],
      headline: message('band.network.headline', refs, { have, need }),
      because: [
        message('band.network.because.have', refs, { have }),
        message('band.network.because.need', refs, { need }),
      ],
      candidates: (): Fix[] => [
        ...raise(network, SPEED, need),
        ...fasterTypes(model, network, need),
        ...lower(member, BANDWIDTH, Math.floor(have / MBPS_PER_MBS)),
      ],
    }),
  ];
}

/** Network parts that can be joined in the same way and are fast enough as they come. */
function fasterTypes(model: DesignModel, network: Part, need: number): Fix[] {
  const names = network.type.ports.map(({ name }) => name).join(' ');
  return model.catalog.types
    .filter((type) => type.layer === 'network' && type.id !== network.type.id)
    .filter((type) => type.ports.map(({ name }) => name).join(' ') === names)
    .filter(({ properties }) =>
      properties.some(({ name, default: usual }) => name === SPEED && Number(usual) >= need),
    )
    .map((type) => {
      const fix = otherNetwork(model, network, type);
      // At the speed that it comes with.
      return fix.edit.do === 'change-type' ? { ...fix, edit: { ...fix.edit, properties: {} } } : fix;
    });
}

/** What the software of a group of networks asks of its storage, and what the storage there gives. */
interface Asked {
  readonly storage: Map<string, Part>;
  readonly asking: Map<string, Part>;
  need: number;
}

function storageAsked(model: DesignModel, topology: Topology): Draft[] {
  const groups = new Map<number, Asked>();
  for (const network of topology.networks) collect(model, topology, groups, network);
  return [...groups.values()].flatMap(({ storage, asking, need }) => {
    const parts = [...storage.values()];
    const have = parts.reduce((sum, part) => sum + quantity(part, BANDWIDTH) * copies(model, part), 0);
    const [part] = parts;
    const [software] = asking.values();
    if (!part || !software || need <= have) return [];
    const refs = { part: part.component.id, software: software.component.id };
    const missing = Math.ceil((need - have) / copies(model, part));
    return [
      draft('BAND-2', 'advice', {
        subjects: parts.map(({ component }) => component.id),
        headline: message('band.storage.headline', refs, { have, need }),
        because: [
          message('band.storage.because.need', refs, { need }),
          message('band.storage.because.have', refs, { have }),
        ],
        candidates: () => raise(part, BANDWIDTH, quantity(part, BANDWIDTH) + missing),
      }),
    ];
  });
}

function collect(
  model: DesignModel,
  { machineOf }: Topology,
  groups: Map<number, Asked>,
  { reach, members }: Network,
): void {
  const group = groups.get(reach) ?? { storage: new Map(), asking: new Map(), need: 0 };
  groups.set(reach, group);
  for (const member of members) {
    if (member.type.layer === 'storage' && !hasTrait(member, 'backup'))
      group.storage.set(member.component.id, member);
    for (const part of machineOf.get(member.component.id)?.software ?? []) {
      const each = part.type.traffic?.storageMBs ?? 0;
      if (each === 0 || group.asking.has(part.component.id)) continue;
      group.asking.set(part.component.id, part);
      group.need += each * copies(model, part);
    }
  }
}

function narrowUplink({ networks, networksOf }: Topology, vpn: Part): Draft[] {
  if (!hasTrait(vpn, 'vpn')) return [];
  const reaches = new Set(networksOf(vpn.component.id).map(({ reach }) => reach));
  const gateways = networks.filter(({ reach }) => reaches.has(reach)).flatMap((network) => network.gateways);
  const [gateway] = gateways;
  const need = quantity(vpn, SPEED);
  const have = gateways.reduce((sum, part) => sum + quantity(part, UPLINK) * part.component.count, 0);
  if (!gateway || need <= have) return [];
  const refs = { part: vpn.component.id, gateway: gateway.component.id };
  return [
    draft('BAND-3', 'step', {
      subjects: [refs.part, refs.gateway],
      headline: message('band.uplink.headline', refs, { have, need }),
      because: [message('band.uplink.because', refs, { have, need })],
      candidates: () => [
        ...raise(gateway, UPLINK, Math.ceil(quantity(gateway, UPLINK) + need - have)),
        ...lower(vpn, SPEED, have),
        remove(vpn),
      ],
    }),
  ];
}

function bottleneck(model: DesignModel, part: Part): Draft[] {
  const { id } = part.component;
  const have = speedOf(part);
  const faster = (model.joins.get(id) ?? [])
    .map(({ a, b }) => model.byId.get(a.component === id ? b.component : a.component))
    .filter((other): other is Part => other !== undefined && speedOf(other) > have);
  const [first, second] = [...new Set(faster)];
  // A line is slower than what it joins for its price's sake, and an access point by its nature.
  if (!first || !second || hasTrait(part, 'line') || hasTrait(part, 'access-point')) return [];
  const refs = { part: id, first: first.component.id, second: second.component.id };
  const speed = Math.min(speedOf(first), speedOf(second));
  return [
    draft('LINK-4', 'advice', {
      subjects: [id],
      headline: message('band.between.headline', refs, { have, speed }),
      because: [message('band.between.because', refs, { have, speed })],
      candidates: () => [...raise(part, SPEED, speed), ...fasterTypes(model, part, speed)],
    }),
  ];
}
