import type { ComponentType } from '../../component-type.ts';

export const cuda12: ComponentType = {
  id: 'cuda-12',
  name: 'CUDA 12 runtime',
  shortName: 'CUDA',
  version: '12.4',
  family: 'software',
  layer: 'software',
  icon: 'cpu',
  summary: 'Lets programs compute on graphics processors.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['CUDA'], version: '12.4' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['ubuntu-22-04', 'debian-12', 'rocky-9', 'windows-server-2019', 'windows-server-2022'],
    },
  ],
  minimum: { gpus: 1 },
  hostedOn: 'os',
  demand: { memoryMiB: 512, diskMiB: 6144 },
  pools: [],
  personality: { typicalSeconds: 4, busyMilli: 20, install: null },
  machine: null,
};
