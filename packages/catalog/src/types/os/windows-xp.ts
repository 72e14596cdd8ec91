import type { ComponentType } from '../../component-type.ts';

export const windowsXp: ComponentType = {
  id: 'windows-xp',
  name: 'Windows XP',
  shortName: 'Windows XP',
  version: 'SP3',
  family: 'os',
  layer: 'os',
  icon: 'brand-windows',
  summary: 'A desktop operating system for x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['windows-xp'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86'] }],
  usable: { cpus: 2, memoryMiB: 4096 },
  traits: ['windows', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 128, diskMiB: 2048 },
  pools: [{ resourceClass: 'seat/windows-xp', amount: 'one' }],
  personality: { typicalSeconds: 8, busyMilli: 25, install: null },
  machine: null,
};
