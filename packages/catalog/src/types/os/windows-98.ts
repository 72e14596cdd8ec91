import type { ComponentType } from '../../component-type.ts';

export const windows98: ComponentType = {
  id: 'windows-98',
  name: 'Windows 98',
  shortName: 'Windows 98',
  version: 'SE',
  family: 'os',
  layer: 'os',
  icon: 'brand-windows',
  summary: 'A desktop operating system for x86 PCs of its time.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['windows-98'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86'] }],
  usable: { cpus: 1, memoryMiB: 1024 },
  traits: ['windows', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 64, diskMiB: 512 },
  pools: [{ resourceClass: 'seat/windows-98', amount: 'one' }],
  personality: { typicalSeconds: 6, busyMilli: 30, install: null },
  machine: null,
};
