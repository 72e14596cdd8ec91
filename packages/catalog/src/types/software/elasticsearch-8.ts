import type { ComponentType } from '../../component-type.ts';

export const elasticsearch8: ComponentType = {
  id: 'elasticsearch-8',
  name: 'Elasticsearch 8',
  shortName: 'Elasticsearch',
  version: '8.14',
  family: 'software',
  layer: 'software',
  icon: 'search',
  summary: 'Searches text and numbers; brings its own Java.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Elasticsearch'], version: '8.14' }],
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
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  minimum: { cpus: 2 },
  traffic: { storageMBs: 40 },
  traits: ['database', 'server', 'majority'],
  hostedOn: 'os',
  demand: { memoryMiB: 2048, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 6, busyMilli: 600, install: null },
  machine: null,
};
