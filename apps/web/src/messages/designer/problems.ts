import type { Level } from '@patchbay/engine/constraints';

/** Layers as they are spoken of. */
export const layerWords: Readonly<Record<string, string>> = {
  machine: 'a machine',
  os: 'an operating system',
  software: 'software',
  network: 'a network part',
  storage: 'storage',
  canvas: 'the canvas',
};

/** The same where there is room for a word only. */
export const hostWords: Readonly<Record<string, string>> = {
  machine: 'a machine',
  os: 'a system',
  canvas: 'the canvas',
};

/** `x86-64 or arm64`. */
export const eitherOf = (names: readonly string[]) => names.join(' or ');

export const levelWords: Readonly<Record<Level, string>> = {
  blocker: 'Blocker',
  step: 'Needs a step',
  advice: 'Advice',
  todo: 'To do',
};

const PLURALS: Readonly<Record<Level, readonly [string, string]>> = {
  blocker: ['blocker', 'blockers'],
  step: ['step', 'steps'],
  advice: ['advice', 'pieces of advice'],
  todo: ['to do', 'to do'],
};

/** `1 blocker`, `2 to do`. */
export function levelCount(level: Level, count: number): string {
  return `${count} ${PLURALS[level][count === 1 ? 0 : 1]}`;
}

export const findingLabels = {
  because: 'Because',
  fixes: 'Fixes, each checked against the whole design',
  noFixes: 'No single change solves this. Change one of the parts named above.',
  apply: 'Apply',
  applyNamed: (action: string) => `Apply: ${action}`,
  total: (price: string) => `Design: ${price}.`,
  goneRef: 'a removed part',
  quiet: (name: string) => `No findings for ${name}.`,
  standsOn: 'It stands on',
  quietDesign: 'No findings. Everything in this design fits.',
};

export const trayText = {
  problems: 'Problems',
  none: 'No problems',
  open: 'Show problems',
  close: 'Hide problems',
  columns: {
    level: 'Level',
    problem: 'Problem',
    where: 'Where',
    rule: 'Rule',
    fixes: 'Fixes',
    cheapest: 'Cheapest',
  },
  noFix: '–',
};

/** What the live region says after a check. */
export function problemsSaid(count: number, blockers: number): string {
  if (count === 0) return 'No problems';
  const all = `${count} ${count === 1 ? 'problem' : 'problems'}`;
  return blockers === 0 ? all : `${all}, ${levelCount('blocker', blockers)}`;
}
