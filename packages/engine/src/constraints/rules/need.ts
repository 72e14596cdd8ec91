import type { Requirement } from '@patchbay/catalog';
import type { ComponentId, DesignModel, Part } from '../../design/index.ts';
import { draft, message, type Draft } from '../finding.ts';
import { addOn } from '../fixes/changes.ts';
import { addBeside, bridge, joinTo } from '../fixes/joining.ts';
import type { Rule } from '../rule.ts';
import { add, networkPartsOf, type Topology } from '../topology.ts';
import { isWithin } from '../version.ts';
import { towerFor } from './hosting.ts';
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
      const own = networkPartsOf(topology, machine);
      return [
        ...types.flatMap((type) => (system && takes(system.type, type) ? [addOn(model, system, type)] : [])),
        ...types.flatMap((type) => addBeside(model, machine, own, towerFor(model, type))),
      ];
    },
  });
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
  const [own, theirs] = [networkPartsOf(topology, machine), networkPartsOf(topology, root)];
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
