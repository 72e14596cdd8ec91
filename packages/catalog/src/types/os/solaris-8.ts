import type { ComponentType } from '../../component-type.ts';

export const solaris8: ComponentType = {
  id: 'solaris-8',
  name: 'Solaris 8',
  shortName: 'Solaris',
  version: '8',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'Sun operating system for UltraSPARC machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['solaris-8'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['sparc64'] }],
  traits: ['unix', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 2048 },
  pools: [{ resourceClass: 'seat/solaris-8', amount: 'one' }],
  personality: { typicalSeconds: 8, busyMilli: 30, install: null },
  machine: null,
};
