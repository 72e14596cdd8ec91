import type { ComponentType } from '../../component-type.ts';

export const iis5: ComponentType = {
  id: 'iis-5',
  name: 'IIS 5',
  shortName: 'IIS',
  version: '5.0',
  family: 'software',
  layer: 'software',
  icon: 'world',
  summary: 'The web server that comes with Windows 2000.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['HTTP'], version: '1.1' }],
  requirements: [{ rule: 'OS-1', capability: 'os', anyOf: ['windows-2000'] }],
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 64 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 200, install: null },
  machine: null,
};
