import type { ComponentType } from '../../component-type.ts';

export const squid4: ComponentType = {
  id: 'squid-4',
  name: 'Squid 4',
  shortName: 'Squid',
  version: '4',
  family: 'software',
  layer: 'software',
  icon: 'bolt',
  summary: 'A caching web proxy.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [{ rule: 'OS-1', capability: 'os', anyOf: ['windows-nt-4', 'windows-2000', 'debian-11'] }],
  traits: ['server'],
  excludes: ['squid-5'],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 200, install: null },
  machine: null,
};
