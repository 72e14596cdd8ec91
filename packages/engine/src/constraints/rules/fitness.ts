import { copies, hostOf, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { add, hasTrait, type Topology } from '../topology.ts';
import { remove, replacement, setCount } from '../fixes/changes.ts';
import { takes } from './offers.ts';

/** OS-2: outside the tested systems. CLIENT-1: a server on something that is carried about. MAJ-1: an even number of voters. */
export const fitnessRule: Rule = {
  ids: ['OS-2', 'CLIENT-1', 'MAJ-1'],
  check: (model, topology) => [
    ...model.parts.flatMap((part) => untested(model, part)),
    ...onTheMove(model, topology),
    ...evenVoters(model, topology),
  ],
};

function untested(model: DesignModel, part: Part): Draft[] {
  const { tested } = part.type;
  if (!tested) return [];
  const on = hostOf(model, part);
  if (
    !on ||
    on.type.layer !== part.type.hostedOn ||
    tested.includes(on.type.id) ||
    !takes(on.type, part.type)
  )
    return [];
  const refs = { part: part.component.id, host: on.component.id };
  const below = hostOf(model, on);
  const names = tested.map((id) => model.types.get(id)?.name ?? id);
  return [
    draft('OS-2', 'advice', {
      subjects: [refs.part, refs.host],
      headline: message('tested.headline', refs),
      because: [message('tested.because', refs, { tested: names.join(', ') })],
      candidates: () =>
        tested
          .flatMap((id) => model.types.get(id) ?? [])
          .filter((type) => !below || takes(below.type, type))
          .map((type) => replacement(model, on, type, 'replace.host')),
    }),
  ];
}

function onTheMove(model: DesignModel, { machines }: Topology): Draft[] {
  return machines
    .filter(({ part }) => hasTrait(part, 'portable'))
    .flatMap(({ part: machine, system, software }) =>
      software
        .filter((part) => hasTrait(part, 'server'))
        .map((part) => {
          const refs = { part: part.component.id, machine: machine.component.id };
          return draft('CLIENT-1', 'advice', {
            subjects: [refs.part, refs.machine],
            headline: message('portable.headline', refs),
            because: [message('portable.because', refs)],
            candidates: () => [
              ...model.catalog.types
                .filter(({ layer, family }) => layer === 'machine' && family === 'hardware')
                .filter((type) => system && takes(type, system.type))
                .map((type) => replacement(model, machine, type, 'replace.host')),
              remove(part),
            ],
          });
        }),
    );
}

/** Only where it is clear what votes together: the copies of one part, or two parts. Others may be more than one cluster. */
function evenVoters(model: DesignModel, { machineOf }: Topology): Draft[] {
  const byType = new Map<string, Part[]>();
  for (const part of model.parts) if (hasTrait(part, 'majority')) add(byType, part.type.id, part);
  return [...byType.values()].flatMap((parts): Draft[] => {
    const [first, ...others] = parts;
    const voters = parts.reduce((sum, part) => sum + copies(model, part), 0);
    if (!first || voters % 2 === 1 || (others.length > 0 && voters > 2)) return [];
    const machine = machineOf.get(first.component.id)?.part;
    const refs = { part: first.component.id };
    return [
      draft('MAJ-1', 'advice', {
        subjects: parts.map(({ component }) => component.id),
        headline: message('majority.headline', refs, { voters }),
        because: [message('majority.because', refs, { voters, lost: voters / 2 - 1 })],
        candidates: () => [
          ...(machine ? setCount(machine, machine.component.count + 1) : []),
          ...setCount(first, first.component.count + 1),
        ],
      }),
    ];
  });
}
