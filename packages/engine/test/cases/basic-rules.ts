import { MEMBERS_PER_RANGE } from '../../src/design/index.ts';
import { design, webDesign, type DesignBuilder } from '../builders.ts';
import type { Row } from './row.ts';

const pc = () => design().part('m', 'x86-pc');
const server = () => design().part('m', 'server-x86-64');
const net = () => design().part('n', 'switch-64');
export const BASIC_RULES: readonly Row[] = [
  {
    rule: 'ARCH-1',
    what: 'an OS runs only on its processors',
    passes: server().part('o', 'debian-12', { on: 'm' }),
    fails: pc().part('o', 'debian-12', { on: 'm' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-o', 'c-m'],
  },
  {
    rule: 'ARCH-1',
    what: 'an appliance takes no system',
    passes: server().part('o', 'debian-12', { on: 'm' }),
    fails: design().part('m', 'load-balancer').part('o', 'debian-12', { on: 'm' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-o', 'c-m'],
  },
  {
    rule: 'OS-1',
    what: 'software runs only on its systems',
    passes: webDesign(),
    fails: pc().part('o', 'windows-98', { on: 'm' }).part('s', 'apache-2-4', { on: 'o' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-s', 'c-o'],
  },
  {
    rule: 'PORT-2',
    what: 'a port of a machine is one service alone',
    passes: webDesign().part('d', 'postgresql-15', { on: 'o' }),
    fails: webDesign().part('x', 'nginx-1-22', { on: 'o' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m', 'c-s', 'c-x'],
  },
  {
    rule: 'HOST-1',
    what: 'software does not stand on a machine',
    passes: webDesign(),
    fails: server().part('s', 'apache-2-4', { on: 'm' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-s', 'c-m'],
  },
  {
    rule: 'HOST-1',
    what: 'a machine stands on nothing',
    passes: server().part('p', 'x86-pc'),
    fails: server().part('p', 'x86-pc', { on: 'm' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-p', 'c-m'],
  },
  {
    rule: 'HOST-2',
    what: 'one OS a machine',
    passes: server().part('o', 'debian-12', { on: 'm' }),
    fails: server().part('o', 'debian-12', { on: 'm' }).part('p', 'windows-2000', { on: 'm' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m', 'c-o', 'c-p'],
  },
  {
    rule: 'HOST-2',
    what: 'one copy of it',
    passes: design().part('m', 'server-x86-64', { count: 9 }).part('o', 'debian-12', { on: 'm' }),
    fails: server().part('o', 'debian-12', { on: 'm', count: 2 }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m', 'c-o'],
  },
  {
    rule: 'HOST-3',
    what: 'an OS on nothing is incomplete, not wrong',
    passes: server().part('o', 'debian-12', { on: 'm' }),
    fails: design().part('o', 'debian-12'),
    level: 'todo',
    stops: true,
    subjects: ['c-o'],
  },
  {
    rule: 'SIZE-1',
    what: 'memory for everything hosted: Windows 2000 128 MiB, Navigator 32 MiB',
    passes: design()
      .part('m', 'x86-pc', { properties: { memoryMiB: 160 } })
      .part('o', 'windows-2000', { on: 'm' })
      .part('s', 'navigator-4', { on: 'o' }),
    fails: design()
      .part('m', 'x86-pc', { properties: { memoryMiB: 159 } })
      .part('o', 'windows-2000', { on: 'm' })
      .part('s', 'navigator-4', { on: 'o' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'SIZE-1',
    what: 'copies of software on one machine add up, copies of the machine do not',
    passes: design()
      .part('m', 'x86-pc', { count: 50 })
      .part('o', 'windows-98', { on: 'm' })
      .part('s', 'wordperfect-8', { on: 'o', count: 6 }),
    fails: pc().part('o', 'windows-98', { on: 'm' }).part('s', 'wordperfect-8', { on: 'o', count: 7 }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'SIZE-2',
    what: 'disk for everything hosted: Windows 2000 and Navigator need a little more than 2 GiB',
    passes: design()
      .part('m', 'x86-pc', { properties: { diskGiB: 4 } })
      .part('o', 'windows-2000', { on: 'm' })
      .part('s', 'navigator-4', { on: 'o' }),
    fails: design()
      .part('m', 'x86-pc', { properties: { diskGiB: 2 } })
      .part('o', 'windows-2000', { on: 'm' })
      .part('s', 'navigator-4', { on: 'o' }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'PORT-1',
    what: 'S1: 64 computers on a switch of 64 ports, and a 65th',
    passes: net().part('m', 'x86-pc', { count: 64 }).join('m', 'n'),
    fails: net().part('m', 'x86-pc', { count: 65 }).join('m', 'n'),
    level: 'blocker',
    stops: true,
    subjects: ['c-n'],
  },
  {
    rule: 'PORT-1',
    what: 'a PC has one port, a server four',
    passes: net().part('k', 'switch-64').part('m', 'server-x86-64').join('m', 'n').join('m', 'k'),
    fails: net().part('k', 'switch-64').part('m', 'x86-pc').join('m', 'n').join('m', 'k'),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'LINK-1',
    what: 'two devices meet through a switch',
    passes: net().part('m', 'x86-pc').join('m', 'n'),
    fails: server().part('d', 'disk-array').join('m', 'd'),
    level: 'blocker',
    stops: true,
    subjects: ['c-m', 'c-d'],
  },
  {
    rule: 'LINK-2',
    what: 'joined twice is allowed and mentioned',
    passes: net().part('m', 'server-x86-64').join('m', 'n'),
    fails: net().part('m', 'server-x86-64').join('m', 'n').join('n', 'm'),
    level: 'advice',
    stops: false,
    subjects: ['c-n', 'c-m'],
  },
  {
    rule: 'PROP-1',
    what: 'a value at the bound and one beyond it',
    passes: design().part('m', 'x86-pc', { properties: { maxClockMhz: 400 } }),
    fails: design().part('m', 'x86-pc', { properties: { maxClockMhz: 399 } }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'PROP-1',
    what: 'a property that the type does not have',
    passes: server(),
    fails: design().part('m', 'server-x86-64', { properties: { maxClockMhz: 800 } }),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'TYPE-1',
    what: 'a type that this catalog version lacks',
    passes: server(),
    fails: design().part('m', 'abacus'),
    level: 'blocker',
    stops: true,
    subjects: ['c-m'],
  },
  {
    rule: 'ABS-1',
    what: 'a class room, and more of them than a design has room for',
    passes: design().part('x', 'class-room', { count: 2 }),
    fails: design().part('x', 'class-room', { count: 1000 }),
    level: 'blocker',
    stops: true,
    subjects: ['c-x'],
  },
  {
    rule: 'NET-1',
    what: 'a gateway that is joined to nothing',
    passes: webDesign(),
    fails: net().part('g', 'internet-gateway'),
    level: 'todo',
    stops: false,
    subjects: ['c-g'],
  },
  {
    rule: 'NET-2',
    what: 'joined switches are one network, which has 1,012 addresses',
    passes: campus(MEMBERS_PER_RANGE),
    fails: campus(MEMBERS_PER_RANGE + 1),
    level: 'blocker',
    stops: true,
    subjects: ['c-edge', 'c-n'],
  },
  {
    rule: 'NET-2',
    what: 'as many machines on networks of their own, and on one',
    passes: design()
      .part('edge', 'switch-64', { count: 20 })
      .part('m', 'x86-pc', { count: 1200 })
      .join('m', 'edge'),
    fails: campus(1200),
    level: 'blocker',
    stops: true,
    subjects: ['c-edge', 'c-n'],
  },
];

/** PCs on switches that are all joined to one. */
function campus(count: number): DesignBuilder {
  const switches = net().part('edge', 'switch-64', { count: 20 }).join('edge', 'n');
  return switches.part('m', 'x86-pc', { count }).join('m', 'edge');
}
