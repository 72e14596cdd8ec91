import type { ComponentType } from '../../component-type.ts';

export const python311: ComponentType = {
  id: 'python-3-11',
  name: 'Python 3.11',
  shortName: 'Python',
  version: '3.11',
  family: 'software',
  layer: 'software',
  icon: 'brand-python',
  summary: 'Runs programs written in Python.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['Python'], version: '3.11' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'ubuntu-22-04',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 200 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 100, install: null },
  machine: null,
};
