import type { ComponentType } from '@patchbay/catalog';
import { familyWords } from '../../messages/canvas.ts';

interface Named {
  readonly label: string;
  readonly type: ComponentType | null;
}

/**
 * What contains every word of a query, by name, family or summary: what begins with it first, then what has it in its name.
 * The order is kept otherwise.
 */
export function matching<T extends Named>(options: readonly T[], query: string): T[] {
  const text = query.trim().toLowerCase();
  const words = text.split(/\s+/);
  const rank = ({ label, type }: Named) => {
    const name = label.toLowerCase();
    if (name.startsWith(text)) return 0;
    if (words.every((word) => name.includes(word))) return 1;
    const all = type ? `${name} ${familyWords[type.family]} ${type.summary}`.toLowerCase() : name;
    return words.every((word) => all.includes(word)) ? 2 : 3;
  };
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}
