import { useState } from 'react';
import type { ShownPart } from '../part-status.ts';

export interface Picked {
  readonly machines: readonly ShownPart[];
  readonly all: boolean;
  readonly has: (part: ShownPart) => boolean;
  readonly toggle: (part: ShownPart) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

const keyOf = ({ component, idx }: ShownPart) => `${component} ${idx}`;

/** The machines that were chosen, to be switched together. Those that are gone are chosen no longer. */
export function usePicked(parts: readonly ShownPart[]): Picked {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const switchable = parts.filter(({ machine }) => machine);
  const machines = switchable.filter((part) => keys.has(keyOf(part)));
  const all = machines.length > 0 && machines.length === switchable.length;
  return {
    machines,
    all,
    has: (part) => keys.has(keyOf(part)),
    toggle: (part) => setKeys((before) => toggled(before, keyOf(part))),
    toggleAll: () => setKeys(new Set(all ? [] : switchable.map(keyOf))),
    clear: () => setKeys(new Set()),
  };
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(keys);
  if (!after.delete(key)) after.add(key);
  return after;
}
