import { design, type DesignBuilder } from '../builders.ts';
import { online, stackOn, tower } from './row.ts';
import { towers, type TypeCase, type TypeCases } from './type-case.ts';

const lan = (type = 'switch-64') => design().part('n', type);
const wireless = (device: string, system: string) =>
  stackOn(lan().part('a', 'access-point').part('m', device).join('m', 'a').join('a', 'n'), system);
const pcs = (network: string, count: number) =>
  design().part('n', network).part('m', 'x86-pc', { count }).join('m', 'n');
const ports = (network: string, most: number): TypeCase => ({
  passes: pcs(network, most),
  fails: pcs(network, most + 1),
  rule: 'PORT-1',
});
const laptops = (count: number) =>
  lan().part('a', 'access-point').part('m', 'laptop', { count }).join('m', 'a').join('a', 'n');
const desk = (built: DesignBuilder) => stackOn(built.part('m', 'x86-pc').join('m', 'n'), 'windows-98');
const joined = (type: string) => desk(lan()).part('x', type).join('x', 'n');
const between = (type: string) => lan().part('k', 'switch-8').part('x', type).join('x', 'n').join('x', 'k');
const oneSided = (type: string) => lan().part('x', type).join('x', 'n');

/** Machines and devices. */
const MACHINES: TypeCases = {
  'server-x86-64': towers('server-x86-64 / debian-12', 'server-x86-64 / solaris-8', 'ARCH-1'),
  'server-arm64': towers('server-arm64 / debian-12', 'server-arm64 / windows-2000', 'ARCH-1'),
  // S1: no Linux on a Sparc machine.
  'server-sparc64': towers('server-sparc64 / solaris-8', 'server-sparc64 / debian-12', 'ARCH-1'),
  'server-small-x86-64': towers(
    'server-small-x86-64 / alpine-3-20 / nginx-1-22',
    'server-small-x86-64 / windows-server-2022',
    'SIZE-1',
  ),
  'server-large-x86-64': towers(
    'server-large-x86-64 / rocky-9 / postgresql-16',
    'server-large-x86-64 / solaris-9',
    'ARCH-1',
  ),
  'server-memory-x86-64': towers(
    'server-memory-x86-64 / ubuntu-24-04 / redis-7',
    'server-memory-x86-64 / debian-12 / cuda-12',
    'GPU-1',
  ),
  'server-gpu-x86-64': towers(
    'server-gpu-x86-64 / debian-12 / cuda-12',
    'server-gpu-x86-64 / windows-98',
    'ARCH-1',
  ),
  'board-arm64': towers(
    'board-arm64 / debian-12 / nginx-1-22',
    'board-arm64 / ubuntu-22-04 / sql-server-2022',
    'ARCH-2',
  ),
  'workstation-sparc64': towers(
    'workstation-sparc64 / solaris-9 / navigator-4',
    'workstation-sparc64 / windows-xp',
    'ARCH-1',
  ),
  printer: { passes: joined('printer'), fails: oneSided('printer'), rule: 'PRINT-1' },
  'x86-pc': towers('x86-pc / windows-98 / wordperfect-8', 'x86-pc / debian-12', 'ARCH-1'),
  laptop: {
    passes: wireless('laptop', 'windows-xp'),
    fails: tower('laptop', 'debian-12', 'nginx-1-22'),
    rule: 'CLIENT-1',
  },
  pda: { passes: wireless('pda', 'palm-os-5'), fails: lan().part('m', 'pda').join('m', 'n'), rule: 'LINK-1' },
  phone: { passes: wireless('phone', 'android-14'), fails: tower('phone', 'debian-12'), rule: 'ARCH-1' },
  'thin-client': {
    passes: stackOn(
      lan().part('c', 'thin-client').part('m', 'server-x86-64').join('c', 'n').join('m', 'n'),
      'debian-12',
      'xrdp-0-9',
    ),
    fails: lan().part('c', 'thin-client').join('c', 'n'),
    rule: 'SVC-1',
  },
};

/** Networks and what stands between them. S1: 64 computers on 64 ports, and a 65th. */
const NETWORKS: TypeCases = {
  'switch-64': ports('switch-64', 64),
  'switch-24': ports('switch-24', 24),
  'switch-8': ports('switch-8', 8),
  'hub-100': ports('hub-100', 12),
  vlan: ports('vlan', 1012),
  'access-point': { passes: laptops(30), fails: laptops(31), rule: 'PORT-1' },
  'leased-line': { passes: between('leased-line'), fails: oneSided('leased-line'), rule: 'LINK-6' },
  'internet-gateway': {
    passes: online(tower('server-x86-64')),
    fails: lan().part('g', 'internet-gateway'),
    rule: 'NET-1',
  },
  router: { passes: between('router'), fails: oneSided('router'), rule: 'NET-10' },
  firewall: { passes: between('firewall'), fails: oneSided('firewall'), rule: 'NET-10' },
  'load-balancer': {
    passes: stackOn(
      lan().part('m', 'server-x86-64', { count: 2 }).part('b', 'load-balancer').join('m', 'n').join('b', 'n'),
      'debian-12',
      'nginx-1-22',
    ),
    fails: oneSided('load-balancer'),
    rule: 'NET-6',
  },
  'vpn-gateway': {
    passes: online(design().part('m', 'vpn-gateway')),
    fails: oneSided('vpn-gateway'),
    rule: 'NET-8',
  },
};

const STORAGE: TypeCases = {
  // Two devices meet through a switch.
  'disk-array': {
    passes: joined('disk-array'),
    fails: tower('server-x86-64').part('d', 'disk-array').join('m', 'd'),
    rule: 'LINK-1',
  },
  volume: { passes: joined('volume'), fails: design().part('x', 'volume'), rule: 'STOR-1' },
  'backup-store': { passes: joined('backup-store'), fails: oneSided('backup-store'), rule: 'BACK-1' },
  'object-store': { passes: joined('object-store'), fails: oneSided('object-store'), rule: 'STOR-2' },
};

export const STANDING_TYPES: TypeCases = { ...MACHINES, ...NETWORKS, ...STORAGE };
