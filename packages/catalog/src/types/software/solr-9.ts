import type { ComponentType } from '../../component-type.ts';

export const solr9: ComponentType = {
  id: 'solr-9',
  name: 'Solr 9',
  shortName: 'Solr',
  version: '9.6',
  family: 'software',
  layer: 'software',
  icon: 'search',
  summary: 'Searches text, written in Java.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Solr'], version: '9.6' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
        'ubuntu-22-04',
        'ubuntu-24-04',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
    { rule: 'RUN-1', capability: 'runtime', anyOf: ['Java'], from: 'machine', atLeast: '11' },
  ],
  traits: ['server'],
  hostedOn: 'os',
  demand: { memoryMiB: 1024, diskMiB: 512 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 500, install: null },
  machine: null,
};
