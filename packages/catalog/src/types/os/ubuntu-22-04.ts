import type { ComponentType } from '../../component-type.ts';

export const ubuntu2204: ComponentType = {
  id: 'ubuntu-22-04',
  name: 'Ubuntu 22.04',
  shortName: 'Ubuntu',
  version: '22.04',
  family: 'os',
  layer: 'os',
  icon: 'brand-ubuntu',
  summary: 'A GNU/Linux distribution with long support.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['ubuntu-22-04'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 512, diskMiB: 3072 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
