import type { ComponentType } from '../../component-type.ts';

export const oracle8i: ComponentType = {
  id: 'oracle-8i',
  name: 'Oracle 8i',
  shortName: 'Oracle',
  version: '8.1',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database of the year 1999.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Oracle'], version: '8.1' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['windows-nt-4', 'windows-2000', 'solaris-8', 'solaris-9', 'red-hat-7'],
    },
  ],
  tested: ['windows-nt-4', 'windows-2000', 'solaris-8', 'red-hat-7'],
  licence: { machines: 4 },
  traffic: { storageMBs: 10 },
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 1024 },
  pools: [{ resourceClass: 'seat/oracle-8i', amount: 'one' }],
  personality: { typicalSeconds: 6, busyMilli: 400, install: null },
  machine: null,
};
