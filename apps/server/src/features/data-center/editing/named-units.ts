/** Pools whose units have names that slots are told; of the others nothing but their number matters. */
export function isNamed(resourceClass: string): boolean {
  return resourceClass === 'vlan' || resourceClass === 'public-address' || resourceClass.startsWith('seat/');
}

/** So many addresses from a first one on; null where it is none, or one of them would be the last of its network or beyond. */
export function addressesFrom(first: string, count: number): string[] | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(first.trim())?.slice(1).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts ?? [];
  if (!parts || parts.some((part) => part > 255) || a === 0 || d === 0 || d + count > 255) return null;
  return Array.from({ length: count }, (_, n) => `${a}.${b}.${c}.${d + n}`);
}

/** So many names like those that there are, with the numbers after the highest of them. */
export function namesLike(
  known: readonly string[],
  count: number,
  first: { readonly prefix: string; readonly from: number },
): string[] {
  const read = known.flatMap((name) => {
    const [, prefix = '', digits] = /^(.*?)(\d+)$/.exec(name) ?? [];
    return digits === undefined ? [] : [{ prefix, number: Number(digits) }];
  });
  const last = read.toSorted((a, b) => a.number - b.number).at(-1) ?? {
    prefix: first.prefix,
    number: first.from - 1,
  };
  return Array.from({ length: count }, (_, n) => `${last.prefix}${last.number + n + 1}`);
}
