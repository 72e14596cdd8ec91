import type { ComponentType } from '../../component-type.ts';

export const windowsServer2022: ComponentType = {
  id: 'windows-server-2022',
  name: 'Windows Server 2022',
  shortName: 'Server 2022',
  version: '2022',
  family: 'os',
  layer: 'os',
  icon: 'brand-windows',
  summary: 'A server system for 64-bit x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['windows-server-2022'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['x86-64'] }],
  traits: ['windows'],
  hostedOn: 'machine',
  demand: { memoryMiB: 2048, diskMiB: 32768 },
  pools: [{ resourceClass: 'seat/windows-server-2022', amount: 'one' }],
  personality: { typicalSeconds: 12, busyMilli: 25, install: null },
  machine: null,
};
