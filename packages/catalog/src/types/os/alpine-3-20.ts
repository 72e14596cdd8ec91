import type { ComponentType } from '../../component-type.ts';

export const alpine320: ComponentType = {
  id: 'alpine-3-20',
  name: 'Alpine 3.20',
  shortName: 'Alpine',
  version: '3.20',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'A very small GNU-free Linux distribution.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['alpine-3-20'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64', 'x86'] }],
  traits: ['linux'],
  hostedOn: 'machine',
  demand: { memoryMiB: 64, diskMiB: 256 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 25, install: null },
  machine: null,
};
