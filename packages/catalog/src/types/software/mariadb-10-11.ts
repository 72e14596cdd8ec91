import type { ComponentType } from '../../component-type.ts';

export const mariadb1011: ComponentType = {
  id: 'mariadb-10-11',
  name: 'MariaDB 10.11',
  shortName: 'MariaDB',
  version: '10.11',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database, compatible with MySQL.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['MySQL'], version: '10.11' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'ubuntu-24-04',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  excludes: ['mysql-8'],
  traffic: { storageMBs: 20 },
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 512 },
  pools: [],
  personality: { typicalSeconds: 3, busyMilli: 400, install: null },
  machine: null,
};
