import type { ComponentType } from '../../component-type.ts';

export const debian11: ComponentType = {
  id: 'debian-11',
  name: 'Debian 11',
  shortName: 'Debian',
  version: '11',
  family: 'os',
  layer: 'os',
  icon: 'brand-debian',
  summary: 'The Debian release before 12.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['debian-11'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 2048 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
