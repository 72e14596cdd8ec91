import type { ComponentType } from '../../component-type.ts';

export const solaris10: ComponentType = {
  id: 'solaris-10',
  name: 'Solaris 10',
  shortName: 'Solaris',
  version: '10',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'Sun operating system for UltraSPARC and 64-bit x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['solaris-10'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['sparc64', 'x86-64'] }],
  traits: ['unix'],
  hostedOn: 'machine',
  demand: { memoryMiB: 512, diskMiB: 6144 },
  pools: [{ resourceClass: 'seat/solaris-10', amount: 'one' }],
  personality: { typicalSeconds: 9, busyMilli: 25, install: null },
  machine: null,
};
