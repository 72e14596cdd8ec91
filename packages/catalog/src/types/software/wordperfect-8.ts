import type { ComponentType } from '../../component-type.ts';

export const wordperfect8: ComponentType = {
  id: 'wordperfect-8',
  name: 'WordPerfect 8',
  shortName: 'WordPerfect',
  version: '8',
  family: 'software',
  layer: 'software',
  icon: 'file-text',
  summary: 'A word processor.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    { rule: 'OS-1', capability: 'os', anyOf: ['windows-98', 'windows-nt-4', 'windows-2000', 'windows-xp'] },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 32, diskMiB: 128 },
  pools: [{ resourceClass: 'seat/wordperfect-8', amount: 'one' }],
  personality: { typicalSeconds: 2, busyMilli: 120, install: null },
  machine: null,
};
