import type { ComponentType } from '../../component-type.ts';

export const grafana11: ComponentType = {
  id: 'grafana-11',
  name: 'Grafana 11',
  shortName: 'Grafana',
  version: '11',
  family: 'software',
  layer: 'software',
  icon: 'chart-line',
  summary: 'Shows figures as charts in the browser.',
  properties: [],
  ports: [],
  capabilities: [],
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
        'rocky-9',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
    {
      rule: 'SVC-1',
      capability: 'service',
      anyOf: ['Prometheus', 'Elasticsearch', 'PostgreSQL', 'MySQL'],
      from: 'network',
    },
  ],
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 512 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 100, install: null },
  machine: null,
};
