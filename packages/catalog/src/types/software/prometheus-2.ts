import type { ComponentType } from '../../component-type.ts';

export const prometheus2: ComponentType = {
  id: 'prometheus-2',
  name: 'Prometheus 2',
  shortName: 'Prometheus',
  version: '2.42',
  family: 'software',
  layer: 'software',
  icon: 'flame',
  summary: 'Measures machines and keeps the figures.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Prometheus'], version: '2.42' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
        'debian-13',
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
  traits: ['server'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 150, install: null },
  machine: null,
};
