import type { ComponentType } from '../../component-type.ts';

export const pytorch2: ComponentType = {
  id: 'pytorch-2',
  name: 'PyTorch 2',
  shortName: 'PyTorch',
  version: '2.3',
  family: 'software',
  layer: 'software',
  icon: 'brain',
  summary: 'Trains models on graphics processors.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['ubuntu-22-04', 'debian-12', 'rocky-9', 'windows-server-2019', 'windows-server-2022'],
    },
    {
      rule: 'RUN-1',
      capability: 'runtime',
      anyOf: ['Python'],
      from: 'machine',
      atLeast: '3.8',
      below: '3.13',
    },
    { rule: 'RUN-1', capability: 'runtime', anyOf: ['CUDA'], from: 'machine', atLeast: '11.8' },
  ],
  minimum: { gpus: 1 },
  traffic: { storageMBs: 80 },
  hostedOn: 'os',
  demand: { memoryMiB: 4096, diskMiB: 8192 },
  pools: [],
  personality: { typicalSeconds: 5, busyMilli: 2000, install: null },
  machine: null,
};
