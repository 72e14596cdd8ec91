import type { ComponentType } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';
import { draft, MAX_FIXES, message, type Draft, type Fix } from '../finding.ts';
import { addOn, remove, setCount } from '../fixes/changes.ts';
import { addBeside, bring } from '../fixes/joining.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, networkPartsOf, passesOn, totalOf, type Machine, type Topology } from '../topology.ts';
import { towerFor } from './hosting.ts';
import { takes } from './offers.ts';

/** NET-6: a load balancer with no machine to pass requests to. NET-7: machines, and nothing on them that answers. SPREAD-1: one copy only. */
export const balancerRule: Rule = {
  ids: ['NET-6', 'NET-7', 'SPREAD-1'],
  check: (model, topology) =>
    topology.machines
      .filter(({ part }) => hasTrait(part, 'balancer'))
      .flatMap(({ part }) => behind(model, topology, part)),
};

function behind(model: DesignModel, topology: Topology, balancer: Part): Draft[] {
  const machines = reached(topology, balancer);
  const first = machines[0];
  if (!first) return [nothingThere(model, topology, balancer)];
  const web = machines.filter(({ software }) => software.some((part) => hasTrait(part, 'web')));
  if (!machines.some(answers)) return [nobodyAnswers(model, topology, machines, first, balancer)];
  const [only, ...others] = web;
  return only && others.length === 0 && totalOf(model, [only.part]) === 1 ? [alone(only, balancer)] : [];
}

const answers = ({ software }: Machine): boolean => software.some((part) => hasTrait(part, 'server'));

const canAnswer = ({ part }: Machine): boolean => !passesOn(part) && !hasTrait(part, 'printer');

/** Machines on the balancer's own networks that could answer, each once. */
function reached({ networksOf, machineOf }: Topology, balancer: Part): Machine[] {
  const members = networksOf(balancer.component.id).flatMap((network) => network.members);
  return [...new Set(members)].flatMap((part) => machineOf.get(part.component.id) ?? []).filter(canAnswer);
}

function nothingThere(model: DesignModel, topology: Topology, balancer: Part): Draft {
  const { id } = balancer.component;
  return draft('NET-6', 'todo', {
    subjects: [id],
    headline: message('balancer.empty.headline', { part: id }),
    because: [message('balancer.empty.because', { part: id })],
    candidates: () => {
      const machines = topology.machines.filter(canAnswer);
      // What answers already comes first; the others are one step nearer.
      const best = machines.toSorted((a, b) => Number(answers(b)) - Number(answers(a)));
      return [
        ...bring(
          model,
          topology,
          balancer,
          best.map(({ part }) => part),
        ).slice(0, 2),
        ...newServers(model, topology, balancer),
        remove(balancer),
      ];
    },
  });
}

/** What answers browsers and needs nothing but a system. */
function webTypes({ catalog }: DesignModel): ComponentType[] {
  return catalog.types.filter(
    ({ traits, requirements }) =>
      traits?.includes('web') && requirements.every(({ from }) => from === undefined || from === 'host'),
  );
}

/** Two of them, since one alone leaves nothing to share. */
function newServers(model: DesignModel, topology: Topology, balancer: Part): Fix[] {
  const own = networkPartsOf(topology, balancer);
  return webTypes(model)
    .slice(0, 1)
    .flatMap((type) => addBeside(model, balancer, own, towerFor(model, type), 2));
}

/** A server on the systems that are there, and on machines without one a system with it. */
function serversOn(model: DesignModel, machines: readonly Machine[]): Fix[] {
  const types = webTypes(model);
  const systems = model.catalog.types.filter(({ layer }) => layer === 'os');
  return machines.flatMap(({ part, system }): Fix[] => {
    if (system)
      return types.filter((type) => takes(system.type, type)).map((type) => addOn(model, system, type));
    return types.flatMap((type) => {
      const below = systems.find((os) => takes(os, type) && takes(part.type, os));
      return below ? [addOn(model, part, below, type)] : [];
    });
  });
}

function nobodyAnswers(
  model: DesignModel,
  topology: Topology,
  machines: readonly Machine[],
  first: Machine,
  balancer: Part,
): Draft {
  const refs = { part: balancer.component.id, machine: first.part.component.id };
  return draft('NET-7', 'step', {
    subjects: [refs.part],
    headline: message('balancer.silent.headline', refs),
    because: [message('balancer.silent.because', refs, { count: machines.length })],
    candidates: () => {
      const answering = topology.machines.filter((one) => canAnswer(one) && answers(one));
      return [
        ...bring(
          model,
          topology,
          balancer,
          answering.map(({ part }) => part),
        ).slice(0, 1),
        ...serversOn(model, machines).slice(0, 2),
        ...newServers(model, topology, balancer),
      ]
        .slice(0, MAX_FIXES - 1)
        .concat(remove(balancer));
    },
  });
}

function alone({ part: machine }: Machine, balancer: Part): Draft {
  const refs = { machine: machine.component.id, part: balancer.component.id };
  return draft('SPREAD-1', 'advice', {
    subjects: [refs.machine, refs.part],
    headline: message('balancer.alone.headline', refs),
    because: [message('balancer.alone.because', refs)],
    candidates: () => setCount(machine, 2),
  });
}
