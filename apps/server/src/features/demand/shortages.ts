import type { Rejection, Shortage } from '@patchbay/engine/placement';

/** One thing that a site was short of, for all of a design. */
export interface Short {
  readonly siteId: string;
  readonly shortOf: Shortage['of'];
  readonly what: string;
  readonly needed: number;
  readonly available: number;
  readonly never: boolean;
  readonly beside: number;
}

/** What each site was short of: parts that lack the same thing count together. */
export function shortagesOf({ reasons }: Rejection): Short[] {
  const found = new Map<string, Short>();
  for (const { siteId, shortage, needed, available, when } of reasons) {
    const what = subjectOf(shortage);
    const key = `${siteId} ${shortage.of} ${what}`;
    const before = found.get(key) ?? { needed: 0, available: 0, never: false };
    found.set(key, {
      siteId,
      shortOf: shortage.of,
      what,
      needed: before.needed + needed,
      available: before.available + available,
      never: before.never || when === 'never',
      beside: 0,
    });
  }
  const all = [...found.values()];
  return all.map((one) => ({ ...one, beside: all.filter(({ siteId }) => siteId === one.siteId).length - 1 }));
}

function subjectOf(shortage: Shortage): string {
  if ('resourceClass' in shortage) return shortage.resourceClass;
  return 'type' in shortage ? shortage.type : shortage.arch;
}
