import type { ComponentType } from '../../component-type.ts';

export const apache13: ComponentType = {
  id: 'apache-1-3',
  name: 'Apache 1.3',
  shortName: 'Apache 1.3',
  version: '1.3',
  family: 'software',
  layer: 'software',
  icon: 'world',
  summary: 'A web server of the nineties.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['HTTP'], version: '1.1' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['red-hat-7', 'solaris-9', 'solaris-10', 'freebsd-14', 'windows-nt-4', 'windows-2000'],
    },
  ],
  tested: ['red-hat-7', 'solaris-9', 'windows-nt-4', 'windows-2000'],
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 16, diskMiB: 32 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 150, install: null },
  machine: null,
};
