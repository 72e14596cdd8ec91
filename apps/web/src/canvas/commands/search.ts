import type { ComponentType } from '@patchbay/catalog';
import { familyWords } from '../../messages/canvas.ts';

interface Named {
  readonly label: string;
  readonly type: ComponentType | null;
}

/** All that a type can be found by: name, family, summary, and what it has to offer, such as `CUDA`. */
function wordsOf({ family, summary, capabilities }: ComponentType, name: string): string {
  const offered = capabilities.flatMap(({ values }) => values);
  return [name, familyWords[family], summary, ...offered].join(' ');
}

/**
 * What contains every word of a query, by name, family, summary or what it offers: what begins with it first, then what has it in its name.
 * The order is kept otherwise.
 */
export function matching<T extends Named>(options: readonly T[], query: string): T[] {
  const text = query.trim().toLowerCase();
  const words = text.split(/\s+/);
  const rank = ({ label, type }: Named) => {
    const name = label.toLowerCase();
    if (name.startsWith(text)) return 0;
    if (words.every((word) => name.includes(word))) return 1;
    const all = type ? wordsOf(type, name).toLowerCase() : name;
    return words.every((word) => all.includes(word)) ? 2 : 3;
  };
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

/** The next or the previous of so many, around the end; from none (-1) the first or the last. */
export function stepIn(count: number, at: number, by: 1 | -1): number {
  if (at === -1) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}
