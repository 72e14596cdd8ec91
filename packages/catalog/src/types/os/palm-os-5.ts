import type { ComponentType } from '../../component-type.ts';

export const palmOs5: ComponentType = {
  id: 'palm-os-5',
  name: 'Palm OS 5',
  shortName: 'Palm OS',
  version: '5',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'The system of hand-held organisers.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['palm-os-5'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['armv5'] }],
  usable: { cpus: 1, memoryMiB: 128 },
  traits: ['handheld', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 8, diskMiB: 32 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 25, install: null },
  machine: null,
};
