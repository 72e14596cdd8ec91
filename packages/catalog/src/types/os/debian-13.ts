import type { ComponentType } from '../../component-type.ts';

export const debian13: ComponentType = {
  id: 'debian-13',
  name: 'Debian 13',
  shortName: 'Debian',
  version: '13',
  family: 'os',
  layer: 'os',
  icon: 'brand-debian',
  summary: 'The Debian release after 12.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['debian-13'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 2048 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
