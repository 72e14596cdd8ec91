import { copies, onPaperOnly, systemOf, type DesignModel } from '../design/index.ts';

/** A type of part that no real host can make, and how many copies a design asks for. */
export interface Unmakeable {
  readonly type: string;
  readonly copies: number;
}

/** Types that cannot be installed, and machines that nothing boots on, in the order of the design. */
export function unmakeable(model: DesignModel): Unmakeable[] {
  const bare = model.parts.filter((part) => part.type.layer === 'machine' && !systemOf(model, part));
  const counts = new Map<string, number>();
  for (const part of new Set([...onPaperOnly(model), ...bare]))
    counts.set(part.type.id, (counts.get(part.type.id) ?? 0) + copies(model, part));
  return [...counts].map(([type, count]) => ({ type, copies: count }));
}
