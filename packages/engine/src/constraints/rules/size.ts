import { allHosted, quantity, type DesignModel, type Part } from '../../design/index.ts';
import { message, type Draft, type Fix, type RuleId } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { remove } from '../fixes/changes.ts';

const MIB_PER_GIB = 1024;

/** SIZE-1: what is hosted needs more memory than the machine has. SIZE-2: the same for its disk. */
export const sizeRule: Rule = {
  ids: ['SIZE-1', 'SIZE-2'],
  check: (model) =>
    model.parts.flatMap((part) => (part.type.machine ? [...memory(model, part), ...disk(model, part)] : [])),
};

function memory(model: DesignModel, part: Part): Draft[] {
  const property = part.type.machine?.memoryMiB ?? '';
  return tooSmall(model, part, {
    rule: 'SIZE-1',
    code: 'memory',
    property,
    perUnit: 1,
    need: (child) => child.type.demand.memoryMiB,
  });
}

function disk(model: DesignModel, part: Part): Draft[] {
  const property = part.type.machine?.diskGiB ?? '';
  return tooSmall(model, part, {
    rule: 'SIZE-2',
    code: 'disk',
    property,
    perUnit: MIB_PER_GIB,
    need: (child) => child.type.demand.diskMiB,
  });
}

interface Size {
  readonly rule: RuleId;
  readonly code: string;
  readonly property: string;
  /** MiB in one unit of the property. */
  readonly perUnit: number;
  readonly need: (child: Part) => number;
}

function tooSmall(model: DesignModel, part: Part, size: Size): Draft[] {
  const { id } = part.component;
  const hosted = allHosted(model, part);
  if (hosted.length === 0) return [];
  const needMiB = hosted.reduce((sum, child) => sum + size.need(child) * countOn(model, child, part), 0);
  const have = quantity(part, size.property);
  if (needMiB <= have * size.perUnit) return [];
  const need = Math.ceil(needMiB / size.perUnit);
  const largest = hosted.reduce((a, b) => (size.need(b) > size.need(a) ? b : a));
  const unit = size.perUnit === 1 ? 'MiB' : 'GiB';
  const values = { need, have, unit };
  return [
    {
      rule: size.rule,
      level: 'blocker',
      obstructs: true,
      subjects: [id],
      connections: [],
      headline: message(`size.${size.code}.headline`, { machine: id }, values),
      because: [
        message(`size.${size.code}.because.have`, { machine: id }, values),
        message(`size.${size.code}.because.need`, { part: largest.component.id, machine: id }, values),
      ],
      candidates: () => [...grow(part, size, need, unit), remove(largest)],
    },
  ];
}

/** Copies of a hosted part on one copy of the machine. */
function countOn(model: DesignModel, child: Part, machine: Part): number {
  let total = 1;
  for (let at: Part | undefined = child; at && at !== machine; at = model.byId.get(at.component.host ?? ''))
    total *= at.component.count;
  return total;
}

function grow(part: Part, size: Size, need: number, unit: string): Fix[] {
  const property = part.type.properties.find((candidate) => candidate.name === size.property);
  if (property?.form !== 'quantity' || need > property.max) return [];
  const value = Math.min(property.max, Math.ceil(need / property.step) * property.step);
  const { id } = part.component;
  return [
    {
      action: message(`size.${size.code}.action`, { machine: id }, { value, unit }),
      effect: message('size.effect', { machine: id }),
      edit: { do: 'set-property', id, property: size.property, value },
    },
  ];
}
