import type { ComponentType } from '../../component-type.ts';

export const itunes6: ComponentType = {
  id: 'itunes-6',
  name: 'iTunes 6',
  shortName: 'iTunes',
  version: '6',
  family: 'software',
  layer: 'software',
  icon: 'music',
  summary: 'Plays and sorts music and films.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [{ rule: 'OS-1', capability: 'os', anyOf: ['windows-2000', 'windows-xp'] }],
  minimum: { clockMhz: 500 },
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 200 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 300, install: null },
  machine: null,
};
