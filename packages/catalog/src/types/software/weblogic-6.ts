import type { ComponentType } from '../../component-type.ts';

export const weblogic6: ComponentType = {
  id: 'weblogic-6',
  name: 'WebLogic Server 6.1',
  shortName: 'WebLogic',
  version: '6.1',
  family: 'software',
  layer: 'software',
  icon: 'apps',
  summary: 'An application server for Java, of the year 2001.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['HTTP'], version: '1.1' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['windows-nt-4', 'windows-2000', 'solaris-8', 'solaris-9', 'red-hat-7'],
    },
    { rule: 'RUN-1', capability: 'runtime', anyOf: ['Java'], from: 'machine', atLeast: '1.3', below: '1.4' },
  ],
  tested: ['windows-nt-4', 'windows-2000', 'solaris-8', 'red-hat-7'],
  licence: { machines: 8 },
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 512 },
  pools: [{ resourceClass: 'seat/weblogic-6', amount: 'one' }],
  personality: { typicalSeconds: 4, busyMilli: 300, install: null },
  machine: null,
};
