import type { ComponentType, Requirement } from '@patchbay/catalog';
import type { Component, ComponentId, Connection, DesignModel, Edit, Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { add, type Topology } from '../topology.ts';
import { isWithin } from '../version.ts';
import { addOn, connectionOf, fittingPorts, joinTo, newPart } from './changes.ts';
import { machineFor, stack } from './hosting.ts';
import { meets, offeredFor, takes } from './offers.ts';

/** SVC-1: nothing in the design offers a service that a part needs. NET-3: something does, and no network leads there. */
export const needRule: Rule = {
  ids: ['SVC-1', 'NET-3'],
  check: (model, topology) => {
    const asking = model.parts.filter(({ type }) => type.requirements.some(({ from }) => from === 'network'));
    if (asking.length === 0) return [];
    const services = servicesOf(model, topology);
    return asking.flatMap((part) => needs(model, topology, services, part));
  },
};

/** Something that offers services, and the machine or storage by which it is reached. */
interface Provider {
  readonly part: Part;
  readonly root: Part;
}

interface Services {
  readonly byName: ReadonlyMap<string, readonly Provider[]>;
  /** By name and group of networks that reach each other. */
  readonly near: ReadonlyMap<string, readonly Provider[]>;
  readonly on: ReadonlyMap<ComponentId, readonly Provider[]>;
}

function servicesOf(model: DesignModel, topology: Topology): Services {
  const [byName, near, on] = [
    new Map<string, Provider[]>(),
    new Map<string, Provider[]>(),
    new Map<ComponentId, Provider[]>(),
  ];
  for (const part of model.parts) {
    const names = part.type.capabilities.flatMap(({ name, values }) => (name === 'service' ? values : []));
    const root =
      topology.machineOf.get(part.component.id)?.part ?? (part.type.hostedOn === null ? part : undefined);
    if (names.length === 0 || !root) continue;
    const provider = { part, root };
    add(on, root.component.id, provider);
    for (const name of names) {
      add(byName, name, provider);
      for (const reach of reachesOf(topology, root)) add(near, `${name} ${reach}`, provider);
    }
  }
  return { byName, near, on };
}

function reachesOf({ networksOf }: Topology, root: Part): Set<number> {
  return new Set(networksOf(root.component.id).map(({ reach }) => reach));
}

function needs(model: DesignModel, topology: Topology, services: Services, part: Part): Draft[] {
  const machine = topology.machineOf.get(part.component.id)?.part;
  if (!machine) return [];
  const reaches = [...reachesOf(topology, machine)];
  return part.type.requirements.flatMap((asked): Draft[] => {
    if (asked.from !== 'network') return [];
    const offers = (providers: readonly Provider[] | undefined) =>
      providers?.find((one) =>
        offeredFor(one.part.type, asked).some(({ version }) => isWithin(version, asked)),
      );
    const here = offers(services.on.get(machine.component.id));
    if (
      here ||
      asked.anyOf.some((name) => reaches.some((reach) => offers(services.near.get(`${name} ${reach}`))))
    )
      return [];
    const elsewhere = asked.anyOf
      .map((name) => offers(services.byName.get(name)))
      .find((one) => one !== undefined);
    return [
      elsewhere
        ? apart(model, topology, { part, machine }, elsewhere, asked)
        : nowhere(model, topology, { part, machine }, asked),
    ];
  });
}

interface Asker {
  readonly part: Part;
  readonly machine: Part;
}

const wanted = ({ anyOf }: Requirement) => ({ property: anyOf.join(' '), wanted: anyOf.join(' or ') });

function nowhere(
  model: DesignModel,
  topology: Topology,
  { part, machine }: Asker,
  asked: Requirement,
): Draft {
  const refs = { part: part.component.id };
  const system = topology.machineOf.get(machine.component.id)?.system;
  return draft('SVC-1', 'todo', {
    subjects: [refs.part],
    headline: message('service.missing.headline', refs, wanted(asked)),
    because: [message('service.missing.because', refs, wanted(asked))],
    candidates: () => {
      const types = model.catalog.types.filter((type) => type.layer === 'software' && meets(type, asked));
      const here = system ? types.filter((type) => takes(system.type, type)) : [];
      return [
        ...here.map((type) => addOn(model, system as Part, type)),
        ...types.flatMap((type) => beside(model, topology, machine, type)),
      ];
    },
  });
}

/** A machine with what offers it, on the asking machine's network, or on a new one with it. */
function beside(model: DesignModel, topology: Topology, machine: Part, type: ComponentType): Fix[] {
  const os = model.catalog.types.find((candidate) => candidate.layer === 'os' && takes(candidate, type));
  const below = os && machineFor(model, os);
  if (!below) return [];
  const { id, x, y } = machine.component;
  const added = stack(model, [below, os, type], { x: x + 256, y });
  const made = added[0];
  const near = topology.networksOf(id)[0]?.parts.find((part) => fittingPorts(below, part.type));
  const ends = near ? fittingPorts(below, near.type) : null;
  if (!made) return [];
  const edits: Edit[] = [{ do: 'add', components: added, connections: [] }];
  if (near && ends)
    edits.push({
      do: 'connect',
      connection: connectionOf(
        model,
        { component: made.id, port: ends[0].name },
        { component: near.component.id, port: ends[1].name },
      ),
    });
  else
    edits.push(
      ...network(
        model,
        [
          { id: made.id, type: below },
          { id, type: machine.type },
        ],
        { x, y },
        added,
      ),
    );
  return [
    {
      action: message(
        'service.missing.action',
        { part: id },
        { names: [below, os, type].map(({ name }) => name).join(' + ') },
      ),
      effect: message('service.missing.effect', { part: id }),
      edit: { do: 'many', edits },
    },
  ];
}

/** A new switch that joins all of these; nothing where one of them has no port for it. */
function network(
  model: DesignModel,
  members: readonly { readonly id: ComponentId; readonly type: ComponentType }[],
  { x, y }: { x: number; y: number },
  alsoNew: readonly Component[] = [],
): Edit[] {
  const type = model.catalog.types.find(
    (candidate) =>
      candidate.layer === 'network' && members.every((member) => fittingPorts(member.type, candidate)),
  );
  if (!type) return [];
  const made = newPart(
    model,
    type,
    { x, y: y - 96 },
    Object.fromEntries(alsoNew.map((part) => [part.id, part])),
  );
  const connections: Connection[] = [];
  for (const member of members) {
    const ends = fittingPorts(member.type, type);
    const taken = Object.fromEntries(connections.map((one) => [one.id, one]));
    if (ends)
      connections.push(
        connectionOf(
          model,
          { component: member.id, port: ends[0].name },
          { component: made.id, port: ends[1].name },
          taken,
        ),
      );
  }
  return [{ do: 'add', components: [made], connections }];
}

function apart(
  model: DesignModel,
  topology: Topology,
  { part, machine }: Asker,
  { part: provider, root }: Provider,
  asked: Requirement,
): Draft {
  const refs = {
    part: part.component.id,
    provider: provider.component.id,
    machine: machine.component.id,
    other: root.component.id,
  };
  const [own, theirs] = [machine, root].map((one) =>
    topology.networksOf(one.component.id).flatMap(({ parts }) => parts),
  );
  return draft('NET-3', 'step', {
    subjects: [refs.part, refs.provider],
    headline: message('service.apart.headline', refs, wanted(asked)),
    because: [
      message('service.apart.because.need', refs, wanted(asked)),
      message('service.apart.because.network', refs),
    ],
    candidates: () => [
      ...joinTo(model, machine, theirs),
      ...joinTo(model, root, own),
      ...bridge(model, machine, root),
    ],
  });
}

function bridge(model: DesignModel, machine: Part, other: Part): Fix[] {
  const members = [machine, other].map(({ component, type }) => ({ id: component.id, type }));
  const edits = network(model, members, machine.component);
  if (edits.length === 0) return [];
  return [
    {
      action: message('service.apart.action', { machine: machine.component.id, other: other.component.id }),
      effect: message('service.apart.effect'),
      edit: { do: 'many', edits },
    },
  ];
}
