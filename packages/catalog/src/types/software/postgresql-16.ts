import type { ComponentType } from '../../component-type.ts';

export const postgresql16: ComponentType = {
  id: 'postgresql-16',
  name: 'PostgreSQL 16',
  shortName: 'PostgreSQL',
  version: '16',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['PostgreSQL'], version: '16' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'ubuntu-24-04',
        'debian-12',
        'debian-13',
        'ubuntu-22-04',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  traffic: { storageMBs: 20 },
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 512 },
  pools: [],
  personality: { typicalSeconds: 3, busyMilli: 400, install: null },
  machine: null,
};
