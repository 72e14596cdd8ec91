import type { ComponentType } from '@patchbay/catalog';
import { copies, quantity, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix } from '../finding.ts';
import { lower, raise, remove, replacement } from '../fixes/changes.ts';
import { otherMachines } from '../fixes/other-types.ts';
import type { Rule } from '../rule.ts';
import type { Machine } from '../topology.ts';
import { meets, takes } from './offers.ts';

/**
 * ARCH-2: no build for the processor. CPU-1, CPU-2, GPU-1: fewer or slower processors than it starts on. CPU-3, MEM-1: more
 * than the system can use. GPU-2: graphics processors that nothing uses.
 */
export const processorRule: Rule = {
  ids: ['ARCH-2', 'CPU-1', 'CPU-2', 'CPU-3', 'MEM-1', 'GPU-1', 'GPU-2'],
  check: (model, { machines }) =>
    machines.flatMap((machine) => [
      ...builds(model, machine),
      ...fewProcessors(machine),
      ...slow(machine),
      ...withoutGpu(model, machine),
      ...unusable(machine),
      ...idleGpu(model, machine),
    ]),
};

function builds(model: DesignModel, on: Machine): Draft[] {
  const { part: machine, software } = on;
  return software.flatMap((part) =>
    part.type.requirements
      .filter((asked) => asked.from === 'bottom' && !meets(machine.type, asked))
      .map(({ anyOf }) => {
        const refs = { part: part.component.id, machine: machine.component.id };
        const values = { wanted: anyOf.join(', '), type: machine.type.name };
        return draft('ARCH-2', 'blocker', {
          subjects: [refs.part, refs.machine],
          headline: message('build.headline', refs, values),
          because: [
            message('build.because.machine', refs, values),
            message('build.because.part', refs, values),
          ],
          candidates: () => [
            ...replaceMachine(
              model,
              on,
              (type) => type.capabilities.some(({ values: own }) => own.some((arch) => anyOf.includes(arch))),
              anyOf,
            ),
            remove(part),
          ],
        });
      }),
  );
}

/** Machines of another type that take the system as well. */
function replaceMachine(
  model: DesignModel,
  { part: machine, system }: Machine,
  suits: (type: ComponentType) => boolean,
  archs: readonly string[] = [machine.type.machine?.arch ?? ''],
): Fix[] {
  const takesBoth = (type: ComponentType) => suits(type) && (!system || takes(type, system.type));
  return otherMachines(model, machine, archs, takesBoth).map((type) =>
    replacement(model, machine, type, 'replace.host'),
  );
}

/** The part of a machine that asks for most of something; undefined where none asks. */
function mostAsking(
  parts: readonly Part[],
  of: 'cpus' | 'clockMhz' | 'gpus',
): { part: Part; need: number } | undefined {
  let most: { part: Part; need: number } | undefined;
  for (const part of parts) {
    const need = part.type.minimum?.[of];
    if (need !== undefined && need > (most?.need ?? 0)) most = { part, need };
  }
  return most;
}

const everything = ({ system, software }: Machine): Part[] => [...(system ? [system] : []), ...software];

function fewProcessors(machine: Machine): Draft[] {
  const name = machine.part.type.machine?.cpu ?? '';
  const most = mostAsking(everything(machine), 'cpus');
  const have = quantity(machine.part, name);
  if (!most || have >= most.need) return [];
  const refs = { machine: machine.part.component.id, part: most.part.component.id };
  const values = { have, need: most.need };
  return [
    draft('CPU-1', 'blocker', {
      subjects: [refs.machine, refs.part],
      headline: message('cpus.few.headline', refs, values),
      because: [message('cpus.few.because', refs, values)],
      candidates: () => [...raise(machine.part, name, most.need), remove(most.part)],
    }),
  ];
}

function slow(machine: Machine): Draft[] {
  const name = machine.part.type.machine?.maxClockMhz ?? null;
  const most = mostAsking(everything(machine), 'clockMhz');
  if (name === null || !most) return [];
  const have = quantity(machine.part, name);
  if (have >= most.need) return [];
  const refs = { machine: machine.part.component.id, part: most.part.component.id };
  const values = { have, need: most.need };
  return [
    draft('CPU-2', 'blocker', {
      subjects: [refs.machine, refs.part],
      headline: message('clock.headline', refs, values),
      because: [message('clock.because.machine', refs, values), message('clock.because.part', refs, values)],
      candidates: () => [...raise(machine.part, name, most.need), remove(most.part)],
    }),
  ];
}

const gpusOf = ({ part }: Machine): number => quantity(part, part.type.machine?.gpu ?? '');

function withoutGpu(model: DesignModel, machine: Machine): Draft[] {
  const most = mostAsking(everything(machine), 'gpus');
  const have = gpusOf(machine);
  if (!most || have >= most.need) return [];
  const refs = { machine: machine.part.component.id, part: most.part.component.id };
  const values = { have, need: most.need };
  return [
    draft('GPU-1', 'blocker', {
      subjects: [refs.machine, refs.part],
      headline: message('gpu.headline', refs, values),
      because: [message('gpu.because', refs, values)],
      candidates: () => [
        ...raise(machine.part, machine.part.type.machine?.gpu ?? '', most.need),
        ...replaceMachine(model, machine, (type) => type.machine?.gpu !== undefined),
        remove(most.part),
      ],
    }),
  ];
}

/** Only once there is software: before, nobody knows what the machine is for. */
function idleGpu(model: DesignModel, machine: Machine): Draft[] {
  const gpus = gpusOf(machine) * copies(model, machine.part);
  if (gpus === 0 || machine.software.length === 0 || mostAsking(everything(machine), 'gpus')) return [];
  const { id } = machine.part.component;
  return [
    draft('GPU-2', 'advice', {
      subjects: [id],
      headline: message('gpu.idle.headline', { machine: id }, { gpus }),
      because: [message('gpu.idle.because', { machine: id, part: machine.software[0]?.component.id ?? id })],
      candidates: () =>
        replaceMachine(
          model,
          machine,
          (type) => type.machine?.arch === machine.part.type.machine?.arch && type.machine?.gpu === undefined,
        ),
    }),
  ];
}

function unusable({ part: machine, system }: Machine): Draft[] {
  const usable = system?.type.usable;
  const shape = machine.type.machine;
  if (!usable || !system || !shape) return [];
  const refs = { machine: machine.component.id, system: system.component.id };
  const [cpus, memoryMiB] = [quantity(machine, shape.cpu), quantity(machine, shape.memoryMiB)];
  const subjects = [refs.machine, refs.system];
  const found: Draft[] = [];
  if (cpus > usable.cpus) {
    const values = { have: cpus, most: usable.cpus };
    found.push(
      draft('CPU-3', 'advice', {
        subjects,
        headline: message('cpus.many.headline', refs, values),
        because: [message('cpus.many.because', refs, values)],
        candidates: () => lower(machine, shape.cpu, usable.cpus),
      }),
    );
  }
  if (memoryMiB > usable.memoryMiB) {
    const values = { have: memoryMiB, most: usable.memoryMiB };
    found.push(
      draft('MEM-1', 'advice', {
        subjects,
        headline: message('memory.many.headline', refs, values),
        because: [message('memory.many.because', refs, values)],
        candidates: () => lower(machine, shape.memoryMiB, usable.memoryMiB),
      }),
    );
  }
  return found;
}
