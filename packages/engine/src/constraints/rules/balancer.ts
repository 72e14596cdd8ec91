import type { DesignModel, Part } from '../../design/index.ts';
import { draft, message, type Draft } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, passesOn, totalOf, type Machine, type Topology } from '../topology.ts';
import { addOn, joinTo, remove, setCount } from './changes.ts';
import { reaching } from './joins.ts';
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
  const answers = machines.some(({ software }) => software.some((part) => hasTrait(part, 'server')));
  if (!answers) return [nobodyAnswers(model, machines, first, balancer)];
  const [only, ...others] = web;
  return only && others.length === 0 && totalOf(model, [only.part]) === 1 ? [alone(only, balancer)] : [];
}

/** Machines on the balancer's own networks that could answer, each once. */
function reached({ networksOf, machineOf }: Topology, balancer: Part): Machine[] {
  const members = networksOf(balancer.component.id).flatMap((network) => network.members);
  return [...new Set(members)]
    .filter((part) => !passesOn(part) && !hasTrait(part, 'printer'))
    .flatMap((part) => machineOf.get(part.component.id) ?? []);
}

function nothingThere(model: DesignModel, topology: Topology, balancer: Part): Draft {
  const { id } = balancer.component;
  return draft('NET-6', 'todo', {
    subjects: [id],
    headline: message('balancer.empty.headline', { part: id }),
    because: [message('balancer.empty.because', { part: id })],
    candidates: () => [
      ...joinTo(model, balancer).slice(0, 3),
      ...reaching(model, topology, balancer),
      remove(balancer),
    ],
  });
}

function nobodyAnswers(
  model: DesignModel,
  machines: readonly Machine[],
  first: Machine,
  balancer: Part,
): Draft {
  const refs = { part: balancer.component.id, machine: first.part.component.id };
  return draft('NET-7', 'step', {
    subjects: [refs.part],
    headline: message('balancer.silent.headline', refs),
    because: [message('balancer.silent.because', refs, { count: machines.length })],
    candidates: () => [
      ...machines.flatMap(({ system }) =>
        system
          ? model.catalog.types
              .filter((type) => type.traits?.includes('web') && takes(system.type, type))
              .map((type) => addOn(model, system, type))
          : [],
      ),
      remove(balancer),
    ],
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
