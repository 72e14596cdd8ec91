import { copies, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { add, type Topology } from '../topology.ts';
import { remove, setCount } from '../fixes/changes.ts';

/** SEAT-1: more copies than one licence covers in a design. SEAT-2: on more machines than it covers. */
export const licenceRule: Rule = {
  ids: ['SEAT-1', 'SEAT-2'],
  check: (model, topology) => {
    const byType = new Map<string, Part[]>();
    for (const part of model.parts) {
      if (part.type.licence) add(byType, part.type.id, part);
    }
    return [...byType.values()].flatMap((parts) => overused(model, topology, parts));
  },
};

/** One part with the machine below it, and how much of the licence each copy of that machine takes. */
interface Use {
  readonly part: Part;
  readonly machine: Part;
  readonly perMachine: number;
}

function overused(model: DesignModel, { machineOf }: Topology, parts: readonly Part[]): Draft[] {
  const { seats, machines } = parts[0]?.type.licence ?? {};
  const uses = parts.flatMap((part): Use[] => {
    const machine = machineOf.get(part.component.id)?.part;
    return machine ? [{ part, machine, perMachine: copies(model, part) / copies(model, machine) }] : [];
  });
  // One licence for a machine, however many parts of the type stand on it.
  const once = [
    ...new Map(uses.map((use) => [use.machine.component.id, { ...use, perMachine: 1 }])).values(),
  ];
  return [
    ...(seats === undefined ? [] : over(model, 'SEAT-1', uses, seats)),
    ...(machines === undefined ? [] : over(model, 'SEAT-2', once, machines)),
  ];
}

function over(model: DesignModel, rule: 'SEAT-1' | 'SEAT-2', uses: readonly Use[], most: number): Draft[] {
  const taken = (use: Use) => use.perMachine * copies(model, use.machine);
  const used = uses.reduce((sum, use) => sum + taken(use), 0);
  if (used <= most) return [];
  const largest = uses.reduce((a, b) => (taken(b) > taken(a) ? b : a));
  const refs = { part: largest.part.component.id, machine: largest.machine.component.id };
  const values = { used, most, type: largest.part.type.name };
  const seats = rule === 'SEAT-1';
  return [
    draft(rule, 'blocker', {
      subjects: uses.map(({ part }) => part.component.id),
      headline: message(seats ? 'licence.seats.headline' : 'licence.machines.headline', refs, values),
      because: [
        message(seats ? 'licence.seats.because' : 'licence.machines.because', refs, values),
        message('licence.because.most', refs, { count: taken(largest) }),
      ],
      candidates: (): Fix[] => {
        const fewer = Math.ceil((used - most) / largest.perMachine);
        return [...setCount(largest.machine, largest.machine.component.count - fewer), remove(largest.part)];
      },
    }),
  ];
}
