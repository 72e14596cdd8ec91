import type { Component, DesignDocument } from './document.ts';
import { MAX_DEPTH } from './limits.ts';

/** Copies of everything, nested counts multiplied. Hosting is known not to go round in a circle. */
export function totalCopies(document: DesignDocument): number {
  let total = 0;
  for (const component of Object.values(document.components)) {
    let copies = 1;
    for (
      let at: typeof component | undefined = component;
      at;
      at = at.host === null ? undefined : document.components[at.host]
    )
      copies *= at.count;
    total += copies;
  }
  return total;
}

/** What is wrong with what a component stands on; null when it ends on a part that stands by itself. */
export function towerProblem(
  components: Readonly<Record<string, Component>>,
  start: string,
): 'hosts itself' | 'names no component of this design' | `stands on more than ${number} others` | null {
  const seen = new Set<string>();
  for (let at: string | null = start; at !== null; ) {
    if (seen.has(at)) return 'hosts itself';
    if (seen.size === MAX_DEPTH) return `stands on more than ${MAX_DEPTH - 1} others`;
    seen.add(at);
    const component: Component | undefined = Object.hasOwn(components, at) ? components[at] : undefined;
    if (!component) return 'names no component of this design';
    at = component.host;
  }
  return null;
}
