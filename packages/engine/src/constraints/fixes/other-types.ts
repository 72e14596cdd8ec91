import type { ComponentType } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';

/**
 * Machine types that could take the place of a machine: first the one that is most like it, then the smallest, then the
 * others. A smaller machine costs less, which can be said without a price book.
 * @param archs the processors that are asked for: a machine that has one comes before one that can also do as if
 */
export function otherMachines(
  model: DesignModel,
  machine: Part,
  archs: readonly string[],
  suits: (type: ComponentType) => boolean,
): ComponentType[] {
  const suitable = model.catalog.types
    .filter((type) => type.layer === 'machine' && type.id !== machine.type.id && suits(type))
    .toSorted((a, b) => likeness(b, machine, archs) - likeness(a, machine, archs));
  const [likest, ...others] = suitable;
  const [smallest] = others.toSorted(bySize);
  return [...new Set([likest, smallest, ...others])].filter((type) => type !== undefined);
}

/** What is carried about comes last, the very processor that is asked for before the same sort of machine. */
function likeness(type: ComponentType, { type: replaced }: Part, archs: readonly string[]): number {
  const isPortable = type.traits?.includes('portable') ?? false;
  const isOwn = archs.includes(type.machine?.arch ?? '');
  return Number(type.family === replaced.family) + 2 * Number(isOwn) - 4 * Number(isPortable);
}

function bySize(a: ComponentType, b: ComponentType): number {
  const [first, second] = [sizesOf(a), sizesOf(b)];
  const differs = first.findIndex((size, n) => size !== second[n]);
  return (first[differs] ?? 0) - (second[differs] ?? 0);
}

/** Processors, memory and disk as they come. */
function sizesOf({ machine, properties }: ComponentType): number[] {
  return [machine?.cpu, machine?.memoryMiB, machine?.diskGiB].map((name) => {
    const usual = properties.find((property) => property.name === name)?.default;
    return typeof usual === 'number' ? usual : 0;
  });
}

/** Types that have every port of a part, and room for so many links on one of them; the smallest first. */
export function roomier(
  model: DesignModel,
  { type: replaced }: Part,
  port: string,
  links: number,
): ComponentType[] {
  const room = (type: ComponentType) => type.ports.find(({ name }) => name === port)?.capacity ?? 0;
  return model.catalog.types
    .filter((type) => type.id !== replaced.id && type.layer === replaced.layer && room(type) >= links)
    .filter((type) =>
      replaced.ports.every((own) =>
        type.ports.some((other) => other.name === own.name && other.interface === own.interface),
      ),
    )
    .toSorted((a, b) => room(a) - room(b));
}
