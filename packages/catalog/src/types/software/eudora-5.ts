import type { ComponentType } from '../../component-type.ts';

export const eudora5: ComponentType = {
  id: 'eudora-5',
  name: 'Eudora 5',
  shortName: 'Eudora',
  version: '5.1',
  family: 'software',
  layer: 'software',
  icon: 'mail',
  summary: 'A program to read and write e-mail.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    { rule: 'OS-1', capability: 'os', anyOf: ['windows-98', 'windows-nt-4', 'windows-2000', 'windows-xp'] },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 32, diskMiB: 32 },
  pools: [{ resourceClass: 'seat/eudora-5', amount: 'one' }],
  personality: { typicalSeconds: 1, busyMilli: 60, install: null },
  machine: null,
};
