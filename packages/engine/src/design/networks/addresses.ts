import { copyKey, type Copy, type Segment } from './segments.ts';

/** Private ranges are numbered: 10.128.0.0/9 (RFC 1918) in pieces of /22, 1,022 addresses each. */
export const RANGES = 8192;
const FIRST_SECOND_OCTET = 128;
const PER_SECOND_OCTET = 64;
const RANGE_SIZE = 1024;
const BASE = (10 * 256 + FIRST_SECOND_OCTET) * 65_536;
/** The first ones are left to gateways and whatever a network needs for itself. */
const FIRST_HOST = 10;

/** The range with a number, as CIDR. */
export function rangeOf(number: number): string {
  return `${dotted(number, 0)}/22`;
}

/**
 * Numbers of the ranges that overlap with any of some blocks of IPv4 addresses.
 * @param blocks CIDR, such as `10.128.0.0/16`; what is none is left out
 */
export function rangesWithin(blocks: readonly string[]): number[] {
  const numbers = new Set<number>();
  for (const block of blocks) {
    const [address = '', bits = ''] = block.split('/');
    const size = 2 ** (32 - Number(bits));
    const start = Math.floor(valueOf(address) / size) * size;
    const first = Math.max(0, Math.floor((start - BASE) / RANGE_SIZE));
    const last = Math.min(RANGES - 1, Math.floor((start + size - 1 - BASE) / RANGE_SIZE));
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** NaN for what is no IPv4 address. */
function valueOf(address: string): number {
  const parts = address.split('.').map(Number);
  return parts.length === 4 ? parts.reduce((sum, part) => sum * 256 + part, 0) : Number.NaN;
}

/** The addresses of a segment that members may have: the last two are the network's own and the broadcast. */
export const MEMBERS_PER_RANGE = RANGE_SIZE - 2 - FIRST_HOST;

export interface AddressOf extends Copy {
  /** The segment's key. */
  readonly network: string;
  readonly address: string;
}

/**
 * An address on each of its segments for each member; `known` ones stay as they are. Addresses of what is no
 * longer drawn are not given to others, since their owner may draw them again. Where a range has none left, the rest of
 * its members is left out: see `lapsed`.
 * @param numberOf the number of each segment's range, by the segment's key
 */
export function addressPlan(
  segments: readonly Segment[],
  numberOf: ReadonlyMap<string, number>,
  known: readonly AddressOf[],
): AddressOf[] {
  const given = new Set(known.map((row) => `${copyKey(row)} ${row.network}`));
  const taken = new Set(known.map((row) => row.address));
  return segments.flatMap(({ at, members }) => {
    const network = copyKey(at);
    const number = numberOf.get(network);
    if (number === undefined) return [];
    let host = FIRST_HOST;
    return members
      .filter((member) => !given.has(`${copyKey(member)} ${network}`))
      .flatMap((member) => {
        while (taken.has(dotted(number, host))) host += 1;
        if (host >= FIRST_HOST + MEMBERS_PER_RANGE) return [];
        const address = dotted(number, host);
        host += 1;
        return [{ ...member, network, address }];
      });
  });
}

/**
 * Addresses of what is no longer drawn, as many as segments with more members than addresses are short of. Others may have
 * these while nothing of the environment runs.
 */
export function lapsed<A extends AddressOf>(segments: readonly Segment[], known: readonly A[]): A[] {
  return segments.flatMap(({ at, members }) => {
    const drawn = new Set(members.map(copyKey));
    const gone = known.filter((row) => row.network === copyKey(at) && !drawn.has(copyKey(row)));
    return gone.slice(0, Math.max(0, members.length + gone.length - MEMBERS_PER_RANGE));
  });
}

function dotted(number: number, host: number): string {
  const second = FIRST_SECOND_OCTET + Math.floor(number / PER_SECOND_OCTET);
  const third = (number % PER_SECOND_OCTET) * 4 + Math.floor(host / 256);
  return `10.${second}.${third}.${host % 256}`;
}
