import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Where no engine is looked for, though an operator asks: what answers there is told to nobody (RFC 6890 and the clouds'
 * own manuals). Private ranges are fine, since engines live there. A BlockList sees through IPv4-mapped IPv6 by itself.
 */
const REFUSED: readonly (readonly [why: string, ...subnets: string[]])[] = [
  [
    'the address at which a cloud tells its machines their secrets',
    '169.254.169.254/32',
    '100.100.100.200/32',
    '168.63.129.16/32',
    '192.0.0.192/32',
    'fd00:ec2::254/128',
    'fd20:ce::254/128',
  ],
  ['an unspecified address', '0.0.0.0/8', '::/128'],
  ['a link-local address', '169.254.0.0/16', 'fe80::/10'],
  ['a multicast address', '224.0.0.0/4', 'ff00::/8'],
  ['a reserved address', '240.0.0.0/4'],
  // IPv4 in disguise: a translator on the way would send it to the address inside.
  ['a translated address', '::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16'],
];

const LISTS = REFUSED.map(([why, ...subnets]) => ({ why, list: listOf(subnets) }));
const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);

/** Why an engine is not looked for at an address; null when it may be. */
export function refusalOf(address: string, port: number, ownPorts: readonly number[]): string | null {
  // The loopback is within the range of disguised addresses.
  if (!has(LOOPBACK, address)) {
    const found = LISTS.find(({ list }) => has(list, address));
    if (found) return found.why;
  }
  return ownPorts.includes(port) && isOwn(address) ? 'a port of this server itself' : null;
}

function isOwn(address: string): boolean {
  const cards = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return (
    has(LOOPBACK, address) ||
    has(listOf(cards.map(({ address: own, family }) => `${own}/${family === 'IPv6' ? 128 : 32}`)), address)
  );
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return list;
}

function has(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv6' | 'ipv4' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
