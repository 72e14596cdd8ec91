import type { ComponentType } from '../../component-type.ts';

export const php82: ComponentType = {
  id: 'php-8-2',
  name: 'PHP 8.2',
  shortName: 'PHP',
  version: '8.2',
  family: 'software',
  layer: 'software',
  icon: 'brand-php',
  summary: 'Runs programs written in PHP.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['PHP'], version: '8.2' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 96 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 200, install: null },
  machine: null,
};
