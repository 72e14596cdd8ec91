import type { Level, RuleId } from '../../src/constraints/index.ts';
import { design, type DesignBuilder } from '../builders.ts';

/** One rule: a design in which it is silent, and one in which it speaks, once. */
export interface Row {
  rule: RuleId;
  what: string;
  passes: DesignBuilder;
  fails: DesignBuilder;
  level: Level;
  stops: boolean;
  subjects: string[];
}

/** A machine `m` with a system `o` and software `s`, `t`, `u` on it. */
export function tower(machine: string, os?: string, ...software: readonly string[]): DesignBuilder {
  return stackOn(design().part('m', machine), os, ...software);
}

/** The same on a machine `m` that is there. */
export function stackOn(built: DesignBuilder, os?: string, ...software: readonly string[]): DesignBuilder {
  const names = ['s', 't', 'u', 'v'];
  const system = os === undefined ? built : built.part('o', os, { on: 'm' });
  return software.reduce((made, type, n) => made.part(names[n] ?? '', type, { on: 'o' }), system);
}

/** Machine `m` on a switch `n` with a gateway `g`. */
export function online(built: DesignBuilder): DesignBuilder {
  return built.part('n', 'switch-64').part('g', 'internet-gateway').join('m', 'n').join('g', 'n');
}
