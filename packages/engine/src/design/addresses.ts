import { copyKey, type Copy, type Segment } from './segments.ts';

/** Private ranges are numbered: 10.128.0.0/9 (RFC 1918) in pieces of /22, 1,022 addresses each. */
export const RANGES = 8192;
const FIRST_SECOND_OCTET = 128;
const PER_SECOND_OCTET = 64;
const RANGE_SIZE = 1024;
/** The first ones are left to gateways and whatever a network needs for itself. */
const FIRST_HOST = 10;

/** The range with a number, as CIDR. */
export function rangeOf(number: number): string {
  return `${dotted(number, 0)}/22`;
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
 * longer drawn are not given to others, since their owner may draw them again.
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
      .map((member) => {
        while (taken.has(dotted(number, host))) host += 1;
        const address = dotted(number, host);
        host += 1;
        return { ...member, network, address };
      });
  });
}

function dotted(number: number, host: number): string {
  const second = FIRST_SECOND_OCTET + Math.floor(number / PER_SECOND_OCTET);
  const third = (number % PER_SECOND_OCTET) * 4 + Math.floor(host / 256);
  return `10.${second}.${third}.${host % 256}`;
}
