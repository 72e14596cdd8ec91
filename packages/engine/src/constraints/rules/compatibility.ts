import type { ComponentType, Requirement } from '@patchbay/catalog';
import { hostOf, type DesignModel, type Part } from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import { replacement } from '../fixes/changes.ts';
import { otherMachines } from '../fixes/other-types.ts';
import type { Rule } from '../rule.ts';
import { homes, keepOne, newHomes } from './hosting.ts';
import { askedOfHost, isAppliance, meets, takes } from './offers.ts';

/** ARCH-1: an OS runs only on some processors. OS-1: software runs only on some systems. */
export const compatibilityRule: Rule = {
  ids: ['ARCH-1', 'OS-1'],
  check: (model) => model.parts.flatMap((part) => clashes(model, part)),
};

/** So many of one sort of fix come before those of other sorts. */
const BEST = 2;

function clashes(model: DesignModel, part: Part): Draft[] {
  const on = hostOf(model, part);
  if (!on || on.type.layer !== part.type.hostedOn) return [];
  return askedOfHost(part.type)
    .filter((requirement) => !meets(on.type, requirement))
    .map((requirement) => clash(model, part, on, requirement));
}

function clash(model: DesignModel, part: Part, on: Part, requirement: Requirement): Draft {
  const refs = { part: part.component.id, host: on.component.id };
  const offered =
    on.type.capabilities.find((capability) => capability.name === requirement.capability)?.values ?? [];
  const values = {
    part: part.type.name,
    host: on.type.name,
    wanted: names(model, requirement.anyOf),
    offered: names(model, offered.slice(0, 1)),
  };
  const carried = (model.hosted.get(part.component.id) ?? [])[0];
  const code = requirement.capability;
  const closed = isAppliance(on.type);
  return {
    rule: requirement.rule,
    level: 'blocker',
    obstructs: true,
    subjects: [refs.part, refs.host],
    connections: [],
    headline: message(closed ? 'appliance.headline' : `${code}.headline`, refs, values),
    because: [
      message(closed ? 'appliance.because' : `${code}.because.host`, refs, values),
      message(`${code}.because.part`, refs, values),
      ...(carried
        ? [message(`${code}.because.carried`, { ...refs, carried: carried.component.id }, values)]
        : []),
    ],
    candidates: () => fixes(model, part, on, requirement),
  };
}

function fixes(model: DesignModel, part: Part, on: Part, requirement: Requirement): Fix[] {
  // A machine runs one system, so what is meant is one of those that it has.
  const others = (model.hosted.get(on.component.id) ?? []).filter((other) => other !== part);
  if (part.type.layer === 'os' && others.some(({ type }) => type.layer === 'os'))
    return [...keepOne(model, on, others), ...homes(model, part), ...newHomes(model, part).slice(0, BEST)];
  const hosts = replaceHost(model, part, on, requirement);
  const parts = replacePart(model, part, on);
  return [
    ...hosts.slice(0, BEST),
    ...parts.slice(0, BEST),
    ...homes(model, part),
    // A machine for an OS is what takes the place of the one it is on.
    ...(part.type.layer === 'software' ? newHomes(model, part).slice(0, BEST) : []),
    ...hosts.slice(BEST),
    ...parts.slice(BEST),
  ];
}

/** Names of types where a value is a type id (an OS), else the value itself (an architecture). */
function names(model: DesignModel, values: readonly string[]): string {
  return values.map((value) => model.types.get(value)?.name ?? value).join(', ');
}

/** Put another type in the host's place; what it hosts must still fit, and its own host must fit it. */
function replaceHost(model: DesignModel, part: Part, on: Part, { anyOf }: Requirement): Fix[] {
  const below = hostOf(model, on);
  const suits = (type: ComponentType) =>
    takes(type, part.type) && (below === undefined || takes(below.type, type));
  const types =
    on.type.layer === 'machine'
      ? otherMachines(model, on, anyOf, suits)
      : model.catalog.types.filter(
          (type) => type.layer === on.type.layer && type.id !== on.type.id && suits(type),
        );
  return types.map((type) => replacement(model, on, type, 'replace.host'));
}

function replacePart(model: DesignModel, part: Part, on: Part): Fix[] {
  const carried = model.hosted.get(part.component.id) ?? [];
  return model.catalog.types
    .filter((type) => type.layer === part.type.layer && type.id !== part.type.id && takes(on.type, type))
    .filter((type) => part.type.layer === 'os' && carried.every((child) => takes(type, child.type)))
    .map((type) => replacement(model, part, type, 'replace.part'));
}
