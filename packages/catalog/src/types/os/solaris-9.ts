import type { ComponentType } from '../../component-type.ts';

export const solaris9: ComponentType = {
  id: 'solaris-9',
  name: 'Solaris 9',
  shortName: 'Solaris',
  version: '9',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'Sun operating system for UltraSPARC machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['solaris-9'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['sparc64'] }],
  traits: ['unix', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 3072 },
  pools: [{ resourceClass: 'seat/solaris-9', amount: 'one' }],
  personality: { typicalSeconds: 8, busyMilli: 25, install: null },
  machine: null,
};
