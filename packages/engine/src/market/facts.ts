import type { Trait } from '@patchbay/catalog';
import { copies, quantity, segments, type DesignModel, type Part } from '../design/index.ts';

/** What people look for in a template. */
export const CONTENTS = ['web', 'database', 'client', 'router', 'storage', 'gpu'] as const;
export type Content = (typeof CONTENTS)[number];

export const SYSTEMS = ['linux', 'windows', 'unix', 'handheld'] as const;
export type System = (typeof SYSTEMS)[number];

/** What a template comes to with its defaults, as far as lists and searches show it. Immutable like the version itself. */
export interface Facts {
  /** Kinds of parts of the flattened design, without counting copies. */
  readonly parts: number;
  readonly machines: number;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Switches that are joined are one; a way out is none. */
  readonly networks: number;
  readonly contents: readonly Content[];
  readonly systems: readonly System[];
  /** Names of its operating systems, the first three by name. */
  readonly systemNames: readonly string[];
}

const MOST_NAMES = 3;
const ROUTING: readonly Trait[] = ['router', 'firewall', 'balancer', 'vpn'];

const HAS: Record<Content, (part: Part) => boolean> = {
  web: ({ type }) => has(type.traits, ['web']),
  database: ({ type }) => has(type.traits, ['database']),
  client: ({ type }) => type.family === 'client',
  router: ({ type }) => has(type.traits, ROUTING),
  storage: ({ type }) => type.layer === 'storage',
  gpu: (part) => part.type.machine?.gpu !== undefined && quantity(part, part.type.machine.gpu) > 0,
};

/** Facts of a flattened design. */
export function factsOf(flat: DesignModel): Facts {
  const { parts } = flat;
  const machines = parts.filter(({ type }) => type.layer === 'machine');
  const systems = parts.filter(({ type }) => type.layer === 'os');
  const sum = (of: (part: Part) => number) =>
    machines.reduce((total, part) => total + of(part) * copies(flat, part), 0);
  const names = new Set(systems.map(({ type }) => type.name));
  return {
    parts: parts.length,
    machines: sum(() => 1),
    cpus: sum((part) => quantity(part, part.type.machine?.cpu ?? '')),
    memoryMiB: sum((part) => quantity(part, part.type.machine?.memoryMiB ?? '')),
    networks: segments(flat).filter(({ at, gateway }) => at !== gateway).length,
    contents: CONTENTS.filter((content) => parts.some(HAS[content])),
    systems: SYSTEMS.filter((system) => systems.some(({ type }) => has(type.traits, [system]))),
    systemNames: [...names].sort().slice(0, MOST_NAMES),
  };
}

function has(traits: readonly Trait[] | undefined, wanted: readonly Trait[]): boolean {
  return traits?.some((trait) => wanted.includes(trait)) ?? false;
}
