/** Pools whose units have names that slots are told; of the others nothing but their number matters. */
export function isNamed(resourceClass: string): boolean {
  return resourceClass === 'vlan' || resourceClass === 'public-address' || resourceClass.startsWith('seat/');
}

/** VLANs have numbers of 12 bits, of which the first and the last mean something else (IEEE 802.1Q). */
const LAST_VLAN = 4094;
/** A row each: far more of one thing than any site has. */
const LAST_UNIT = 100_000;

/** The highest number of a unit of such a pool, and so the most units that it has. */
export const lastNumber = (resourceClass: string): number =>
  resourceClass === 'vlan' ? LAST_VLAN : LAST_UNIT;

/** So many addresses from a first one on; null where it is none, or one of them would be the last of its network or beyond. */
export function addressesFrom(first: string, count: number): string[] | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(first.trim())?.slice(1).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts ?? [];
  if (!parts || parts.some((part) => part > 255) || a === 0 || d === 0 || d + count > 255) return null;
  return Array.from({ length: count }, (_, n) => `${a}.${b}.${c}.${d + n}`);
}
