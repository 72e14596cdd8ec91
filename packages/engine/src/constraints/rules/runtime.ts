import type { ComponentType, Requirement } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import type { Machine } from '../topology.ts';
import { rangeText } from '../version.ts';
import { addOn, remove, replacement } from '../fixes/changes.ts';
import { newHomes } from './hosting.ts';
import { meets, offeredFor, takes } from './offers.ts';

/**
 * RUN-1: nothing on the machine runs it. RUN-2: what would run it is of another version. RUN-3: two things that cannot share
 * a machine.
 */
export const runtimeRule: Rule = {
  ids: ['RUN-1', 'RUN-2', 'RUN-3'],
  check: (model, { machines }) =>
    machines.flatMap((machine) => [
      ...machine.software.flatMap((part) => withoutRuntime(model, machine, part)),
      ...exclusions(model, machine),
    ]),
};

function withoutRuntime(model: DesignModel, machine: Machine, part: Part): Draft[] {
  const { software, system } = machine;
  return part.type.requirements
    .filter(({ from }) => from === 'machine')
    .filter((asked) => !software.some(({ type }) => meets(type, asked)))
    .map((asked) => {
      const other = software.find(({ type }) => offeredFor(type, asked).length > 0);
      return other && system
        ? wrongVersion(model, part, other, system, asked)
        : missing(model, machine, part, asked);
    });
}

/** Types that run it and stand on the system themselves. */
function runtimes(model: DesignModel, system: Part, asked: Requirement): ComponentType[] {
  return model.catalog.types.filter(
    (type) => type.layer === 'software' && meets(type, asked) && takes(system.type, type),
  );
}

function missing(
  model: DesignModel,
  { part: machine, system }: Machine,
  part: Part,
  asked: Requirement,
): Draft {
  const refs = { part: part.component.id, machine: machine.component.id };
  const values = {
    property: asked.anyOf.join(' '),
    wanted: asked.anyOf.join(' or '),
    range: rangeText(asked),
  };
  return draft('RUN-1', 'todo', {
    obstructs: true,
    subjects: [refs.part, refs.machine],
    headline: message('runtime.missing.headline', refs, values),
    because: [message('runtime.missing.because', refs, values)],
    candidates: () => [
      ...(system ? runtimes(model, system, asked).map((type) => addOn(model, system, type)) : []),
      remove(part),
    ],
  });
}

function wrongVersion(model: DesignModel, part: Part, other: Part, system: Part, asked: Requirement): Draft {
  const refs = { part: part.component.id, other: other.component.id };
  const version = offeredFor(other.type, asked)[0]?.version ?? other.type.version ?? '';
  const values = {
    property: asked.anyOf.join(' '),
    wanted: asked.anyOf.join(' or '),
    range: rangeText(asked),
    version,
  };
  return draft('RUN-2', 'blocker', {
    subjects: [refs.part, refs.other],
    headline: message('runtime.version.headline', refs, values),
    because: [
      message('runtime.version.because.part', refs, values),
      message('runtime.version.because.other', refs, values),
    ],
    candidates: () => {
      const fitting = runtimes(model, system, asked);
      return [
        ...fitting.map((type) => ({
          ...replacement(model, other, type, 'replace.part'),
          effect: message('replace.software.effect', { part: other.component.id }),
        })),
        ...fitting.map((type) => addOn(model, system, type)),
        remove(part),
      ];
    },
  });
}

function exclusions(model: DesignModel, { part: machine, software }: Machine): Draft[] {
  const firstOf = new Map(software.toReversed().map((part) => [part.type.id, part]));
  return software.flatMap((part) =>
    (part.type.excludes ?? []).flatMap((id): Draft[] => {
      const other = firstOf.get(id);
      // Each pair once: most say it of each other.
      if (!other || (other.type.excludes?.includes(part.type.id) && other.component.id < part.component.id))
        return [];
      const refs = { first: part.component.id, second: other.component.id, machine: machine.component.id };
      return [
        draft('RUN-3', 'blocker', {
          subjects: [refs.first, refs.second],
          headline: message('exclude.headline', refs),
          because: [message('exclude.because', refs)],
          candidates: (): Fix[] => [...newHomes(model, other).slice(0, 1), remove(other), remove(part)],
        }),
      ];
    }),
  );
}
