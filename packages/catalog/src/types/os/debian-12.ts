import type { ComponentType } from '../../component-type.ts';

export const debian12: ComponentType = {
  id: 'debian-12',
  name: 'Debian 12',
  shortName: 'Debian',
  version: '12',
  family: 'os',
  layer: 'os',
  icon: 'brand-debian',
  summary: 'A free GNU/Linux distribution.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['debian-12'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 2048 },
  pools: [],
  personality: {
    typicalSeconds: 4,
    busyMilli: 20,
    install: { packages: [], files: [], service: null, keeps: null },
  },
  machine: null,
};
