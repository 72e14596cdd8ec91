import type { ComponentType } from '../../component-type.ts';

export const sqlServer2022: ComponentType = {
  id: 'sql-server-2022',
  name: 'SQL Server 2022',
  shortName: 'SQL Server',
  version: '2022',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database for 64-bit x86 machines.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['SQL Server'], version: '16' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['windows-server-2019', 'windows-server-2022', 'ubuntu-22-04', 'ubuntu-24-04', 'rocky-9'],
    },
    { rule: 'ARCH-2', capability: 'arch', anyOf: ['x86-64'], from: 'bottom' },
  ],
  tested: ['windows-server-2019', 'windows-server-2022', 'ubuntu-22-04'],
  traffic: { storageMBs: 30 },
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 2048, diskMiB: 6144 },
  pools: [{ resourceClass: 'seat/sql-server-2022', amount: 'one' }],
  personality: { typicalSeconds: 8, busyMilli: 500, install: null },
  machine: null,
};
