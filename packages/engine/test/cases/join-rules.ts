import { design } from '../builders.ts';
import { stackOn, type Row } from './row.ts';

const lan = () => design().part('n', 'switch-64');
const desk = () => stackOn(lan().part('m', 'x86-pc').join('m', 'n'), 'windows-98');
const array = (network: string) =>
  design()
    .part('n', network)
    .part('d', 'disk-array')
    .part('m', 'server-x86-64')
    .join('d', 'n')
    .join('m', 'n');
const readers = (count: number) =>
  stackOn(lan().part('d', 'disk-array').part('m', 'server-x86-64', { count }), 'debian-12', 'postgresql-15')
    .join('d', 'n')
    .join('m', 'n');
const row = (type: string, names: readonly string[]) =>
  names.reduce((made, name) => made.part(name, type), design());
const vpn = (uplinkMbps: number) =>
  design()
    .part('v', 'vpn-gateway')
    .part('n', 'switch-64')
    .part('g', 'internet-gateway', { properties: { uplinkMbps } })
    .join('v', 'n')
    .join('g', 'n');
const between = (speedMbps: number) =>
  design()
    .part('a', 'switch-64')
    .part('k', 'switch-64', { properties: { speedMbps } })
    .part('z', 'switch-64')
    .join('a', 'k')
    .join('k', 'z');

/** What is to be joined, and how fast it is. */
export const JOIN_RULES: readonly Row[] = [
  {
    rule: 'NET-10',
    what: 'a firewall between two networks, and on one',
    passes: lan().part('k', 'switch-8').part('f', 'firewall').join('f', 'n').join('f', 'k'),
    fails: lan().part('f', 'firewall').join('f', 'n'),
    level: 'todo',
    stops: false,
    subjects: ['c-f'],
  },
  {
    rule: 'LINK-6',
    what: 'a line with a loose end',
    passes: lan().part('k', 'switch-64').part('l', 'leased-line').join('l', 'n').join('l', 'k'),
    fails: lan().part('l', 'leased-line').join('l', 'n'),
    level: 'todo',
    stops: false,
    subjects: ['c-l'],
  },
  {
    rule: 'WLESS-1',
    what: 'an access point without a cable',
    passes: lan().part('a', 'access-point').part('l', 'laptop').join('l', 'a').join('a', 'n'),
    fails: lan().part('a', 'access-point').part('l', 'laptop').join('l', 'a'),
    level: 'todo',
    stops: false,
    subjects: ['c-a'],
  },
  {
    rule: 'STOR-1',
    what: 'storage that is joined to nothing',
    passes: array('switch-64'),
    fails: lan().part('d', 'disk-array'),
    level: 'todo',
    stops: false,
    subjects: ['c-d'],
  },
  {
    rule: 'STOR-2',
    what: 'storage on a network without machines',
    passes: array('switch-64'),
    fails: lan().part('d', 'disk-array').join('d', 'n'),
    level: 'step',
    stops: false,
    subjects: ['c-d'],
  },
  {
    rule: 'BACK-1',
    what: 'a backup store with nothing to make copies of',
    passes: desk().part('b', 'backup-store').join('b', 'n'),
    fails: lan().part('b', 'backup-store').join('b', 'n'),
    level: 'todo',
    stops: false,
    subjects: ['c-b'],
  },
  {
    rule: 'PRINT-1',
    what: 'a printer without computers',
    passes: desk().part('p', 'printer').join('p', 'n'),
    fails: lan()
      .part('p', 'printer')
      .join('p', 'n')
      .part('k', 'switch-64')
      .part('m', 'x86-pc')
      .join('m', 'k'),
    level: 'todo',
    stops: false,
    subjects: ['c-p'],
  },
  {
    rule: 'BAND-1',
    what: '100 MB/s are 800 Mbit/s',
    passes: array('switch-64'),
    fails: array('hub-100'),
    level: 'step',
    stops: false,
    subjects: ['c-n'],
  },
  {
    rule: 'BAND-2',
    what: 'five databases ask for 20 MB/s each, or six',
    passes: readers(5),
    fails: readers(6),
    level: 'advice',
    stops: false,
    subjects: ['c-d'],
  },
  {
    rule: 'BAND-3',
    what: 'a VPN of 50 Mbit/s through an uplink of 50, and of 49',
    passes: vpn(50),
    fails: vpn(49),
    level: 'step',
    stops: false,
    subjects: ['c-v', 'c-g'],
  },
  {
    rule: 'LINK-3',
    what: 'three switches in a row, and in a ring',
    passes: row('switch-64', ['a', 'b', 'c']).join('a', 'b').join('b', 'c'),
    fails: row('switch-64', ['a', 'b', 'c']).join('a', 'b').join('b', 'c').join('c', 'a'),
    level: 'advice',
    stops: false,
    subjects: ['c-c', 'c-a'],
  },
  {
    rule: 'LINK-4',
    what: 'a slow switch between two fast ones',
    passes: between(1000),
    fails: between(990),
    level: 'advice',
    stops: false,
    subjects: ['c-k'],
  },
  {
    rule: 'LINK-5',
    what: 'two hubs in a row, and three',
    passes: row('hub-100', ['a', 'b']).join('a', 'b'),
    fails: row('hub-100', ['a', 'b', 'c']).join('a', 'b').join('b', 'c'),
    level: 'step',
    stops: false,
    subjects: ['c-a', 'c-b', 'c-c'],
  },
];
