import type { ComponentType } from '../../component-type.ts';

export const apache24: ComponentType = {
  id: 'apache-2-4',
  name: 'Apache 2.4',
  shortName: 'Apache',
  version: '2.4',
  family: 'software',
  layer: 'software',
  icon: 'world',
  summary: 'A web server.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [{ rule: 'OS-1', capability: 'os', anyOf: ['debian-12', 'windows-nt-4', 'windows-2000'] }],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 64 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 250,
    install: {
      packages: ['apache2'],
      files: [],
      service: { command: 'exec apache2ctl -D FOREGROUND', port: 80, web: true, order: 2 },
      keeps: '/var/www/html',
    },
  },
  machine: null,
};
