import type { ComponentType } from '../../component-type.ts';

export const mysql8: ComponentType = {
  id: 'mysql-8',
  name: 'MySQL 8',
  shortName: 'MySQL',
  version: '8.0',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['MySQL'], version: '8.0' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'ubuntu-22-04',
        'ubuntu-24-04',
        'debian-12',
        'debian-11',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  excludes: ['mariadb-10-11'],
  traffic: { storageMBs: 20 },
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 512, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 4, busyMilli: 400, install: null },
  machine: null,
};
