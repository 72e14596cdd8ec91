import type { ComponentType } from '../../component-type.ts';

export const jdk13: ComponentType = {
  id: 'jdk-1-3',
  name: 'Java 1.3',
  shortName: 'Java 1.3',
  version: '1.3',
  family: 'software',
  layer: 'software',
  icon: 'coffee',
  summary: 'Runs programs written in the Java of the year 2000.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['Java'], version: '1.3' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['windows-nt-4', 'windows-2000', 'windows-xp', 'solaris-8', 'solaris-9', 'red-hat-7'],
    },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 32, diskMiB: 96 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 50, install: null },
  machine: null,
};
