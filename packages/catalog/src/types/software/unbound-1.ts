import type { ComponentType } from '../../component-type.ts';

export const unbound1: ComponentType = {
  id: 'unbound-1',
  name: 'Unbound 1',
  shortName: 'Unbound',
  version: '1.17',
  family: 'software',
  layer: 'software',
  icon: 'binary-tree',
  summary: 'Looks up names in the Internet for a network.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['DNS'], version: '1.17' }],
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
      ],
    },
  ],
  traits: ['server', 'internet'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 64 },
  pools: [],
  personality: { typicalSeconds: 1, busyMilli: 60, install: null },
  machine: null,
};
