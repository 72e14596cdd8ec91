import type { Component, DesignDocument } from '../document.ts';
import { MAX_NAME } from '../limits.ts';

/** Gives each copy a name and remembers it. */
export type Naming = (original: Component, hosted: boolean) => string;

/**
 * Names for copies of parts. What is hosted keeps its name, since it is told apart by its host. A part that stands by
 * itself keeps its name where that is free, else counts upward from its own number: `web`, `web 2`, `web 3`. The number of
 * what used to be hosted is part of its name: a second `Windows 98` is `Windows 98 2`.
 * @param wasHosted ids of originals that were hosted on something
 */
export function namesFor(document: DesignDocument, wasHosted: ReadonlySet<string>): Naming {
  const free = freeNames(Object.values(document.components));
  return ({ id, name }, hosted) => (hosted ? name : free(name, wasHosted.has(id)));
}

/**
 * Free names beside those that are there, each of which is taken from then on.
 * @returns gives one for a name; `whole`: its number is part of it
 */
export function freeNames(
  there: readonly { readonly name: string }[],
): (name: string, whole?: boolean) => string {
  const taken = new Set(there.map(({ name }) => name));
  const next = new Map<string, number>();
  return (name, whole = false) => {
    let free = name;
    if (taken.has(name)) {
      const [stem, number] = whole ? [name, 1] : numbered(name);
      let n = Math.max(next.get(stem) ?? 0, number + 1);
      while (taken.has(withNumber(stem, n))) n += 1;
      next.set(stem, n + 1);
      free = withNumber(stem, n);
    }
    taken.add(free);
    return free;
  };
}

/** `web 12` is the twelfth `web`. */
export function numbered(name: string): [string, number] {
  const found = /^(.*\S) ([1-9]\d{0,5})$/.exec(name);
  return found ? [found[1] ?? name, Number(found[2])] : [name, 1];
}

/** A long name loses its end rather than its number. */
function withNumber(stem: string, n: number): string {
  const suffix = ` ${n}`;
  return `${stem.slice(0, MAX_NAME - suffix.length).trimEnd()}${suffix}`;
}
