import type { ComponentType } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import { Additions } from '../fixes/additions.ts';
import { remove, replacement } from '../fixes/changes.ts';
import { guard } from '../fixes/guarding.ts';
import { joinTo } from '../fixes/joining.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, totalOf, type Machine, type Network, type Topology } from '../topology.ts';
import { takes } from './offers.ts';

/**
 * NET-4, NET-8: no way to the Internet for what needs one. NET-5: two ways out of one network. NET-9, EOL-1: open to the
 * Internet without a firewall, and better not.
 */
export const exposureRule: Rule = {
  ids: ['NET-4', 'NET-5', 'NET-8', 'NET-9', 'EOL-1'],
  check: (model, topology) => {
    const out = new Set(
      topology.networks.filter(({ gateways }) => gateways.length > 0).map(({ reach }) => reach),
    );
    const open = openNetworks(topology);
    return [
      ...topology.machines.flatMap((machine) => shutIn(model, topology, out, machine)),
      ...topology.networks.flatMap((network) => crowdedOut(model, network)),
      ...topology.machines.flatMap((machine) => exposed(model, topology, open, machine)),
    ];
  },
};

/** The gateway by which each group of open networks is reached. */
function openNetworks({ networks }: Topology): ReadonlyMap<number, Part> {
  const open = new Map<number, Part>();
  for (const network of networks) {
    const [gateway] = network.gateways;
    if (gateway && !open.has(network.open)) open.set(network.open, gateway);
  }
  return open;
}

function shutIn(model: DesignModel, topology: Topology, out: ReadonlySet<number>, machine: Machine): Draft[] {
  const { part: root, software } = machine;
  const own = topology.networksOf(root.component.id);
  if (own.some(({ reach }) => out.has(reach))) return [];
  const candidates = () => wayOut(model, root, own);
  const vpn = hasTrait(root, 'vpn') ? [root] : [];
  const sending = software.filter((part) => hasTrait(part, 'internet'));
  return [...vpn, ...sending].map((part) => {
    const refs = { part: part.component.id, machine: root.component.id };
    const isVpn = part === root;
    return draft(isVpn ? 'NET-8' : 'NET-4', 'step', {
      subjects: [refs.part],
      headline: message(isVpn ? 'out.vpn.headline' : 'out.headline', refs),
      because: [message(isVpn ? 'out.vpn.because' : 'out.because', refs)],
      candidates,
    });
  });
}

/** A gateway that is there, or a new one, joined to the network of a machine or to the machine itself. */
function wayOut(model: DesignModel, root: Part, own: readonly Network[]): Fix[] {
  const target = own.flatMap(({ parts }) => parts)[0] ?? root;
  const gateways = model.parts.filter(
    (part) =>
      part.type.pools.some(({ resourceClass }) => resourceClass === 'public-address') &&
      !model.joins.has(part.component.id),
  );
  const there = gateways.flatMap((gateway) => joinTo(model, gateway, [target]));
  const type = gatewayType(model);
  const port = type?.ports[0];
  const targetPort = target.type.ports.find(({ interface: of }) => of === port?.interface);
  if (!type || !port || !targetPort) return there;
  const { id, x, y } = target.component;
  const added = new Additions(model);
  const made = added.part(type, { x, y: y - 112 }).component.id;
  added.join({ component: made, port: port.name }, { component: id, port: targetPort.name });
  return [
    ...there,
    {
      action: message('out.action', { part: id }, { names: added.names }),
      effect: message('gateway.effect', { other: id }),
      edit: added.edit,
    },
  ];
}

function gatewayType(model: DesignModel): ComponentType | undefined {
  return model.catalog.types.find(
    ({ layer, pools }) =>
      layer === 'network' && pools.some(({ resourceClass }) => resourceClass === 'public-address'),
  );
}

function crowdedOut(model: DesignModel, { gateways, parts }: Network): Draft[] {
  const [first, second] = gateways;
  // Copies of a gateway lead out of copies of a network.
  if (!first || !second || totalOf(model, parts) > parts.length) return [];
  const refs = { part: first.component.id, other: second.component.id };
  return [
    draft('NET-5', 'step', {
      subjects: gateways.map(({ component }) => component.id),
      headline: message('out.twice.headline', refs),
      because: [message('out.twice.because', refs, { total: gateways.length })],
      candidates: () => [second, first].map(remove),
    }),
  ];
}

function exposed(
  model: DesignModel,
  topology: Topology,
  open: ReadonlyMap<number, Part>,
  machine: Machine,
): Draft[] {
  const { part: root, system, software } = machine;
  const gateway = topology
    .networksOf(root.component.id)
    .map((network) => open.get(network.open))
    .find((one) => one !== undefined);
  if (!gateway) return [];
  const database = software.find((part) => hasTrait(part, 'database'));
  // Where the web server is on the same machine there is nothing to put a firewall between.
  const alone = database && !software.some((part) => hasTrait(part, 'web'));
  const machineId = root.component.id;
  return [
    ...(alone ? [openDatabase(model, database, gateway, machineId)] : []),
    ...(system && hasTrait(system, 'unsupported') ? [openSystem(model, machine, system, gateway)] : []),
  ];
}

function openDatabase(model: DesignModel, database: Part, gateway: Part, machine: string): Draft {
  const refs = { part: database.component.id, gateway: gateway.component.id, machine };
  return draft('NET-9', 'advice', {
    subjects: [refs.part, refs.gateway],
    headline: message('open.database.headline', refs),
    because: [message('open.because', refs)],
    candidates: () => guard(model, gateway),
  });
}

function openSystem(
  model: DesignModel,
  { part: machine, software }: Machine,
  system: Part,
  gateway: Part,
): Draft {
  const refs = { part: system.component.id, gateway: gateway.component.id, machine: machine.component.id };
  return draft('EOL-1', 'advice', {
    subjects: [refs.part, refs.gateway],
    headline: message('open.system.headline', refs),
    because: [message('open.system.because', refs), message('open.because', refs)],
    candidates: () => [
      ...guard(model, gateway),
      ...model.catalog.types
        .filter((type) => type.layer === 'os' && !type.traits?.includes('unsupported'))
        .filter((type) => takes(machine.type, type) && software.every((part) => takes(type, part.type)))
        .map((type) => replacement(model, system, type, 'replace.part')),
    ],
  });
}
