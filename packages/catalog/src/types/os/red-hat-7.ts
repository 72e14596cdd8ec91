import type { ComponentType } from '../../component-type.ts';

export const redHat7: ComponentType = {
  id: 'red-hat-7',
  name: 'Red Hat Linux 7',
  shortName: 'Red Hat',
  version: '7.3',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'A Linux distribution of the year 2000 for x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['red-hat-7'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86'] }],
  usable: { cpus: 8, memoryMiB: 4096 },
  traits: ['linux', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 64, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 25, install: null },
  machine: null,
};
