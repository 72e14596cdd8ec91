import type { ComponentType } from '../../component-type.ts';

export const windowsNt4: ComponentType = {
  id: 'windows-nt-4',
  name: 'Windows NT 4.0',
  shortName: 'Windows NT',
  version: '4.0',
  family: 'os',
  layer: 'os',
  icon: 'brand-windows',
  summary: 'A server operating system for x86 machines of its time.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['windows-nt-4'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86'] }],
  usable: { cpus: 4, memoryMiB: 4096 },
  traits: ['windows', 'unsupported'],
  hostedOn: 'machine',
  demand: { memoryMiB: 64, diskMiB: 512 },
  pools: [{ resourceClass: 'seat/windows-nt-4', amount: 'one' }],
  personality: { typicalSeconds: 7, busyMilli: 30, install: null },
  machine: null,
};
