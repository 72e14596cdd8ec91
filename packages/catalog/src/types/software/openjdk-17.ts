import type { ComponentType } from '../../component-type.ts';

export const openjdk17: ComponentType = {
  id: 'openjdk-17',
  name: 'OpenJDK 17',
  shortName: 'OpenJDK',
  version: '17',
  family: 'software',
  layer: 'software',
  icon: 'coffee',
  summary: 'Runs programs written in Java.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['Java'], version: '17' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
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
  demand: { memoryMiB: 128, diskMiB: 320 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 50, install: null },
  machine: null,
};
