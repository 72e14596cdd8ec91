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
  requirements: [{ rule: 'OS-1', capability: 'os', anyOf: ['debian-12', 'windows-nt-4', 'windows-2000'] }],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 1024 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 200,
    install: {
      packages: ['squid'],
      files: [],
      service: { command: 'exec squid -N', port: 3128, web: false, order: 2 },
      keeps: null,
    },
  },
  machine: null,
};
