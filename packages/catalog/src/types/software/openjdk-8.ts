import type { ComponentType } from '../../component-type.ts';

export const openjdk8: ComponentType = {
  id: 'openjdk-8',
  name: 'OpenJDK 8',
  shortName: 'OpenJDK 8',
  version: '8',
  family: 'software',
  layer: 'software',
  icon: 'coffee',
  summary: 'Runs older programs written in Java.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['Java'], version: '8' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'ubuntu-22-04',
        'ubuntu-24-04',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 200 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 50, install: null },
  machine: null,
};
