import { describe, expect, it } from 'vitest';
import { design, webDesign, type DesignBuilder } from '../../test/builders.ts';
import { demandOf } from './index.ts';

const units = (built: DesignBuilder) =>
  demandOf(built.model).units.map(({ component, idx, resourceClass, quantity }) => [
    component,
    idx,
    resourceClass,
    quantity,
  ]);

describe('what a drawn part takes from the data-center tier', () => {
  it.each([
    // part, what it asks of one host: vCPU thousandths, MiB, MiB, clock limit
    ['server-x86-64', {}, { arch: 'x86-64', maxClockMhz: null }, [2000, 4096, 40 * 1024]],
    ['server-arm64', { cpu: 80 }, { arch: 'arm64', maxClockMhz: null }, [80_000, 4096, 40 * 1024]],
    ['server-sparc64', {}, { arch: 'sparc64', maxClockMhz: null }, [2000, 2048, 36 * 1024]],
    ['x86-pc', {}, { arch: 'x86', maxClockMhz: 1000 }, [1000, 256, 10 * 1024]],
    ['x86-pc', { maxClockMhz: 800 }, { arch: 'x86', maxClockMhz: 800 }, [1000, 256, 10 * 1024]],
  ] as const)('%s with %j', (type, properties, wants, [cpuMilli, memoryMiB, diskMiB]) => {
    const { machines } = demandOf(design().part('m', type, { properties }).model);
    expect(machines).toEqual([
      { component: 'c-m', idx: 0, ...wants, vector: { cpuMilli, memoryMiB, diskMiB, gpu: 0 } },
    ]);
  });

  it('graphics processors where a machine has some', () => {
    const built = design().part('m', 'server-gpu-x86-64', { properties: { gpu: 3 } });
    expect(demandOf(built.model).machines[0]?.vector.gpu).toBe(3);
  });

  it.each([
    [
      'a licence seat for each copy of an OS',
      design().part('m', 'x86-pc', { count: 2 }).part('o', 'windows-98', { on: 'm' }),
      [
        ['c-o', 0, 'seat/windows-98', 1],
        ['c-o', 1, 'seat/windows-98', 1],
      ],
    ],
    [
      'nothing for free software',
      design()
        .part('m', 'server-x86-64')
        .part('o', 'debian-12', { on: 'm' })
        .part('s', 'apache-2-4', { on: 'o' }),
      [],
    ],
    [
      'what a disk array holds',
      design().part('d', 'disk-array', { count: 2, properties: { capacityGiB: 100 } }),
      [
        ['c-d', 0, 'storage-gib', 100],
        ['c-d', 1, 'storage-gib', 100],
      ],
    ],
    [
      'an address and the uplink of a gateway',
      design().part('g', 'internet-gateway', { properties: { uplinkMbps: 50 } }),
      [
        ['c-g', 0, 'public-address', 1],
        ['c-g', 0, 'uplink-mbps', 50],
      ],
    ],
    [
      'a VLAN, and no port, of a switch that is joined to nothing',
      design().part('n', 'switch-64'),
      [['c-n', 0, 'vlan', 1]],
    ],
    [
      'a switch port for each link, uplinks included',
      webDesign(),
      [
        ['c-g', 0, 'public-address', 1],
        ['c-g', 0, 'uplink-mbps', 100],
        ['c-n', 0, 'vlan', 1],
        ['c-n', 0, 'switch-port', 2],
      ],
    ],
    [
      'ports of each copy of a switch, dealt out evenly',
      design().part('p', 'x86-pc', { count: 66 }).part('n', 'switch-64', { count: 3 }).join('p', 'n'),
      [
        ['c-n', 0, 'vlan', 1],
        ['c-n', 0, 'switch-port', 22],
        ['c-n', 1, 'vlan', 1],
        ['c-n', 1, 'switch-port', 22],
        ['c-n', 2, 'vlan', 1],
        ['c-n', 2, 'switch-port', 22],
      ],
    ],
    [
      'both ends of a connection between switches',
      design().part('a', 'switch-64').part('b', 'switch-64').join('a', 'b'),
      [
        ['c-a', 0, 'vlan', 1],
        ['c-a', 0, 'switch-port', 1],
        ['c-b', 0, 'vlan', 1],
        ['c-b', 0, 'switch-port', 1],
      ],
    ],
  ] as const)('%s', (_, built, expected) => {
    expect(units(built)).toEqual(expected);
  });

  it('every copy asks for itself, in the order of component id and index', () => {
    const built = design().part('z', 'x86-pc', { count: 2 }).part('a', 'server-arm64');
    const { machines } = demandOf(built.model);
    expect(machines.map(({ component, idx }) => [component, idx])).toEqual([
      ['c-a', 0],
      ['c-z', 0],
      ['c-z', 1],
    ]);
  });
});
