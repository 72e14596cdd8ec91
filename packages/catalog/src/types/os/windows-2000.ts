import type { ComponentType } from '../../component-type.ts';

export const windows2000: ComponentType = {
  id: 'windows-2000',
  name: 'Windows 2000',
  shortName: 'Windows 2000',
  version: 'SP4',
  family: 'os',
  layer: 'os',
  icon: 'brand-windows',
  summary: 'A desktop and server operating system for x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['windows-2000'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86'] }],
  usable: { cpus: 4, memoryMiB: 4096 },
  traits: ['windows', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 128, diskMiB: 2048 },
  pools: [{ resourceClass: 'seat/windows-2000', amount: 'one' }],
  personality: { typicalSeconds: 8, busyMilli: 30, install: null },
  machine: null,
};
