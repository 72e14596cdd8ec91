import type { ComponentType } from '../../component-type.ts';

export const docker24: ComponentType = {
  id: 'docker-24',
  name: 'Docker Engine 24',
  shortName: 'Docker',
  version: '24',
  family: 'software',
  layer: 'software',
  icon: 'brand-docker',
  summary: 'Runs containers.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['containers'], version: '24' }],
  requirements: [
    { rule: 'OS-1', capability: 'os', anyOf: ['debian-12', 'debian-11', 'ubuntu-22-04', 'rocky-9'] },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 512, diskMiB: 4096 },
  pools: [],
  personality: { typicalSeconds: 3, busyMilli: 100, install: null },
  machine: null,
};
