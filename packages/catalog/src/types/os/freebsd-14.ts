import type { ComponentType } from '../../component-type.ts';

export const freebsd14: ComponentType = {
  id: 'freebsd-14',
  name: 'FreeBSD 14',
  shortName: 'FreeBSD',
  version: '14',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'A free Unix in the line of Berkeley.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['freebsd-14'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64', 'arm64'] }],
  traits: ['unix'],
  hostedOn: 'machine',
  demand: { memoryMiB: 256, diskMiB: 2048 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
