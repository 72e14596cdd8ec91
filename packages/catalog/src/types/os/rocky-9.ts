import type { ComponentType } from '../../component-type.ts';

export const rocky9: ComponentType = {
  id: 'rocky-9',
  name: 'Rocky Linux 9',
  shortName: 'Rocky',
  version: '9',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'A Linux distribution for servers, compatible with Red Hat 9.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['rocky-9'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 1024, diskMiB: 6144 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
