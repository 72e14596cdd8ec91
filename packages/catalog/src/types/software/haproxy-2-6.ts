import type { ComponentType } from '../../component-type.ts';

export const haproxy26: ComponentType = {
  id: 'haproxy-2-6',
  name: 'HAProxy 2.6',
  shortName: 'HAProxy',
  version: '2.6',
  family: 'software',
  layer: 'software',
  icon: 'arrows-split',
  summary: 'Shares requests among web servers, as software.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['HTTP'], version: '1.1' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['debian-12', 'ubuntu-22-04', 'ubuntu-24-04', 'alpine-3-20', 'rocky-9', 'freebsd-14'],
    },
  ],
  traits: ['server'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 32 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 150, install: null },
  machine: null,
};
